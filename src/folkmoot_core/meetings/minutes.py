"""Minutes drafted from what happened, in plain numbered paragraphs, with the exempt ones kept apart.

The form is that of English councils: who was present, also present, in attendance; apologies; then one numbered minute
an item with its declarations, who was out of the room, what was said, the vote, what was resolved and who does what.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from folkmoot_core.meetings.resolutions import Resolution, sentence_of


class Section(StrEnum):
    """What a paragraph tells; an officer's edit is kept by it."""

    TURN = "turn"
    NOTE = "note"
    INTEREST = "interest"
    MOVEMENT = "movement"
    VOTE = "vote"
    RESOLUTION = "resolution"
    ACTION = "action"
    EXEMPT = "exempt"
    QUORUM = "quorum"


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody named at the head. `acts_for` is the member a substitute sits for, `post` what an officer is."""

    name: str
    post: str = ""
    acts_for: str = ""
    chairs: bool = False


@dataclass(frozen=True, slots=True)
class Declared:
    """An interest as announced. A sensitive one is announced without its nature (Localism Act 2011, section 32)."""

    name: str
    kind: str
    nature: str = ""
    sensitive: bool = False
    left_room: bool = False
    effect: str = ""


@dataclass(frozen=True, slots=True)
class Voted:
    """A vote as counted, with the sentences of its result; `named` where it was recorded: option → names."""

    words: str
    because: tuple[str, ...]
    named: tuple[tuple[str, tuple[str, ...]], ...] = ()
    moved_by: str = ""
    seconded_by: str = ""


@dataclass(frozen=True, slots=True)
class ActionAgreed:
    """Who does what by when."""

    words: str
    owner: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Business:
    """What happened at one item; `out_of_turn` says after which other it was taken. `exempt` marks an item taken
    without the public: of what follows, everything but title, declarations and `public_summary` stays in the exempt
    part."""

    number: str
    title: str
    notes: tuple[str, ...] = ()
    exempt_notes: tuple[str, ...] = ()
    movements: tuple[str, ...] = ()
    declared: tuple[Declared, ...] = ()
    votes: tuple[Voted, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    actions: tuple[ActionAgreed, ...] = ()
    exempt: bool = False
    public_title: str = ""
    exempt_paragraphs: str = ""
    public_summary: str = ""
    inquorate: str = ""
    out_of_turn: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """All of a meeting. `business` is in the order in which it was taken."""

    body: str
    held_on: date
    place: str
    present: tuple[Attendee, ...]
    also_present: tuple[Attendee, ...] = ()
    in_attendance: tuple[Attendee, ...] = ()
    apologies: tuple[str, ...] = ()
    business: tuple[Business, ...] = ()
    first_number: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`key` finds it again after the draft is made anew; `number` is as printed: 4(2)."""

    key: str
    number: str
    section: Section
    text: str
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class Minute:
    """One numbered minute."""

    number: int
    item: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class Minutes:
    """Head and minutes. `public()` is what everybody may read."""

    heading: str
    present: str
    substitutes: tuple[str, ...] = ()
    also_present: str = ""
    in_attendance: str = ""
    apologies: str = ""
    minutes: tuple[Minute, ...] = field(default=())

    def public(self) -> Minutes:
        """Without a word of the exempt part."""
        kept = tuple(
            Minute(
                each.number,
                each.item,
                each.title,
                tuple(part for part in each.paragraphs if not part.exempt),
                each.exempt,
            )
            for each in self.minutes
        )
        return Minutes(
            self.heading, self.present, self.substitutes, self.also_present, self.in_attendance, self.apologies, kept
        )


def draft_minutes(happened: Happened) -> Minutes:
    """The minutes of a meeting, ready for a clerk to edit."""
    return Minutes(
        heading=f"{happened.body}: minutes of the meeting held on {happened.held_on:%A %-d %B %Y}"
        + (f" at {happened.place}" if happened.place else ""),
        present=_names(happened.present),
        substitutes=tuple(f"{each.name} sat for {each.acts_for}." for each in happened.present if each.acts_for),
        also_present=_names(happened.also_present),
        in_attendance=_names(happened.in_attendance),
        apologies=f"Apologies were received from {_listed(happened.apologies)}." if happened.apologies else "",
        minutes=tuple(
            _minute(number, each) for number, each in enumerate(happened.business, start=happened.first_number)
        ),
    )


def _minute(number: int, item: Business) -> Minute:
    parts: list[tuple[Section, str, bool]] = []
    closed = item.exempt
    if item.out_of_turn:
        parts.append((Section.TURN, item.out_of_turn, False))
    if closed:
        basis = f" ({item.exempt_paragraphs})" if item.exempt_paragraphs else ""
        parts.append((Section.EXEMPT, f"The press and public were excluded for this item{basis}.", False))
    parts += [(Section.INTEREST, _interest(each), False) for each in item.declared]
    parts += [(Section.MOVEMENT, each, False) for each in item.movements]
    if item.inquorate:
        parts.append((Section.QUORUM, item.inquorate, False))
    parts += [(Section.NOTE, each, closed) for each in item.notes if each.strip()]
    parts += [(Section.NOTE, each, True) for each in item.exempt_notes if each.strip()]
    parts += [(Section.VOTE, _vote(each), closed) for each in item.votes]
    parts += [(Section.RESOLUTION, sentence_of(each), closed) for each in item.resolutions]
    parts += [(Section.ACTION, _action(each), closed) for each in item.actions]
    if closed and item.public_summary.strip():
        parts.append((Section.NOTE, item.public_summary.strip(), False))
    # The public numbering has no gaps: a gap would tell how much was said in private.
    ordered = [each for each in parts if not each[2]] + [each for each in parts if each[2]]
    seen: dict[Section, int] = {}
    paragraphs = []
    for place, (section, text, exempt) in enumerate(ordered, start=1):
        seen[section] = seen.get(section, 0) + 1
        key = f"{item.number}:{section.value}:{seen[section]}" + (":exempt" if exempt else "")
        paragraphs.append(Paragraph(key, f"{number}({place})", section, text, exempt))
    title = (item.public_title or "Exempt item") if closed else item.title
    return Minute(number, item.number, title, tuple(paragraphs), closed)


def _interest(each: Declared) -> str:
    what = "an interest that need not be described" if each.sensitive else f"{_article(each.kind)} {each.kind} interest"
    nature = f" ({each.nature.strip().rstrip('.')})" if each.nature.strip() and not each.sensitive else ""
    if each.left_room:
        return f"{each.name} declared {what}{nature}, left the room and took no part in the debate or the vote."
    return f"{each.name} declared {what}{nature}."


def _vote(each: Voted) -> str:
    moved = f"Moved by {each.moved_by}" if each.moved_by else ""
    if moved and each.seconded_by:
        moved += f" and seconded by {each.seconded_by}"
    head = (
        f"{moved}: “{each.words.strip().rstrip('.')}”."
        if moved
        else f"Put to the vote: “{each.words.strip().rstrip('.')}”."
    )
    names = " ".join(f"{option}: {_listed(who)}." for option, who in each.named if who)
    return " ".join([head, *each.because, *([names] if names else [])])


def _action(each: ActionAgreed) -> str:
    due = f", by {each.due:%-d %B %Y}" if each.due else ""
    return f"ACTION: {each.words.strip().rstrip('.')} ({each.owner}{due})."


def _names(people: Iterable[Attendee]) -> str:
    return ", ".join(_name(each) for each in people)


def _name(each: Attendee) -> str:
    notes = [*(["Chair"] if each.chairs else []), *([f"substitute for {each.acts_for}"] if each.acts_for else [])]
    notes += [each.post] if each.post else []
    return f"{each.name} ({', '.join(notes)})" if notes else each.name


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _article(kind: str) -> str:
    return "an" if kind[:1].casefold() in "aeiou" else "a"
