"""The reference of the command line, written from the verbs themselves; a test keeps the committed copy fresh."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from folkmoot.site.cli import USAGE, verbs

HELP = "Write the reference of the command line as Markdown"
INTRODUCTION = f"""# The command line

Written by `folkmoot docs`; do not edit it by hand.

`{USAGE}`

- `--data FOLDER`: where the database and the files are; else the environment variable `FOLKMOOT_DATA`, else `var`
- `--mode MODE`: `demo`, `production` or `test`; else `FOLKMOOT_MODE`, else what the data folder remembers, else
  `production`
- `--traceback`: after an error, show where in the program it arose

A verb ends with 0 when it worked, 1 when it did not, and 2 when its words could not be understood.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", type=Path, metavar="FILE", help="write it to a file, not to the terminal")


def run(args: argparse.Namespace) -> int:
    text = reference()
    if args.write:
        args.write.write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0


def reference() -> str:
    """The whole page."""
    sections = [INTRODUCTION]
    for verb in verbs().values():
        lines = list(_describe(verb.parser()))
        sections.append("\n".join([f"## {verb.name}", "", f"{verb.help}.", *(["", *lines] if lines else []), ""]))
    return "\n".join(sections)


def _describe(parser: argparse.ArgumentParser) -> Iterator[str]:
    # argparse has no public list of them, and its own help text differs from one Python to the next.
    for action in parser._actions:  # noqa: SLF001
        if isinstance(action, argparse._HelpAction) or action.help == argparse.SUPPRESS:  # noqa: SLF001
            continue
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for name, sub in action.choices.items():
                yield f"- `{name}`: {sub.description or ''}".rstrip(": ")
                yield from (f"  {line}" for line in _describe(sub))
            continue
        needed = " (needed)" if action.required and action.option_strings else ""
        yield f"- `{_written(action)}`{needed}: {action.help or ''}"


def _written(action: argparse.Action) -> str:
    if not action.option_strings:
        name = str(action.metavar or action.dest).upper()
        return {"?": f"[{name}]", "*": f"[{name} …]", "+": f"{name} …"}.get(str(action.nargs), name)
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    return f"{', '.join(action.option_strings)}{value}"
