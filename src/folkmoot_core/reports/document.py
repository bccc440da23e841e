"""A report as a value: front matter and blocks. Nothing here knows how a page looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from folkmoot_core.reports.tables import CellRef, Table
from folkmoot_core.spc import Chart as ControlChart
from folkmoot_core.spc import RunChart


class Style(StrEnum):
    """How a sentence says a figure: as a number with its unit, as so many people, or as a share in words."""

    FIGURE = "figure"
    PEOPLE = "people"
    RESPONSES = "responses"
    COMMENTS = "comments"
    SUGGESTIONS = "suggestions"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Slot:
    """A named gap in a sentence and the cell that fills it."""

    name: str
    ref: CellRef
    style: Style = Style.FIGURE


@dataclass(frozen=True, slots=True)
class Sentence:
    """A phrase with its words (names of things) and its numbers (cells). It holds no number itself.

    `id` is the same each time the report is made, so that an officer's edit finds it again. `override` is her text,
    which then stands in place of the phrase.
    """

    id: str
    phrase: str
    words: tuple[tuple[str, str], ...] = ()
    numbers: tuple[Slot, ...] = ()
    override: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is a chapter; the title of the report stands above it. An annex is a chapter with a letter."""

    id: str
    level: int
    text: str
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    id: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, an item a sentence."""

    id: str
    items: tuple[Sentence, ...]


class ChartKind(StrEnum):
    """BARS: a bar for each row. PAIRS: two bars for each row. INTERVALS: a point with its interval for each row.
    GROUPS: one row, a bar for each column."""

    BARS = "bars"
    PAIRS = "pairs"
    INTERVALS = "intervals"
    GROUPS = "groups"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of cells of `table`, which stands beside it. `columns`: BARS (share[, count]); PAIRS (first, second);
    INTERVALS (share, low, high); GROUPS one for each group. `rows`: empty for all answers; GROUPS needs one. `names`
    says what the two bars of PAIRS are."""

    id: str
    kind: ChartKind
    title: str
    table: str
    columns: tuple[str, ...]
    rows: tuple[str, ...] = ()
    names: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Trend:
    """A series over time, as `folkmoot_core.spc` reads it: drawn with its limits, or with its median where it is short.
    `table` holds its figures, `target` is drawn where it is short (a control chart has its own)."""

    id: str
    title: str
    table: str
    series: ControlChart | RunChart
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote, and who is said to have written it ("a resident of Ashford"). The caller vouches for the
    consent; without it the checks refuse the report."""

    id: str
    text: str
    attribution: str
    consent: bool
    language: str = ""


class CalloutKind(StrEnum):
    NOTE = "note"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Callout:
    """Something that must not be read past."""

    id: str
    kind: CalloutKind
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    id: str


Block = Heading | Paragraph | Bullets | Table | Chart | Trend | Quote | Callout | PageBreak


@dataclass(frozen=True, slots=True)
class Licence:
    """On what terms others may use the figures: the name SPDX gives it, its title and where it can be read."""

    name: str
    title: str
    path: str


# The terms on which UK public bodies publish, unless they say otherwise.
OPEN_GOVERNMENT_LICENCE = Licence(
    "OGL-UK-3.0",
    "Open Government Licence v3.0",
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Who reports on what. `reported` is given by the caller: a report knows no clock. `snapshot` is the SHA-256 that
    names the responses, `template` the name and version of what made the report. Numbers of people from 1 to
    `threshold` - 1 are in no table. `counts`: what is counted, ".cases" where it is not responses."""

    organisation: str
    opened: date
    closed: date
    snapshot: str
    template: str
    subtitle: str = ""
    reported: date | None = None
    contact: str = ""
    address: str = ""
    threshold: int = 5
    licence: Licence = OPEN_GOVERNMENT_LICENCE
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `sources` are tables that its sentences rest on and that it does not show; spreadsheets and CSV
    files hold them with the rest. `contents`: whether a list of chapters stands at the front."""

    name: str
    title: str
    language: str
    front: FrontMatter
    blocks: tuple[Block, ...]
    sources: tuple[Table, ...] = ()
    contents: bool = True
    _index: dict[str, Table] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._index.update({table.id: table for table in (*self.sources, *self.shown_tables)})

    @property
    def shown_tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Shown tables in their order, then those it only rests on."""
        shown = self.shown_tables
        names = {table.id for table in shown}
        return (*shown, *(table for table in self.sources if table.id not in names))

    @property
    def charts(self) -> tuple[Chart, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Chart))

    def table(self, name: str) -> Table | None:
        return self._index.get(name)

    def sentences(self) -> Iterator[Sentence]:
        for block in self.blocks:
            yield from sentences_of(block)


def sentences_of(block: Block) -> tuple[Sentence, ...]:
    """The sentences of a block; none where it has none."""
    match block:
        case Paragraph() | Callout():
            return block.sentences
        case Bullets():
            return block.items
        case _:
            return ()
