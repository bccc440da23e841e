"""Processes of this machine: what they start with, which belong together, and how much work they have done. Read from
/proc (Linux)."""

from __future__ import annotations

import os
from pathlib import Path

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
# Places in /proc/PID/stat after the name, which stands in brackets and may hold anything (proc_pid_stat(5)).
PARENT, USER, SYSTEM, USER_OF_ENDED_CHILDREN, SYSTEM_OF_ENDED_CHILDREN = 1, 11, 12, 13, 14


def clean_environment() -> dict[str, str]:
    """Ours, without what a developer chose for a site of his own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOLKMOOT_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    return kept


def fields_of(pid: int) -> list[str]:
    """What the kernel says of a process after its name; nothing when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return []


def family_of(pid: int) -> list[int]:
    """The process and all that descend from it, each parent before its children."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (fields := fields_of(int(folder.name))):
            children.setdefault(int(fields[PARENT]), []).append(int(folder.name))
    found = [pid] if fields_of(pid) else []
    for member in found:
        found.extend(children.get(member, []))
    return found


def cpu_seconds(pid: int) -> float:
    """Processor time, user and system, of the process, of all that descend from it, and of those of them that ended."""
    counted = (USER, SYSTEM, USER_OF_ENDED_CHILDREN, SYSTEM_OF_ENDED_CHILDREN)
    ticks = 0
    for member in family_of(pid):
        fields = fields_of(member)
        ticks += sum(int(fields[place]) for place in counted) if fields else 0
    return ticks / TICKS_A_SECOND


def machine() -> str:
    """This machine in a few words: processor, cores, memory."""
    names = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return f"{names[0] if names else 'unknown processor'}, {os.cpu_count()} cores, {memory / 1024**2:.0f} GiB"


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
