"""A backup is the whole site at one instant, taken while it runs; restoring one is all or nothing."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from tests.factories.site import run_folkmoot

from folkmoot.site.backups import archive
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.fault


def names_in(data_folder: Path) -> list[str]:
    with closing(sqlite3.connect(data_folder / "folkmoot.sqlite3")) as database:
        return [row[0] for row in database.execute("SELECT name FROM accounts_user ORDER BY name")]


def add(data_folder: Path, name: str) -> None:
    with closing(sqlite3.connect(data_folder / "folkmoot.sqlite3")) as database:
        database.execute(
            "INSERT INTO accounts_user (name, email, password, is_active, is_demo, is_superuser, date_joined)"
            " VALUES (?, ?, '', 1, 0, 0, '2026-01-01')",
            (name, f"{name}@example.org"),
        )
        database.commit()


def upload(data_folder: Path, name: str, content: bytes) -> Path:
    path = data_folder / "files" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.fixture(scope="module")
def saved_site(empty_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the `data` of a site that has one person and one file, and its backup `site.tar.gz`."""
    folder = tmp_path_factory.mktemp("saved")
    data = folder / "data"
    shutil.copytree(empty_site, data)
    add(data, "Ada")
    upload(data, "2026/letter.pdf", b"%PDF a letter")
    done = run_folkmoot("--data", str(data), "backup", str(folder / "site.tar.gz"))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def data_folder(saved_site: Path, tmp_path: Path) -> Path:
    shutil.copytree(saved_site / "data", tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def backup(saved_site: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy2(saved_site / "site.tar.gz", tmp_path / "site.tar.gz"))


def rewritten(backup: Path, **changes: bytes | None) -> Path:
    """The same backup with parts changed or left out, as a thief or a failing disk would."""
    target = backup.with_name("changed.tar.gz")
    with tarfile.open(backup) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            content = changes.get(member.name.split("/")[-1].split(".")[0], old.extractfile(member).read())
            if content is not None:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return target


def test_a_backup_brings_back_records_and_files(folkmoot, data_folder: Path, backup: Path) -> None:
    add(data_folder, "Bea")
    upload(data_folder, "2026/letter.pdf", b"overwritten")
    upload(data_folder, "2026/later.pdf", b"later")
    done = folkmoot("restore", str(backup), "--force")
    assert done.returncode == 0, done.stderr
    assert names_in(data_folder) == ["Ada"]
    files = {path.name: path.read_bytes() for path in (data_folder / "files").rglob("*.pdf")}
    assert files == {"letter.pdf": b"%PDF a letter"}
    assert not list(data_folder.glob(".restoring-*"))


def test_restoring_into_an_empty_folder_needs_no_force(folkmoot, backup: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    done = folkmoot("--data", str(fresh), "--mode", "demo", "restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert names_in(fresh) == ["Ada"]


def test_a_site_is_not_overwritten_unasked(folkmoot, data_folder: Path, backup: Path) -> None:
    add(data_folder, "Bea")
    done = folkmoot("restore", str(backup))
    assert done.returncode == 1
    assert "Add --force" in done.stderr
    assert names_in(data_folder) == ["Ada", "Bea"]


def test_a_backup_holds_what_others_wrote_a_moment_before(folkmoot, data_folder: Path, tmp_path: Path) -> None:
    """With a server's connection open, and its last writes still in the write-ahead log."""
    with closing(sqlite3.connect(data_folder / "folkmoot.sqlite3")) as server:
        server.execute("INSERT INTO base_setting (key, value) VALUES ('written', '\"just now\"')")
        server.commit()
        assert (data_folder / "folkmoot.sqlite3-wal").stat().st_size > 0
        assert folkmoot("backup", str(tmp_path / "b.tar.gz")).returncode == 0
    archive.unpack(tmp_path / "b.tar.gz", tmp_path / "out")
    with closing(sqlite3.connect(tmp_path / "out/database")) as copy:
        assert copy.execute("SELECT value FROM base_setting WHERE key='written'").fetchone() == ('"just now"',)


def test_open_connections_see_what_was_restored(folkmoot, data_folder: Path, backup: Path) -> None:
    """A server that runs meanwhile keeps working, on the restored records."""
    add(data_folder, "Bea")
    with closing(sqlite3.connect(data_folder / "folkmoot.sqlite3")) as server:
        assert server.execute("SELECT count(*) FROM accounts_user").fetchone() == (2,)
        done = folkmoot("restore", str(backup), "--force")
        assert done.returncode == 0, done.stderr
        assert server.execute("SELECT count(*) FROM accounts_user").fetchone() == (1,)
        assert server.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"letter": b"%PDF another"}, "files/2026/letter.pdf is not as it was"),
        ({"letter": None}, "files/2026/letter.pdf is missing"),
        ({"database": b"not the database"}, "database is not as it was"),
        ({"manifest": None}, "has no manifest"),
        ({"manifest": b"{]"}, "has a manifest that cannot be read"),
        ({"manifest": b'{"made_at": "x"}'}, "has a manifest that cannot be read"),
    ],
)
def test_a_changed_backup_changes_nothing(folkmoot, data_folder: Path, backup: Path, changes, words: str) -> None:
    add(data_folder, "Bea")
    done = folkmoot("restore", str(rewritten(backup, **changes)), "--force")
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert names_in(data_folder) == ["Ada", "Bea"]
    assert (data_folder / "files/2026/letter.pdf").read_bytes() == b"%PDF a letter"


@pytest.mark.parametrize("kept", [0, 1, 50, 0.5, 0.9, 0.999, -9, -8, -1])
def test_a_backup_that_was_cut_off_is_refused(backup: Path, tmp_path: Path, kept: float) -> None:
    whole = backup.read_bytes()
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(whole[: int(kept * len(whole)) if isinstance(kept, float) else kept])
    assert len(cut.read_bytes()) < len(whole)
    with pytest.raises(Invalid):
        archive.unpack(cut, tmp_path / "out")


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "files/../../outside", "other/place"])
def test_a_backup_cannot_write_outside_its_folder(tmp_path: Path, name: str) -> None:
    bad = tmp_path / "bad.tar.gz"
    with tarfile.open(bad, "w:gz") as tar:
        member = tarfile.TarInfo(name)
        member.size = 4
        tar.addfile(member, io.BytesIO(b"evil"))
    with pytest.raises(Invalid, match="which no backup of ours does"):
        archive.unpack(bad, tmp_path / "deep" / "out")
    assert not list(tmp_path.rglob("outside"))


def test_a_newer_backup_is_refused(folkmoot, data_folder: Path, backup: Path) -> None:
    with tarfile.open(backup) as tar:
        manifest = json.loads(tar.extractfile("manifest.json").read())
    manifest["migrations"].append("accounts.0999_from_the_future")
    manifest["version"] = "9.9"
    done = folkmoot("restore", str(rewritten(backup, manifest=json.dumps(manifest).encode())), "--force")
    assert done.returncode == 1
    assert "made by Folkmoot 9.9, which is newer" in done.stderr


def test_when_the_database_cannot_be_put_in_place_the_files_stay(folkmoot, data_folder: Path, backup: Path) -> None:
    """A manifest that vouches for a file which is no database: found out only at the last step."""
    with tarfile.open(backup) as tar:
        manifest = json.loads(tar.extractfile("manifest.json").read())
    broken = b"SQLite format 3\0" + b"\xff" * 5000
    hashing = archive._Hashing(io.BytesIO(broken))
    hashing.read()
    manifest["entries"]["database"] = hashing.entry()
    changed = rewritten(backup, database=broken, manifest=json.dumps(manifest).encode())
    upload(data_folder, "2026/letter.pdf", b"newer letter")
    done = folkmoot("restore", str(changed), "--force")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert (data_folder / "files/2026/letter.pdf").read_bytes() == b"newer letter"
    assert names_in(data_folder) == ["Ada"]


def test_a_backup_is_readable_by_its_owner_only(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


def test_a_backup_is_not_written_over_another_unasked(folkmoot, backup: Path) -> None:
    before = backup.read_bytes()
    done = folkmoot("backup", str(backup))
    assert done.returncode == 1
    assert "is there already" in done.stderr
    assert backup.read_bytes() == before


def test_nothing_is_left_of_a_backup_that_failed(tmp_path: Path) -> None:
    (tmp_path / "database").write_bytes(b"x")
    manifest = archive.Manifest(made_at="", version="", database_format="sqlite", migrations=[])
    with pytest.raises(FileNotFoundError):
        archive.write(
            tmp_path / "b.tar.gz",
            manifest=manifest,
            database=tmp_path / "database",
            files=[("gone.pdf", tmp_path / "gone.pdf")],
        )
    assert [path.name for path in tmp_path.iterdir()] == ["database"]


def test_backing_up_a_folder_without_a_site_says_so(folkmoot, tmp_path: Path) -> None:
    done = folkmoot("--data", str(tmp_path / "nowhere"), "--mode", "demo", "backup", str(tmp_path / "b.tar.gz"))
    assert done.returncode == 1
    assert "There is no site in" in done.stderr
    assert not (tmp_path / "nowhere/folkmoot.sqlite3").exists()
