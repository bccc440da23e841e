"""What stands under the title of every form, and the line that says what a short report was made from."""

from __future__ import annotations

from folkmoot_core.reports.speaking import Speaker


def front_facts(speaker: Speaker) -> list[tuple[str, str]]:
    """Who reports, when it was open, when the report was made: name and value."""
    front, label = speaker.report.front, speaker.label
    opened, closed = speaker.day(front.opened), speaker.day(front.closed)
    facts = [
        (label("label.organisation"), front.organisation),
        (label(f"label.open{front.counts}"), label("label.to", first=opened, last=closed)),
    ]
    if front.reported:
        facts.append((label("label.reported"), speaker.day(front.reported)))
    return facts


def made_of(speaker: Speaker) -> str:
    """The snapshot and the template in one line."""
    front, label = speaker.report.front, speaker.label
    return f"{label(f'label.snapshot{front.counts}')} {front.snapshot}. {label('label.template')} {front.template}."
