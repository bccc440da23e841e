"""What would be lost if one body took over from another."""

from __future__ import annotations

from dataclasses import dataclass

from folkmoot_core.landscape.groups import Group


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What `gone` has and `stays` has not, each sorted. `meetings_fewer` a year, None where a number is not known."""

    gone: str
    stays: str
    people: tuple[str, ...]
    organisations: tuple[str, ...]
    keywords: tuple[str, ...]
    plans: tuple[str, ...]
    needs: tuple[str, ...]
    meetings_fewer: int | None

    @property
    def nothing(self) -> bool:
        return not (self.people or self.organisations or self.keywords or self.plans or self.needs)


def left_out(gone: Group, stays: Group) -> LeftOut:
    """What falls away if `stays` carries on with no change and `gone` ends. Keywords of a body that has none are the
    words of its name and purpose."""
    has = {word.casefold() for word in stays.keywords} | stays.words
    keywords = gone.keywords or tuple(gone.words)
    return LeftOut(
        gone.key,
        stays.key,
        tuple(sorted(gone.people - stays.people)),
        tuple(sorted(gone.organisations - stays.organisations)),
        tuple(sorted(word for word in keywords if word.casefold() not in has)),
        tuple(sorted(gone.plans - stays.plans)),
        tuple(sorted(gone.needs - stays.needs)),
        gone.meetings_a_year,
    )
