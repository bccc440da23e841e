"""Packs in the forms that councils use, read whole: a county's, a borough's in ModernGov form, and a supplement."""

from __future__ import annotations

from datetime import date

from folkmoot_core.agendapacks.values import AgendaPack, Item, Paper

WINTER = (
    "This report describes the winter of 2013/14. It asks members for their views. "
    "A second paragraph of the summary belongs to it."
)
WHIT_AND_COOP = (
    "Mike Whit, Cabinet Member for Planning, Highways, Transport and Waste; Barb Coop, Corporate Director for Growth"
)


def items(pack: AgendaPack) -> dict[str, tuple[str, tuple[int, int] | None, bool]]:
    return {
        one.number.value: (one.title.value, one.pages.value if one.pages else None, one.restricted.value)
        for one in pack.items
    }


def item(pack: AgendaPack, number: str) -> Item:
    return next(one for one in pack.items if one.number.value == number)


def head(paper: Paper) -> tuple[str | date | None, ...]:
    """To, From, Date, Subject, Classification, Summary."""
    reads = (paper.to, paper.from_, paper.date, paper.subject, paper.classification, paper.summary)
    return tuple(None if read is None else read.value for read in reads)


def test_the_meeting_of_a_county(pack) -> None:
    meeting = pack("northmere").meeting
    assert meeting.committee.value == "ROADS AND RIVERS POLICY OVERVIEW COMMITTEE"
    assert (meeting.date.value, meeting.time.value) == (date(2014, 3, 4), "14:30")
    assert meeting.venue.value == "The Weir Room, Shire Hall, Northmere", "beside it stands another column"
    assert (meeting.contact.value.name, meeting.contact.value.telephone) == ("Odile Brand", "(01999) 555010")
    assert (meeting.issued_by.value.name, meeting.issued_by.value.post) == ("Rufus Hale", "Head of Democratic Services")
    assert meeting.issued_on.value == date(2014, 2, 24)
    names = [(one.name, one.role, one.group) for one in meeting.members.value]
    assert names[0] == ("Mrs P Quill", "Chairman", "Independent")
    assert names[4:6] == [("Mr O Reed", "", "Green"), ("Mrs I Sallow", "", "Green")]
    assert meeting.members.sure == "likely", "a comma is left out between these two"
    assert len(names) == 7


def test_the_items_of_a_county(pack) -> None:
    read = pack("northmere")
    assert items(read) == {
        "A1": ("Apologies and Substitutes", None, False),
        "A2": ("Minutes - 14 January 2014", (1, 4), False),
        "A3": ("Dates of Meetings", None, False),
        "B1": ("Winter Gritting, Flood Wardens and Salt Stocks", (5, 12), False),
        "B2": ("Ferry Timetable", (13, 20), False),
        "B3": ("River Levels Monitoring", None, False),
        "C1": ("Award of the Dredging Contract", (21, 26), True),
    }
    assert item(read, "B3").status.value == "to follow"
    assert "4 June 2014" in item(read, "A3").note.value


def test_heads_of_papers_in_any_order(pack) -> None:
    read = pack("northmere")
    committee, day = "Roads and Rivers Policy Overview Committee", date(2014, 3, 4)
    assert head(item(read, "B1").papers[0]) == (
        f"{committee} – 4 March 2014",
        "Dana Withy, Cabinet Member for Waterways; Howard Lock, Director of Roads",
        day,
        "Winter Gritting, Flood Wardens and Salt Stocks",
        "Unrestricted",
        WINTER,
    )
    ferry = item(read, "B2").papers[0]
    assert head(ferry) == (
        committee,
        "Director of Roads",
        day,
        "Ferry Timetable",
        "Unrestricted",
        "The ferry will run every hour.",
    )
    assert (ferry.past_pathway.value, ferry.future_pathway.value) == ("Cabinet, 3 February 2014", "County Council")
    assert ferry.divisions.value == "Quayside"
    assert (ferry.place.sure, ferry.place.note) == ("certain", "by its title and the number over it")
    assert ferry.pages.value == (13, 20)
    assert (ferry.contacts.value[0].name, ferry.contacts.value[0].post) == ("Wynn Bank", "Ferry Manager")
    assert ferry.background.value == (), "none, which is more than not read"


def test_what_members_are_asked_to_do(pack) -> None:
    read = pack("northmere")
    first, second = item(read, "B1").papers
    assert first.recommendation.value.verbs == ("comment", "agree")
    assert first.recommendation.value.text.endswith("(b) agree the plan for 2014/15.")
    assert first.purpose.value == "FOR COMMENT"
    assert first.contacts.value[0].email == "sid.grit@northmere.example"
    assert first.background.value == ("Winter Service Plan 2013",)
    assert (second.recommendation.value.verbs, second.recommendation.sure) == (("note",), "likely")
    assert second.contacts.value[0].post == "Flood Officer"
    assert item(read, "B2").papers[0].recommendation.value.verbs == ("note", "endorse")
    assert item(read, "C1").papers[0].recommendation.value.verbs == ("approve",)


def test_two_papers_under_one_item_and_a_message_in_one_of_them(pack) -> None:
    read = pack("northmere")
    first, second = item(read, "B1").papers
    assert (first.place.sure, second.place.sure) == ("certain", "doubtful")
    assert first.pages is second.pages is None, "where the pages part is not printed"
    assert first.place.last < second.place.first
    whys = {(one.first, one.last): one.why for one in read.not_read}
    assert len(whys) == 2
    assert "2 papers under B1" in whys[first.place.first, second.place.last]
    assert "letter or message" in whys[140, 143]
    assert first.place.first < 140 < first.place.last


def test_minutes_of_a_county(pack) -> None:
    (minutes,) = pack("northmere").minutes
    assert minutes.meeting.committee.value == "Roads and Rivers Policy Overview Committee"
    assert minutes.meeting.date.value == date(2014, 1, 14)
    assert minutes.meeting.venue.value == "Weir Room, Shire Hall, Northmere"
    assert minutes.agenda_item.value == "A2"
    assert [one.name for one in minutes.present.value][-2:] == ["Mr O Reed", "Mrs I Sallow"]
    assert minutes.present.value[3].substitute_for == "Ms T Fenn"
    assert [one.name for one in minutes.also_present.value] == ["Mr D Withy, MBE"]
    assert [(one.name, one.role) for one in minutes.officers.value] == [
        ("Ms H Lock", "Head of Waterways (East)"),
        ("Mr S Grit", "Winter Service Manager"),
    ]
    assert [one.name for one in minutes.apologies.value] == ["Ms T Fenn", "Sir J Thorne"]
    read = [(one.number.value, one.item.value, one.title.value) for one in minutes.items]
    assert read == [
        ("31", "A2", "Minutes - 5 November 2013"),
        ("32", "B1", "Condition of bridges, culverts and fords in the north of the county"),
        ("33", "B2", "Salt"),
    ]
    bridges, salt = minutes.items[1:]
    assert "Members asked about the culverts at Low Ings." in bridges.text[0].text, "a page break cut the sentence"
    assert [one.number for one in bridges.text][:1] == ["(1)"]
    assert [one.value for one in bridges.resolutions] == [
        "RESOLVED that the condition of the bridges be noted and that the programme be approved."
    ]
    assert len(salt.resolutions) == len(salt.recommendations) == 1
    assert salt.resolutions[0].value.endswith("(c) a report be brought to the next meeting.")


def test_a_borough_in_the_form_of_moderngov(pack) -> None:
    read = pack("wealdham")
    meeting = read.meeting
    assert meeting.committee.value == "Planning and Licensing Committee"
    assert (meeting.date.value, meeting.time.value) == (date(2019, 5, 9), "18:30")
    assert (meeting.members.value[0].name, meeting.members.value[0].role) == ("A. Birch", "Chair")
    assert items(read) == {
        "1": ("Apologies for Absence", None, False),
        "2": ("Minutes of the Previous Meeting", (3, 6), False),
        "3": ("Declarations of Interest", None, False),
        "4": ("18/00412/FUL - Land at Mill Lane", (7, 22), False),
        "5": ("Taxi Fares", (23, 30), False),
        "5a": ("Late item: Pavement licences", (31, 31), False),
        "6": ("Exclusion of the Press and Public", None, False),
        "7": ("Hearing of a Complaint about a Driver", (33, 40), True),
    }
    assert item(read, "4").pages.sure == "likely", "its pages stand in the line below"
    fares = item(read, "5").papers[0]
    assert head(fares)[:4] == (
        "Planning and Licensing Committee",
        "Quentin Ash, Licensing Officer",
        date(2019, 5, 9),
        "Taxi Fares",
    )
    assert fares.recommendation.value.verbs == ("approve",)
    assert {one.text for one in read.not_read if "no paper" in one.why} >= {"Late item: Pavement licences"}


def test_minutes_of_a_borough(pack) -> None:
    (minutes,) = pack("wealdham").minutes
    assert minutes.meeting.date.value == date(2019, 4, 11)
    assert [one.name for one in minutes.present.value] == [
        "Councillor A. Birch",
        "Councillor B. Elm",
        "Councillor C. Yew",
    ]
    assert [one.title.value for one in minutes.items] == [
        "DECLARATIONS OF INTEREST",
        "18/00398/FUL - 2 STATION ROAD",
        "SCALE OF FEES",
    ], "a list that counts 1, 2 inside an item is no item"
    assert minutes.items[1].resolutions[0].value.endswith("(ii) work starting within three years.")
    fees = minutes.items[2]
    assert [one.sure for one in fees.resolutions] == ["likely"]
    assert fees.recommendations[0].value == "RECOMMENDED to Council: That the fees be adopted."


def test_a_supplement_names_the_items_it_belongs_to(pack) -> None:
    read = pack("supplement")
    assert read.kind == "supplement"
    assert read.meeting.date.value == date(2014, 3, 4), "not the day of the letter, 5 March"
    assert read.meeting.contact.value.email == "odile.brand@northmere.example"
    assert items(read) == {"B2": ("Ferry Timetable", (1, 2), False), "B3": ("River Levels Monitoring", (3, 8), False)}
    ferry, levels = (one.papers[0] for one in read.items)
    assert (ferry.subject.value, ferry.place.value, ferry.place.sure) == (
        "Timetable of the ferry",
        "document",
        "doubtful",
    )
    assert ferry.place.last < levels.place.first
    assert levels.recommendation.value.verbs == ("note",)


def test_a_district_with_pages_in_a_column_and_minutes_with_letters(pack) -> None:
    read = pack("oxmarsh")
    meeting = read.meeting
    assert (meeting.committee.value, meeting.date.value) == ("Overview and Scrutiny Board", date(2017, 6, 12))
    assert (meeting.time.value, meeting.venue.value) == ("19:00", "Committee Room 2, Civic Centre, Oxmarsh")
    contact = meeting.contact.value
    assert (contact.name, contact.telephone, contact.email) == ("Una Esk", "01777 555123", "una.esk@oxmarsh.example")
    assert [pages for _, pages, _ in items(read).values()] == [
        None,
        (1, 6),
        None,
        (7, 30),
        (31, 44),
        (45, 46),
        None,
        (47, 52),
    ]
    assert items(read)["5"][0] == "LEISURE CENTRE CONTRACT: PERFORMANCE IN THE YEAR TO 31 MARCH 2017"
    assert items(read)["7"][0] == "EXCLUSION OF PRESS AND PUBLIC"
    assert [number for number, (_, _, restricted) in items(read).items() if restricted] == ["8"]
    housing, leisure = item(read, "4").papers[0], item(read, "5").papers[0]
    assert head(housing)[:4] == (
        "OVERVIEW AND SCRUTINY BOARD",
        "STRATEGIC DIRECTOR (PLACE)",
        date(2017, 6, 12),
        "HOUSING STRATEGY 2017 - 2022",
    )
    assert housing.summary.value == "To consult the Board on the draft strategy."
    assert housing.recommendation.value.verbs == ("comment", "agree")
    assert housing.background.value == ("Housing Needs Survey 2016",)
    assert (leisure.date.value, leisure.date.sure) == (date(2017, 6, 12), "likely"), "it stands beside To"
    assert leisure.summary.value == "Visits rose by 4%."
    assert leisure.recommendation.value.verbs == ("note",), "not what stands under the next item"
    (programme,) = item(read, "6").papers
    assert (programme.place.value, programme.subject.value) == ("document", "Work programme of the Board")
    assert programme.place.sure != "doubtful"
    assert programme.subject.sure == "doubtful", "it has no head: its first line was taken"
    assert leisure.place.last < programme.place.first
    (minutes,) = read.minutes
    assert [(one.name, one.role) for one in minutes.officers.value] == [
        ("Una Esk", "Democratic Services Officer"),
        ("Viv Foss", "Head of Housing"),
    ]
    assert [(one.number.value, one.title.value) for one in minutes.items] == [
        ("OS/1", "DECLARATIONS OF INTEREST"),
        ("OS/2", "MINUTES"),
        ("OS/3", "EMPTY HOMES"),
    ]
    assert minutes.items[2].resolutions[0].value.endswith("(2) That Cabinet be RECOMMENDED to extend the scheme.")


def test_a_county_that_numbers_its_items_and_sets_its_contacts_side_by_side(pack) -> None:
    read = pack("brackwater")
    assert (read.meeting.date.value, read.meeting.time.value) == (date(2018, 3, 21), "10:00")
    assert read.meeting.venue.value == "Council Chamber, County Hall, Brackwater"
    assert read.meeting.issued_by.value.name == "Benj Wat"
    assert [(number, pages) for number, (_, pages, _) in items(read).items()] == [
        ("1", None),
        ("2", None),
        ("3", None),
        ("4", (7, 14)),
        ("5", (15, 40)),
        ("6", (41, 46)),
        ("7", (47, 58)),
        ("8", (59, 70)),
    ]
    assert [number for number, (_, _, restricted) in items(read).items() if restricted] == ["8"]
    waste, holes = item(read, "5").papers[0], item(read, "6").papers[0]
    assert head(waste) == (
        "Waste and Transport Cabinet Committee – 21 March 2018",
        WHIT_AND_COOP,
        date(2018, 3, 21),
        "Household waste: proposed charging policy for soil and rubble",
        "Unrestricted",
        "The paper sets out a policy. It follows a consultation.",
    )
    assert waste.recommendation.value.verbs == ("endorse", "consider")
    assert waste.recommendation.value.text.endswith("as shown at Appendix A.")
    assert [(one.role, one.name, one.post, one.email) for one in waste.contacts.value] == [
        ("Report Author", "Dave Beav", "Head of Waste", "dave.beav@brack.example"),
        ("Relevant Director", "Rog Wilk", "Director of Highways", "rog.wilk@brack.example"),
    ]
    assert waste.background.value == ("Consultation report: http://www.brack.example/c", "Equality assessment")
    assert (holes.subject.value, holes.place.sure) == ("Pothole Blitz 2018/19", "certain")
    (minutes,) = read.minutes
    assert [(one.number.value, one.item.value, len(one.resolutions)) for one in minutes.items] == [
        ("60", "2", 0),
        ("61", "3", 0),
        ("62", "4", 1),
        ("63", "5", 1),
        ("64", "6", 1),
    ]
    assert minutes.items[4].resolutions[0].value.endswith("1. Tolls 2. Buses")
