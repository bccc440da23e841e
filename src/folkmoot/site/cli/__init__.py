"""The one program, `folkmoot`. Each verb is a module of this package with `HELP`, `arguments(parser)`, `run(args)` and,
where it sets Django up itself or needs none, `NEEDS_DJANGO = False`.

A verb's module is imported only when it is asked for, after Django is set up, so it may import models at its top;
`HELP` and `NEEDS_DJANGO` are read from its source.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import os
import pkgutil
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

# Not `import django`: once the verb of that name is loaded, `django` in here is its module.
from django import setup
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.core.management.base import CommandError
from django.db import Error as DatabaseError

from folkmoot.site.mode import MODES, choose_settings
from folkmoot_core.values import Invalid

USAGE = "folkmoot [--data FOLDER] [--mode MODE] VERB ..."
BAD_INPUT = 2
FAILED = 1
INTERRUPTED = 130


class CannotGoOnError(Exception):
    """A verb cannot do its work; the message is a sentence for the person at the terminal."""


@dataclass(frozen=True)
class Verb:
    """What can be known of a verb without importing it."""

    name: str
    help: str
    needs_django: bool

    def module(self) -> ModuleType:
        return import_module(f"{__name__}.{self.name.replace('-', '_')}")

    def parser(self) -> argparse.ArgumentParser:
        parser = argparse.ArgumentParser(prog=f"folkmoot {self.name}", description=self.help, allow_abbrev=False)
        self.module().arguments(parser)
        return parser


def verbs() -> dict[str, Verb]:
    """Every verb by name, found by listing this package."""
    found = {}
    for info in pkgutil.iter_modules(__path__):
        constants = _constants(Path(__path__[0]) / f"{info.name}.py")
        if "HELP" in constants:
            name = info.name.replace("_", "-")
            found[name] = Verb(name, str(constants["HELP"]), bool(constants.get("NEEDS_DJANGO", True)))
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb. Returns 0 when it worked, 1 when it did not, 2 when the command line could not be understood."""
    known = verbs()
    options = _global_parser(known).parse_args(list(sys.argv[1:] if argv is None else argv))
    if not options.verb:
        print(_overview(known))
        return BAD_INPUT
    verb = known.get(options.verb)
    if verb is None:
        print(_unknown(options.verb, known), file=sys.stderr)
        return BAD_INPUT
    if options.data:
        os.environ["FOLKMOOT_DATA"] = str(Path(options.data).resolve())
    if options.mode:
        os.environ["FOLKMOOT_MODE"] = options.mode
    try:
        if verb.needs_django:
            set_up_django()
        return int(verb.module().run(verb.parser().parse_args(options.rest)))
    except Invalid as invalid:
        print("\n".join(str(fault) for fault in invalid.faults), file=sys.stderr)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as problem:  # noqa: BLE001 (whatever it is, a person reads a sentence, never a traceback)
        if options.traceback:
            traceback.print_exc()
        print(_sentence(problem), file=sys.stderr)
    return FAILED


def set_up_django() -> None:
    """Choose the settings of the mode and load every app."""
    choose_settings()
    setup()


def _global_parser(known: dict[str, Verb]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="folkmoot",
        usage=USAGE,
        description=_overview(known),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--data", metavar="FOLDER", help="where the database and files are (FOLKMOOT_DATA, else var)")
    parser.add_argument("--mode", choices=MODES, help="FOLKMOOT_MODE, else what the data folder says, else production")
    parser.add_argument("--traceback", action="store_true", help="after an error, show where in the program it arose")
    parser.add_argument("verb", nargs="?", metavar="VERB", help="what to do; folkmoot VERB --help says more")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def _overview(known: dict[str, Verb]) -> str:
    width = max((len(name) for name in known), default=0)
    lines = [f"  {verb.name:<{width}}  {verb.help}" for verb in known.values()]
    return "\n".join(["Folkmoot: ask residents, count what they say, tell them what came of it.", "", "Verbs:", *lines])


def _unknown(name: str, known: dict[str, Verb]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return f"There is no verb '{name}'.{hint} `folkmoot --help` lists them."


def _sentence(problem: Exception) -> str:
    """What went wrong, for a person; where in the program it arose is shown with --traceback."""
    if isinstance(problem, CannotGoOnError | CommandError | PermissionDenied):
        return str(problem)
    if isinstance(problem, ImproperlyConfigured):
        return f"The settings are not right: {problem}"
    if isinstance(problem, DatabaseError):
        return f"The database said: {str(problem).strip()}\nIf it is new or was upgraded, run `folkmoot migrate` first."
    if isinstance(problem, OSError) and problem.filename:
        return f"{problem.filename}: {problem.strerror}."
    return f"{type(problem).__name__}: {problem}\n`folkmoot --traceback …` shows where this arose."


def _constants(path: Path) -> dict[str, object]:
    """The names that a module sets to plain values at its top level."""
    if not path.is_file():
        return {}
    found: dict[str, object] = {}
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant):
            for target in statement.targets:
                if isinstance(target, ast.Name):
                    found[target.id] = statement.value.value
    return found
