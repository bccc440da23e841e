"""Every sentence and heading that a report is made of, in English.

A phrase has gaps in braces: words are put in as they are, numbers come from cells. A translation is one more such
book, with the same keys (a test compares gaps); nothing else in the package holds words that people read, but for
names that the caller gives. Plain English after the GOV.UK style guide: short, active, no Latin.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from folkmoot_core.reports import (
    phrases_of_cases,
    phrases_of_compacts,
    phrases_of_indicators,
    phrases_of_money,
    phrases_of_plans,
)

_SENTENCES: Final = {
    # What a consultation is, and is not. Said in every report.
    "self_selected": "The people who answered chose to do so. They are not a random sample of residents, so the "
    "figures show what those who answered think, and cannot be read as what all residents think.",
    "self_selected.short": "Those who answered chose to do so: the figures do not show what all residents think.",
    # What was asked, and how many answered
    "asked_by": "{organisation} asked for views on {title} from {opened} to {closed}.",
    "purpose": "{purpose}",
    "counted": "{responses} are counted in this report.",
    "counted.one": "{responses} is counted in this report.",
    "channel": "{responses} came {channel}.",
    "channel.share": "{responses} ({share}) came {channel}.",
    "answered": "{answered} answered this question.",
    "answered.no_reply": "{no_reply} of those asked gave no reply.",
    "answered.declined": "{declined} did not wish to say.",
    "answered.routed": "The question was put to {asked} out of {responses}.",
    "answered.hidden": "How many answered this question is not shown, because somebody could be recognised from it.",
    # What they answered
    "top": "{share_words} of those who answered chose “{option}” ({share}, {people}).",
    "top.largest": "“{option}” was chosen most: by {people} ({share} of those who answered).",
    "top.several": "{share_words} of those who answered made “{option}” one of their choices ({share}, {people}).",
    "top.tied": "“{option}” and “{other}” were chosen by the same number of people: {people} each ({share}).",
    "top.shared": "Several answers share the first place: {people} each ({share}).",
    "top.shown": "Of the numbers that can be shown, the largest is “{option}”: {share} of those who answered "
    "({people}).",
    "next": "Next came “{option}” ({share}).",
    "least": "“{option}” was chosen least ({share}).",
    "yes": "{share_words} of those who answered said “{option}” ({share}, {people}); {other_share} said “{other}”.",
    "nobody": "Nobody answered this question.",
    "no_percentages": "So few people answered that percentages are not given.",
    "weighted": "Weighted to the population, the share for “{option}” is {weighted} instead of {share}.",
    "statistic": "{statistic}: {value}.",
    "choices": "Each person could choose up to {most}, so the percentages add up to more than 100.",
    # Warnings
    "small_base": "Only {answered} answered this question. One person more or less changes the percentages a good "
    "deal: read them with caution.",
    "kept_back": "Some numbers are not shown, marked [c], because somebody could be recognised from them.",
    "not_shown": "A share is not shown, marked [x], where nobody or too few people answered, or where it would tell a "
    "number that is kept back.",
    "low": "[low] stands for a share above nothing that rounds to nothing.",
    # Who answered
    "profile.largest": "The largest group of those who answered was “{group}” ({share}, {people}).",
    "profile.more": "“{group}” made up {share} of those who answered and {population} of the population: more than "
    "its share.",
    "profile.fewer": "“{group}” made up {share} of those who answered and {population} of the population: less than "
    "its share.",
    "profile.source": "The population figures come from: {source}.",
    # Method
    "method.percentages": "Percentages are of those who answered the question, unless the table says otherwise. They "
    "are rounded, so that they may not add up to 100.",
    "method.words": "Shares in words mean the same throughout: the list at the end of this chapter gives their bounds.",
    "method.small_numbers": "Numbers of fewer than {threshold} people are not shown, nor are other numbers from which "
    "they could be worked out. Percentages of fewer than {base} people are not shown.",
    "method.weights": "Weighted figures show how the answers would look if each group had answered in proportion to "
    "its share of the population. The groups used are: {margins}. The population figures come from: {source}.",
    "method.weights.limit": "Weights correct for who answered by those groups only. They cannot make those who "
    "answered speak for those who did not.",
    "method.design": "The weights have a design effect of {design_effect}, so that {effective} weighted responses tell "
    "as much as that many equal ones.",
    "method.unweighted": "The figures are not weighted.",
    "method.intervals": "An interval from a low to a high figure is a 95% interval: it shows how far chance alone "
    "could move a figure if those who answered were a random sample of people like them, which they are not.",
    "method.differences": "A difference between groups is put into words only where a test finds it, after a "
    "correction for making many comparisons. “Higher” and “lower” then mean more than chance would explain.",
    "method.snapshot": "Every figure was counted from one fixed copy of the responses. Its name, under “How this "
    "report was made”, is worked out from its content, so that anybody who holds the copy can count again.",
    "method.themes": "Comments were read and grouped into themes by people, helped by a program that finds similar "
    "comments. One comment can belong to several themes.",
    "method.themes.by_hand": "Comments were read and grouped into themes. One comment can belong to several themes.",
    "method.themes.audit": "The number of comments in each theme rests on a random sample of {audited} that people "
    "checked.",
    "method.themes.agreement": "Two people coded the same comments; their agreement (Krippendorff’s alpha, where 1 is "
    "full agreement) was {agreement}.",
    "method.quotes": "Quotes are in the words of those who wrote them, and appear only with their consent.",
    # Themes
    "themes.base": "{people} wrote {comments} in answer to open questions.",
    "themes.comments": "{comments} were made in answer to open questions.",
    "themes.top": "The theme raised most was “{theme}” ({comments}).",
    "themes.next": "Next came “{theme}” ({comments}).",
    "theme.named": "{theme} ({comments})",
    "theme.count": "{comments} raised this theme.",
    "theme.share": "{comments} raised this theme ({share}).",
    "theme.interval": "{comments} raised this theme: {share}, with a 95% interval from {low} to {high}.",
    "theme.description": "{description}",
    # Differences between groups
    "difference": "“{row}” was chosen by a higher share in “{higher_group}” ({higher}) than in “{lower_group}” "
    "({lower}).",
    "difference.none": "No difference between the groups is larger than chance would explain.",
    "difference.untested": "The groups were not compared by a test, so this report makes no statement about "
    "differences.",
    "differences.some": "The tests found differences between groups in the answers to these questions.",
    "differences.no_crossings": "No question was broken down by groups of people.",
    "difference.correction": "Comparisons are corrected by: {correction}.",
    # Asked for that we had not offered
    "wish.intro": "People also asked for things that the questions did not offer.",
    "wish.rule": "{rule}",
    "wish.none": "No suggestion beyond what the questions offered was grouped into a theme.",
    "wish.made": "{people} made {suggestions} of their own.",
    # Equality
    "equality.intro": "A public authority must have due regard to equality between people who share a protected "
    "characteristic and people who do not (Equality Act 2010, section 149). This chapter shows who answered by such "
    "characteristics, and where their answers differ.",
    "equality.none": "No question was asked about protected characteristics, so this report cannot say who answered by "
    "them.",
    "equality.note": "{note}",
    # Annexes and making
    "made.snapshot": "The responses: snapshot {snapshot}.",
    "made.times": "The figures are of the responses as they stood on {day} at {time}. Themes, quotes, what the plan "
    "says and what was decided are as they stood when this report was made.",
    "made.template": "The report: {template}.",
    "made.again": "The same snapshot and the same template give the same report, byte for byte, but for what officers "
    "have changed by hand.",
    # District extract
    "district.count": "{responses} came from {district}.",
    "district.share": "That is {share} of all responses.",
    "district.higher": "“{option}” was chosen by {here} in {district} and by {all} of all who answered.",
    "district.few": "So few answered in {district} that most figures are not shown.",
    "district.compare": "The tables set the answers of {district} beside those of everybody. No test was made between "
    "the two, so a gap may be no more than chance.",
    # We asked, you said, we did
    "outcome.asked": "{asked}",
    "outcome.said": "{said}",
    "outcome.said.count": "{said} ({comments})",
    "outcome.said.share": "{said} ({share} of those who answered)",
    "outcome.did": "{did}",
    "outcome.because": "Why: {because}",
    "outcome.none": "What is to be done has not been decided yet. This page will say so when it has.",
    "thanks": "Thank you to everybody who took the time to answer.",
    "next_step": "{step}",
    "more": "The full report, with every table, is at {address}.",
    "contact": "Questions about this report: {contact}.",
    "officer": "{text}",
}

_LABELS: Final = {
    "chapter.summary": "Summary",
    "chapter.method": "Method and limits",
    "chapter.respondents": "Who answered",
    "chapter.questions": "What people answered",
    "chapter.themes": "What people wrote",
    "chapter.differences": "Differences between groups",
    "chapter.wishes": "What was asked for that we had not offered",
    "chapter.equality": "Equality findings",
    "chapter.next": "What happens next",
    "annex.breakdowns": "Answers by groups",
    "annex.tables": "Further tables",
    "annex.making": "How this report was made",
    "heading.asked": "What we asked",
    "heading.who": "Who answered",
    "heading.said": "What you said",
    "heading.did": "What we did",
    "heading.wrote": "What you wrote",
    "heading.channels": "How responses came",
    "heading.reading": "How to read the figures",
    "heading.weights": "Weights and differences",
    "heading.theme_method": "How comments were read",
    "heading.words": "What our words mean",
    "heading.by": "By {trait}: {question}",
    "question": "Question {number}: {text}",
    "title.committee": "Report on the consultation: {title}",
    "title.resident": "What you told us: {title}",
    "title.district": "{district}: what people told us about {title}",
    "title.outcome": "We asked, you said, we did: {title}",
    "subtitle.committee": "Report to committee",
    "subtitle.resident": "Summary for residents",
    "subtitle.district": "Extract for {district}",
    "subtitle.outcome": "What became of what you told us",
    "column.answer": "Answer",
    "column.group": "Group",
    "column.theme": "Theme",
    "column.channel": "Channel",
    "column.words": "Words",
    "column.bounds": "Share of those who answered",
    "column.n": "Number",
    "column.comments": "Comments",
    "column.percent": "% of those who answered",
    "column.asked": "% of those asked",
    "column.share": "%",
    "column.weighted": "Weighted %",
    "column.low": "95% interval, low",
    "column.high": "95% interval, high",
    "column.population": "% of population",
    "column.statistic": "Figure",
    "column.value": "Value",
    "column.here": "{district}: number",
    "column.here_percent": "{district}: %",
    "column.everybody": "Everybody: %",
    "column.group_n": "{group}: number",
    "column.group_percent": "{group}: %",
    "column.differs": "Higher than",
    "base.answered": "Base: answered",
    "base.no_reply": "No reply",
    "base.declined": "Did not wish to say",
    "base.asked": "Base: asked",
    "base.responses": "Base: all responses",
    "base.comments": "Base: comments",
    "caption.question": "Question {number}. {text}",
    "caption.statistics": "Question {number}, figures. {text}",
    "caption.chart": "Share of those who answered: {text}",
    "caption.channels": "Responses by the way they came",
    "caption.profile": "{trait}: those who answered and the population",
    "caption.profile_alone": "{trait}: those who answered",
    "caption.themes": "Themes of the comments",
    "caption.wishes": "Themes that the questions did not offer",
    "caption.crossing": "By {trait}: {question}",
    "caption.group_chart": "Share of each group that chose “{row}”, by {trait}: {question}",
    "caption.words": "Shares in words, and what they stand for",
    "caption.facts": "Facts about the responses",
    "caption.weights": "Facts about the weights",
    "caption.question_themes": "Facts about the comments",
    "row.total": "All responses",
    "row.suggestions": "Suggestions",
    "row.people": "People who made suggestions",
    "row.comment_people": "People who wrote comments",
    "row.comments": "Comments",
    "row.audited": "Comments checked by people in a random sample",
    "row.agreement": "Agreement of two coders (Krippendorff’s alpha)",
    "row.design_effect": "Design effect",
    "row.effective": "Effective number of responses",
    "row.threshold": "Smallest number of people shown",
    "row.percent_base": "Smallest base of a percentage",
    "label.respondents": "Those who answered",
    "label.population": "Population",
    "label.everybody": "Everybody who answered",
    "label.organisation": "From",
    "label.open": "Open",
    "label.reported": "Report of",
    "label.snapshot": "Snapshot",
    "label.template": "Template",
    "label.contents": "Contents",
    "label.table": "Table",
    "label.figure": "Figure",
    "label.note": "Note",
    "label.warning": "Caution",
    "label.annex": "Annex {letter}",
    "label.page": "Page",
    "label.to": "{first} to {last}",
    "label.skip": "Skip to main content",
    "label.scale": "Scale: 0 to {top}%",
    "label.more": "{more} more are in the table.",
    "label.as_table": "The figures of this chart as a table",
    "label.same_figures": "The table “{caption}” gives the same figures.",
    "alt.bars": "Bar chart. {items}.",
    "alt.pairs": "Bar chart of two shares in each group: {first} and {second}. {items}.",
    "alt.intervals": "Chart of shares with 95% intervals. {items}.",
    "alt.groups": "Bar chart of {row} in each group. {items}.",
    "alt.item": "{label}: {value}",
    "alt.pair": "{label}: {first} and {second}",
    "alt.interval": "{label}: {value}, from {low} to {high}",
    "alt.more": "and {more} more, in the table",
    "alt.hidden": "not shown",
    "book.cover": "Cover",
    "book.contents": "Contents",
    "book.notes": "Notes",
    "book.sheet": "Sheet",
    "book.table": "Table",
    "book.note": "Note",
    "book.note_text": "Text",
    "book.one_table": "This sheet contains one table.",
    "book.one_table_notes": "This sheet contains one table. It refers to notes, which are on the Notes sheet.",
    "note.percent_of_group": "The figures are percentages of those in each group who answered; the base is how many.",
    "book.notes_caption": "Notes to the tables",
    "book.back": "Back to the contents",
    "book.symbols_heading": "Symbols in the tables",
    "book.symbols": "[c]: kept back so that nobody can be recognised; [x]: not shown, because nobody or too few "
    "answered, or because it would tell a number that is kept back; "
    "[low]: above nothing, and rounds to nothing; [z]: does not apply.",
    "book.about": "Figures of the report. Each table stands on its own sheet and is marked up as a table.",
    "book.about_csv": "Figures of the report, a file for each table.",
    "book.licence": "Licence: {licence}, {path}.",
    "mark.kept_back": "kept back so that nobody can be recognised",
    "mark.not_shown": "not shown, because nobody or too few answered",
    "mark.low": "above nothing, and rounds to nothing",
    "mark.none": "does not apply",
    "field.key": "Key of the row",
    "field.kind": "Whether the row is an answer, or a base below the answers",
    "date": "{day} {month} {year}",
    "bounds.none": "0%",
    "bounds.under_a_tenth": "above 0%, below 10%",
    "bounds.few": "10% to below 15%",
    "bounds.under_half": "15% to below 48%",
    "bounds.about_half": "48% to 52%",
    "bounds.over_half": "above 52%, below 75%",
    "bounds.most": "75% to 90%",
    "bounds.almost_all": "above 90%, below 100%",
    "bounds.all": "100%",
    "share.none": "None",
    "share.under_a_tenth": "Fewer than one in ten",
    "share.few": "A few",
    "share.under_half": "Fewer than half",
    "share.about_half": "About half",
    "share.over_half": "More than half",
    "share.most": "Most",
    "share.almost_all": "Almost all",
    "share.all": "All",
    "form.people.one": "{n} person",
    "form.people.many": "{n} people",
    "form.responses.one": "{n} response",
    "form.responses.many": "{n} responses",
    "form.comments.one": "{n} comment",
    "form.comments.many": "{n} comments",
    "form.suggestions.one": "{n} suggestion",
    "form.suggestions.many": "{n} suggestions",
    "form.percent": "{n}%",
    "form.percent.low": "less than {n}%",
}

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# In a summary each headline stands behind its question.
_HEADLINES: Final = ("top", "top.largest", "top.several", "top.tied", "top.shared", "top.shown", "yes", "difference")
_IN_SUMMARY: Final = {f"in_summary.{name}": f"{{question}} {_SENTENCES[name]}" for name in _HEADLINES}

ENGLISH: Final = MappingProxyType(
    {
        **_SENTENCES,
        **_IN_SUMMARY,
        **_LABELS,
        **phrases_of_cases.SENTENCES,
        **phrases_of_cases.LABELS,
        **phrases_of_compacts.SENTENCES,
        **phrases_of_compacts.LABELS,
        **phrases_of_indicators.SENTENCES,
        **phrases_of_indicators.LABELS,
        **phrases_of_plans.SENTENCES,
        **phrases_of_plans.LABELS,
        **phrases_of_money.SENTENCES,
        **phrases_of_money.LABELS,
    }
)

BOOKS: Final = MappingProxyType({"en": ENGLISH})


def book_of(language: str) -> MappingProxyType[str, str]:
    """The phrases of a language ("en-GB"); English where there is no such book yet."""
    return BOOKS.get(language.partition("-")[0].lower(), ENGLISH)


def spoken_language(language: str) -> str:
    """The language the report's own words are in: "en-GB" for an English one, and where there is no book."""
    return language if language.partition("-")[0].lower() in BOOKS else "en-GB"
