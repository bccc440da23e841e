"""Everything that is wrong with a pack, gathered across its files before anything is refused."""

from __future__ import annotations

from pathlib import Path

from folkmoot_core.values import Fault, Invalid


class Report:
    """Collects faults, so that whoever made the files mends them all at once and not one a run.

    `root` is the folder of the pack: files are then named by their path inside it.
    """

    def __init__(self, root: Path | None = None) -> None:
        self._root = root
        self._faults: list[Fault] = []

    def fault(self, file: Path | str, line: int | None, message: str, mend: str = "", where: str = "") -> None:
        """Note one fault. `line` counts from 1; None is for a fault of the whole file."""
        self._faults.append(Fault(where=where, message=message, mend=mend, line=line, file=self._shown(file)))

    @property
    def ok(self) -> bool:
        return not self._faults

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All faults, in order of file, then line; those of one line in the order they were found."""
        return tuple(sorted(self._faults, key=lambda fault: (fault.file, fault.line or 0)))

    def as_text(self, limit: int = 200) -> str:
        """A list for people: a fault a line with its mend, then the count. At most `limit` faults are listed."""
        if self.ok:
            return "No faults."
        lines = [_sentence(fault) for fault in self.faults[:limit]]
        if len(self._faults) > limit:
            lines.append(f"… and {len(self._faults) - limit} more.")
        files = len({fault.file for fault in self._faults})
        lines.append(f"{_counted(len(self._faults), 'fault')} in {_counted(files, 'file')}. Nothing was loaded.")
        return "\n".join(lines)

    def raise_if_any(self) -> None:
        """Raise `Invalid` with every fault, if there is one."""
        if self._faults:
            raise Invalid(self.faults)

    def _shown(self, file: Path | str) -> str:
        if isinstance(file, Path) and self._root is not None and file.is_relative_to(self._root):
            file = file.relative_to(self._root)
        return file.as_posix() if isinstance(file, Path) else file


def _sentence(fault: Fault) -> str:
    place = fault.file or "pack"
    if fault.line is not None:
        place += f", line {fault.line}"
    if fault.where:
        place += f", {fault.where}"
    return f"{place}: {fault.message}" + (f" {fault.mend}" if fault.mend else "")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
