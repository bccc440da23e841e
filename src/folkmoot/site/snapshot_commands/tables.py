"""`folkmoot snapshot tables`: tables that name their snapshot, so that anybody can make them again."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from folkmoot.site.snapshot_commands.shared import engine_argument, engine_of, folder_argument
from folkmoot.site.survey_commands.shared import names_in
from folkmoot_core.cubes.published import Recipe, table_document, to_json
from folkmoot_core.disclosure import Policy
from folkmoot_core.microdata.margins_file import read_margins
from folkmoot_core.snapshots import open_snapshot

HELP = "Tables of questions, whole or by groups, weighed or not, as JSON that says how to make them again"


def arguments(parser: argparse.ArgumentParser) -> None:
    folder_argument(parser)
    parser.add_argument(
        "--columns", type=names_in, required=True, metavar="A,B", help="columns, as `folkmoot snapshot show` names them"
    )
    parser.add_argument("--by", metavar="COLUMN", help="groups to compare, such as trait:district")
    parser.add_argument(
        "--margins",
        type=Path,
        metavar="M.csv",
        help="totals to weigh to, with the columns variable, level, total; levels are keys of the codebook",
    )
    parser.add_argument(
        "--no-disclosure", action="store_true", help="hide nothing: for those who may see single responses"
    )
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write a file for each table, instead of printing")
    engine_argument(parser)


def run(args: argparse.Namespace) -> str:
    snapshot = open_snapshot(args.folder.resolve())
    margins = read_margins(args.margins) if args.margins else ()
    policy = None if args.no_disclosure else Policy()
    recipes = [Recipe(column, args.by, margins, policy) for column in args.columns]
    with engine_of(args) as engine:
        documents = [to_json(table_document(engine, snapshot, recipe)) for recipe in recipes]
    if args.out is None:
        # One table is printed as it would be written; several are a list of them.
        texts = [document.decode().rstrip("\n") for document in documents]
        return texts[0] if len(texts) == 1 else "[" + ",\n".join(texts) + "]"
    args.out.mkdir(parents=True, exist_ok=True)
    paths = []
    for recipe, document in zip(recipes, documents, strict=True):
        path = args.out / f"{_file_name(recipe)}.json"
        path.write_bytes(document)
        paths.append(str(path))
    return "\n".join(paths)


def _file_name(recipe: Recipe) -> str:
    parts = [recipe.question, *(["by", recipe.by] if recipe.by else []), *(["weighed"] if recipe.margins else [])]
    return re.sub(r"[^a-z0-9_.-]+", "-", "-".join(parts))
