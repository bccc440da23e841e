"""`folkmoot load` is killed while it writes: nothing of the pack is there, and loading it again works."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from contextlib import nullcontext
from pathlib import Path

import pytest
from tests.faults.ledger import number

from driving.processes import cpu_seconds
from driving.ready_tables import ready_cluster
from driving.real_site import ROOT, RealSite
from with_postgres import postgres

pytestmark = [pytest.mark.fault, pytest.mark.slow]

TABLES = ["places_place", "places_postcode", "bodies_organisation", "consultations_consultation", "intake_arrival"]
# Shares of the work of writing after which the cut comes: as it begins, in the middle, and when it has nearly ended.
CUTS = [0.0, 0.5, 0.9]
PACK = str(ROOT / "packs" / "kent-2011")


def is_writing(site: RealSite) -> bool:
    """Whether some other process is inside a transaction that writes."""
    if site.database_url:
        return (
            number(
                site,
                "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_xid IS NOT NULL",
            )
            > 0
        )
    return is_locked(site)


def is_locked(site: RealSite) -> bool:
    connection = sqlite3.connect(site.database_file, timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return True
    finally:
        connection.close()
    return False


def kill_while_writing(site: RealSite, load: subprocess.Popen[bytes], cut: float | None) -> float:
    """Wait until the transaction has begun and has cost `cut` seconds of processor time, and kill; None: let it end.
    Returns the seconds that the writing had cost by then."""
    began = worked = 0.0
    while load.poll() is None:
        if not began and is_writing(site):
            began = cpu_seconds(load.pid)
        worked = max(worked, cpu_seconds(load.pid) - began) if began else 0.0
        if began and cut is not None and worked >= cut:
            os.killpg(load.pid, signal.SIGKILL)
            break
        time.sleep(0.002)
    expected = 0 if cut is None else -signal.SIGKILL
    assert load.wait() == expected, f"the load ended otherwise than it should:\n{site.log()}"
    return worked


@pytest.fixture
def whole_writing(empty_site: RealSite, tmp_path: Path) -> float:
    """Seconds of processor time that writing the whole pack costs on this machine and this kind of database, measured
    on a site of its own."""
    on_postgres = bool(empty_site.database_url)
    with postgres(durable=True, begin_with=ready_cluster()) if on_postgres else nullcontext("") as url:
        site = RealSite(tmp_path / "whole", url)
        if not on_postgres:
            site.make_tables()
        return kill_while_writing(site, site.command("load", PACK), cut=None)


def test_nothing_of_a_killed_load_is_there(empty_site: RealSite, whole_writing: float) -> None:
    """One site is cut off three times over: each load but the first begins after a kill, and the last is let end."""
    for share in CUTS:
        kill_while_writing(empty_site, empty_site.command("load", PACK), cut=share * whole_writing)
        found = {table: number(empty_site, f"SELECT count(*) FROM {table}") for table in TABLES}
        assert found == dict.fromkeys(TABLES, 0), f"cut after {share} of the writing"

    empty_site.do("load", PACK)
    assert number(empty_site, "SELECT count(*) FROM consultations_consultation") == 2
