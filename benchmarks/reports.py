"""How long does a committee report take in every form? Run: folkmoot bench reports"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pikepdf

from driving.measures import say

# Started from nothing, as the command does: a second run in the same process finds fonts and templates warm.
WORK = """
import time
start = time.perf_counter()
from driving.invented_report import invented_input
from folkmoot_core.reports.checking import check
from folkmoot_core.reports.forms import FORMS, write
from folkmoot_core.reports.templates import committee_report
print("loading", time.perf_counter() - start)
data = invented_input(questions=40, crossings=16)
start = time.perf_counter()
report = committee_report(data)
assert not check(report)
print("report", time.perf_counter() - start)
for form in FORMS:
    start = time.perf_counter()
    written = write(report, form)
    print(form, time.perf_counter() - start)
    if form == "pdf":
        open(sys.argv[1], "wb").write(written.content)
print("charts", len(report.charts))
print("tables", len(report.tables))
"""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        path = Path(folder) / "report.pdf"
        start = time.perf_counter()
        made = subprocess.run(
            [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{WORK}", str(path)],
            check=True,
            capture_output=True,
            text=True,
        )
        whole = time.perf_counter() - start
        figures = {name: float(figure) for name, figure in (line.split() for line in made.stdout.splitlines())}
        pages = len(pikepdf.open(path).pages)
    say("committee report: pages of the PDF", pages, "pages", at_least=40)
    say("committee report: charts", figures.pop("charts"), "charts", at_least=60)
    say("committee report: tables", figures.pop("tables"), "tables")
    say("committee report: every form, from a cold start", whole, "s", at_most=20)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    say("committee report: processor time of every form", used.ru_utime + used.ru_stime, "s")
    for name, seconds in figures.items():
        say(f"committee report: {name}", seconds, "s")


if __name__ == "__main__":
    main()
