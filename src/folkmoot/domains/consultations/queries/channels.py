"""Totals by channel: the one query for them, so that every page shows the same figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from folkmoot.ground.base.enums import Channel

from ..enums import ResponseState
from ..models import Consultation, ResponseTally


@dataclass(frozen=True)
class ChannelRow:
    """How many responses came by one channel, by what became of them. `label` is for people."""

    channel: str
    label: str
    counted: int
    held: int
    set_aside: int

    @property
    def received(self) -> int:
        return self.counted + self.held + self.set_aside


@dataclass(frozen=True)
class ChannelTotals:
    """A row for each channel that anything came by, in the order of `Channel`; `total` adds them up."""

    rows: tuple[ChannelRow, ...]
    total: ChannelRow


def totals_by_channel(consultation: Consultation) -> ChannelTotals:
    """Every response of a consultation, counted once, under the channel it came by. One query, as quick
    for a million as for ten."""
    found = (
        ResponseTally.objects.filter(consultation=consultation)
        .order_by()
        .values_list("state", "channel")
        .annotate(together=Sum("number"))
    )
    numbers = {(state, channel): number for state, channel, number in found}
    came_by = {channel for (_state, channel), number in numbers.items() if number}
    rows = tuple(
        ChannelRow(
            channel=channel.value,
            label=str(channel.label),
            counted=numbers.get((ResponseState.COUNTED, channel.value), 0),
            held=numbers.get((ResponseState.HELD, channel.value), 0),
            set_aside=numbers.get((ResponseState.SET_ASIDE, channel.value), 0),
        )
        for channel in Channel
        if channel.value in came_by
    )
    total = ChannelRow(
        channel="",
        label="",
        counted=sum(row.counted for row in rows),
        held=sum(row.held for row in rows),
        set_aside=sum(row.set_aside for row in rows),
    )
    return ChannelTotals(rows, total)


def numbers_counted(consultations: Iterable[Consultation]) -> dict[int, int]:
    """{consultation's number: responses that count}; those with none are left out. One query."""
    found = (
        ResponseTally.objects.filter(consultation__in=list(consultations), state=ResponseState.COUNTED)
        .order_by()
        .values_list("consultation_id")
        .annotate(together=Sum("number"))
    )
    return {consultation: number for consultation, number in found if number}
