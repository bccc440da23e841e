"""What several commands are told, and how they read it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from folkmoot_core.cubes import ArrayEngine, DuckDBEngine, Engine
from folkmoot_core.cubes.ibis_engine import spark_engine
from folkmoot_core.values import Fault, Invalid


def folder_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the snapshot: the folder that bears its name")


def engine_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--engine",
        choices=("arrays", "duckdb", "spark"),
        default="arrays",
        help="what counts: arrays of counters (the quickest), duckdb alone, or Spark on this machine",
    )


@contextmanager
def engine_of(args: argparse.Namespace) -> Iterator[Engine]:
    if args.engine == "spark":
        with spark_engine() as engine:
            yield engine
    else:
        yield DuckDBEngine() if args.engine == "duckdb" else ArrayEngine()


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def read_document(path: Path) -> tuple[bytes, dict[str, Any]]:
    """(bytes, content) of a JSON file. Raises Invalid where it is none."""
    try:
        content = path.read_bytes()
        found = json.loads(content)
    except OSError as problem:
        raise Invalid([Fault("", f"it cannot be read: {problem.strerror}.", file=str(path))]) from problem
    except ValueError as problem:
        raise Invalid([Fault("", "this is not JSON.", file=str(path))]) from problem
    if not isinstance(found, dict):
        raise Invalid([Fault("", "this is not a table that a snapshot was asked for.", file=str(path))])
    return content, found
