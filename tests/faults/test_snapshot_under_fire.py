"""A snapshot is killed while it is written, or written by several at once: it is there whole, or not at all."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.core.snapshots.parks import small_questionnaire

from folkmoot_core.questionnaires import from_document
from folkmoot_core.snapshots import Taken, batch_of, plan_columns, verify, write_snapshot

pytestmark = pytest.mark.fault

PARKS = from_document(small_questionnaire())
ROWS = [
    Taken(number, {"like": "a", "age": number, "why": f"Because of {number}."}, ["like", "age", "why"], {})
    for number in range(400)
]
# Stops dead at its Nth wait for the disk, where a power cut would hurt most.
WRITER = """
import os, signal, sys
sys.path[:0] = {path!r}
from pathlib import Path
from tests.faults.test_snapshot_under_fire import write
left, real = int(sys.argv[2]), os.fsync
def fsync(handle):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    real(handle)
os.fsync = fsync
print(write(Path(sys.argv[1])), flush=True)
"""


def write(store: Path) -> str:
    return write_snapshot(store, plan_columns([PARKS]), [batch_of(PARKS, ROWS)], block=100).digest


def start(store: Path, kill_at: int = 0) -> subprocess.Popen[str]:
    code = WRITER.format(path=[path for path in sys.path if path])
    return subprocess.Popen([sys.executable, "-c", code, str(store), str(kill_at)], stdout=subprocess.PIPE, text=True)


# Ten files (codebook, four blocks of two, manifest), three folders, and the folder of all snapshots.
@pytest.mark.parametrize("kill_at", [6, 13, 14])
def test_a_killed_writer_leaves_all_or_nothing(tmp_path: Path, kill_at: int) -> None:
    writer = start(tmp_path, kill_at)
    writer.communicate()
    assert writer.returncode == -signal.SIGKILL
    left = [path for path in tmp_path.iterdir() if path.is_dir() and not path.name.startswith(".writing-")]
    assert [verify(path).responses for path in left] == ([400] if kill_at == 14 else [])
    digest = write(tmp_path)
    assert verify(tmp_path / digest).responses == len(ROWS)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([".lock", digest])


def test_writers_at_once_make_one_snapshot(tmp_path: Path) -> None:
    writers = [start(tmp_path) for _each in range(3)]
    names = {writer.communicate()[0].strip() for writer in writers}
    assert [writer.returncode for writer in writers] == [0] * 3
    assert len(names) == 1
    assert verify(tmp_path / names.pop()).responses == len(ROWS)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".writing-")] == []
