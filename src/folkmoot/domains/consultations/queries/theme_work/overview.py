"""How far the work on each question has got, and what comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...enums import DuplicateKind, LabelOrigin, ResponseState, RoundKind, SearchState
from ...models import (
    Assignment,
    Cluster,
    CodebookVersion,
    CodingRound,
    Consultation,
    DuplicateGroup,
    Label,
    ThemeSearch,
    ThemeWork,
)
from ..words import WordsQuestion, words_questions

# How many answers people should read before the machine's confidence is worth much (see the guide).
WORTH_READING = 100
UNDER_WAY = (SearchState.WAITING, SearchState.RUNNING)


@dataclass
class WorkState:
    """Everything that one line of the overview tells of a question."""

    question: WordsQuestion
    work: ThemeWork | None = None
    search: ThemeSearch | None = None
    clusters: int = 0
    placed: int = 0
    in_groups: int = 0
    letters: int = 0
    in_letters: int = 0
    groups_to_look_at: int = 0
    themes: int = 0
    codebook: int = 0
    codebook_pk: int = 0
    run: Assignment | None = None
    read: int = 0
    accepted: int = 0
    double: CodingRound | None = None
    audit: CodingRound | None = None
    open_rounds: list[CodingRound] = field(default_factory=list)

    @property
    def is_published(self) -> bool:
        return self.work is not None and self.work.published is not None

    @property
    def is_searching(self) -> bool:
        return self.search is not None and self.search.state in UNDER_WAY

    @property
    def is_searched(self) -> bool:
        return self.clusters > 0

    @property
    def is_assigning(self) -> bool:
        return self.run is not None and self.run.state in UNDER_WAY

    @property
    def is_assigned(self) -> bool:
        """With the newest codebook."""
        return self.run is not None and self.run.state == SearchState.DONE and self.run.codebook_id == self.codebook_pk

    @property
    def worth_reading(self) -> int:
        return min(WORTH_READING, self.question.count)

    @property
    def audit_is_newer(self) -> bool:
        """Whether an audit has ended of which nothing is published yet."""
        published = (self.work.published or {}).get("round") if self.work else None
        return self.audit is not None and published != self.audit.pk


@dataclass(frozen=True)
class NextStep:
    """What to do next: a sentence, and the page where it is done ("" while there is nothing to do but wait)."""

    sentence: str
    view: str


def states_of(consultation: Consultation, question: str | None = None) -> list[WorkState]:
    """Each question that was answered in words (or only this one). Eleven queries, however many questions."""
    asked = [each for each in words_questions(consultation) if question in (None, each.key)]
    states = {each.key: WorkState(each) for each in asked}
    works = {work.pk: states[work.question] for work in _own_works(consultation, states) if work.question in states}
    _add_searches(works)
    _add_duplicates(works)
    _add_codebooks(consultation, states, works)
    _add_runs(works)
    _add_labels(works)
    _add_rounds(works)
    return list(states.values())


def next_step(state: WorkState) -> NextStep:
    """One thing at a time, in the order of the guide."""
    for step in (_search_step, _merge_step, _assign_step, _people_step, _count_step):
        if found := step(state):
            return found
    return NextStep(_("The counts are published."), "publish_theme_counts")


def _search_step(state: WorkState) -> NextStep | None:
    if state.is_searching and not state.is_searched:
        return NextStep(_("The machine is looking for groups. Come back in a few minutes."), "")
    if state.search is not None and state.search.state == SearchState.FAILED and not state.is_searched:
        return NextStep(_("The search could not be done. See why, and begin it again."), "show_theme_work")
    if state.search is None:
        return NextStep(_("Look for groups among the answers."), "show_theme_work")
    return None


def _merge_step(state: WorkState) -> NextStep | None:
    if left := state.clusters - state.placed:
        told = ngettext("Put %(number)d group under a theme.", "Put %(number)d groups under themes.", left)
        return NextStep(told % {"number": left}, "merge_clusters")
    if not state.codebook:
        return NextStep(_("Keep the first version of the codebook."), "edit_codebook")
    return None


def _assign_step(state: WorkState) -> NextStep | None:
    if state.is_assigning:
        return NextStep(_("The machine is reading the answers. Come back in a few minutes."), "")
    if not state.is_assigned:
        return NextStep(_("Have the machine suggest themes for every answer."), "show_theme_work")
    return None


def _people_step(state: WorkState) -> NextStep | None:
    if state.open_rounds:
        return NextStep(_("Code the answers that were drawn."), "list_coding_rounds")
    if state.read < state.worth_reading and state.audit is None:
        left = state.worth_reading - state.read
        told = ngettext("Read %(number)d more answer.", "Read %(number)d more answers.", left) % {"number": left}
        return NextStep(told, "review_answers")
    if state.double is None:
        return NextStep(_("Have two people code the same answers."), "list_coding_rounds")
    if state.audit is None:
        return NextStep(_("Draw answers for the audit."), "list_coding_rounds")
    return None


def _count_step(state: WorkState) -> NextStep | None:
    if state.audit_is_newer:
        return NextStep(_("Look at the counts, and publish them."), "publish_theme_counts")
    return None


def _own_works(consultation: Consultation, states: dict[str, WorkState]) -> Iterable[ThemeWork]:
    for work in ThemeWork.objects.filter(consultation=consultation):
        work.consultation = consultation
        if work.question in states:
            states[work.question].work = work
        yield work


def _add_searches(works: dict[int, WorkState]) -> None:
    done: dict[int, int] = {}
    for search in ThemeSearch.objects.filter(work__in=works).select_related("snapshot").defer("deeds"):
        state = works[search.work_id]
        state.search = state.search or search
        if search.state == SearchState.DONE:
            done.setdefault(search.work_id, search.pk)
    placed = Q(theme__isnull=False) | Q(is_aside=True)
    found = Cluster.objects.filter(search__in=done.values(), is_split=False).order_by()
    for work, every, settled in found.values_list("search__work").annotate(
        every=Count("pk"), settled=Count("pk", filter=placed)
    ):
        works[work].clusters, works[work].placed = every, settled


def _add_duplicates(works: dict[int, WorkState]) -> None:
    found = DuplicateGroup.objects.filter(work__in=works)
    for work, kind, answers, settled in found.values_list("work_id", "kind", "answers", "settled_at"):
        state = works[work]
        state.in_groups += len(answers)
        state.groups_to_look_at += settled is None
        if kind == DuplicateKind.LETTER:
            state.letters += 1
            state.in_letters += len(answers)


def _add_codebooks(consultation: Consultation, states: dict[str, WorkState], works: dict[int, WorkState]) -> None:
    for question, number in consultation.themes.order_by().values_list("question").annotate(number=Count("pk")):
        if question in states:
            states[question].themes = number
    for work, pk, number in (
        CodebookVersion.objects.filter(work__in=works).order_by("number").values_list("work_id", "pk", "number")
    ):
        works[work].codebook, works[work].codebook_pk = number, pk


def _add_runs(works: dict[int, WorkState]) -> None:
    for run in Assignment.objects.filter(work__in=works).defer("confidences", "answers", "queue"):
        state = works[run.work_id]
        state.run = state.run or run


def _add_labels(works: dict[int, WorkState]) -> None:
    settled = Label.objects.filter(
        codebook__work__in=works, origin__in=(LabelOrigin.PERSON, LabelOrigin.AUTO),
        answer__response__state=ResponseState.COUNTED,
    ).order_by()  # fmt: skip
    for work, origin, number in settled.values_list("codebook__work", "origin").annotate(
        number=Count("answer", distinct=True)
    ):
        if origin == LabelOrigin.PERSON:
            works[work].read = number
        else:
            works[work].accepted = number


def _add_rounds(works: dict[int, WorkState]) -> None:
    rounds: dict[int, list[CodingRound]] = defaultdict(list)
    for each in CodingRound.objects.filter(work__in=works).defer("answers"):
        rounds[each.work_id].append(each)
    for work, own in rounds.items():
        state = works[work]
        state.open_rounds = [each for each in own if each.closed_at is None]
        state.double = _newest_closed(own, RoundKind.DOUBLE)
        state.audit = _newest_closed(own, RoundKind.AUDIT)


def _newest_closed(rounds: Iterable[CodingRound], kind: str) -> CodingRound | None:
    return next((each for each in rounds if each.kind == kind and each.closed_at is not None), None)
