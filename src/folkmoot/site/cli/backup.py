"""Copy the whole site into one file; the site may go on serving meanwhile."""

from __future__ import annotations

import argparse
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils import timezone

from folkmoot.site.backups import archive, databases
from folkmoot.site.cli import CannotGoOnError

HELP = "Copy the database and the files into one .tar.gz, while the site runs"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="where to (folkmoot-DATE-TIME.tar.gz, here)")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")


def run(args: argparse.Namespace) -> int:
    now = timezone.now()
    target = args.file or Path(f"folkmoot-{timezone.localtime(now):%Y%m%d-%H%M%S}.tar.gz")
    if target.exists() and not args.force:
        raise CannotGoOnError(f"{target} is there already. Choose another name, or add --force to write over it.")
    if not target.resolve().parent.is_dir():
        raise CannotGoOnError(f"There is no folder {target.resolve().parent}. Make it first.")
    if databases.is_empty():
        raise CannotGoOnError(f"There is no site in {settings.DATA_DIR}. --data names another folder.")
    with TemporaryDirectory(prefix="folkmoot-backup-") as folder:
        database = Path(folder) / "database"
        # The database first: every file that it knows of is on disk by then. A file that comes later is merely extra.
        database_format = databases.copy_out(database)
        manifest = archive.write(
            target,
            manifest=archive.Manifest(
                made_at=now.isoformat(),
                version=version("folkmoot"),
                database_format=database_format,
                migrations=databases.applied_migrations(),
            ),
            database=database,
            files=stored_files(Path(settings.MEDIA_ROOT)),
        )
    size = target.stat().st_size / 1024 / 1024
    print(f"{target}: the database and {len(manifest.entries) - 1} files, {size:.1f} MB.")
    print("It holds personal data: keep it where only those may read it who may read the site.")
    return 0


def stored_files(root: Path) -> list[tuple[str, Path]]:
    """(name below `root`, path) of every file that was uploaded."""
    return [(path.relative_to(root).as_posix(), path) for path in sorted(root.rglob("*")) if path.is_file()]
