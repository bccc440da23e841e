"""The commands of `folkmoot themes`. A module with `HELP`, `arguments(parser)` and `run(args)` is one of them; `HELP`
is read from its source, so that a command is only imported when it is asked for."""

from __future__ import annotations

import ast
import pkgutil
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType


@dataclass(frozen=True)
class Command:
    """What can be known of a command without importing it."""

    name: str
    help: str

    def module(self) -> ModuleType:
        return import_module(f"{__name__}.{self.name}")


def commands() -> list[Command]:
    """Every command, by name."""
    return [
        Command(info.name, help_text)
        for info in pkgutil.iter_modules(__path__)
        if (help_text := _help_of(Path(__path__[0]) / f"{info.name}.py"))
    ]


def _help_of(path: Path) -> str:
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="HELP")], value=ast.Constant(value=str(found))):
                return found
    return ""
