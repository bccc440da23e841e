"""Put a backup in the place of the site: all of it, or nothing."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from folkmoot.site.backups import archive, databases
from folkmoot.site.cli import CannotGoOnError
from folkmoot.site.making_tables import take_tables_at_once

HELP = "Put a backup in the place of the site, all of it or nothing"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the backup, as `folkmoot backup` made it")
    parser.add_argument("--force", action="store_true", help="write over the site that is there")


def run(args: argparse.Namespace) -> int:
    if not args.file.is_file():
        raise CannotGoOnError(f"There is no file {args.file}.")
    files = Path(settings.MEDIA_ROOT)
    if not args.force and (not databases.is_empty() or (files.is_dir() and any(files.iterdir()))):
        raise CannotGoOnError(
            f"There is a site in {settings.DATA_DIR} already. Add --force to write over it, or name another folder "
            "with --data."
        )
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    # Beside the site's own files, so that putting them in place is a rename.
    staging = Path(mkdtemp(prefix=".restoring-", dir=settings.DATA_DIR))
    try:
        manifest = archive.unpack(args.file, staging)
        refuse_what_is_newer(manifest)
        (staging / archive.FILES).mkdir(exist_ok=True)
        put_in_place(staging, files, manifest.database_format)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    take_tables_at_once()
    call_command("migrate", interactive=False, verbosity=0)
    print(f"Restored the site of {manifest.made_at}: the database and {len(manifest.entries) - 1} files.")
    print("A server or worker that was running should be started again.")
    return 0


def refuse_what_is_newer(manifest: archive.Manifest) -> None:
    """An older backup is brought up to date afterwards; a newer one would lose what this version does not know."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    unknown = sorted(set(manifest.migrations) - known)
    if unknown:
        raise CannotGoOnError(
            f"The backup was made by Folkmoot {manifest.version}, which is newer than this one (it has been through "
            f"{unknown[0]}). Install that version first; nothing was changed."
        )


def put_in_place(staging: Path, files: Path, database_format: str) -> None:
    """The files by renaming, then the database in one transaction; if that fails, the files are renamed back."""
    former = staging / "former-files"
    if files.exists():
        files.rename(former)
    (staging / archive.FILES).rename(files)
    try:
        databases.copy_in(staging / archive.DATABASE, database_format)
    except BaseException:
        shutil.rmtree(files)
        if former.exists():
            former.rename(files)
        raise
