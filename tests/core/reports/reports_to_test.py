"""The four reports of the invented consultation."""

from __future__ import annotations

from driving.invented_report import invented_district, invented_input
from folkmoot_core.reports.templates import committee_report, district_extract, outcome_page, resident_summary

DATA = invented_input()
REPORTS = {
    "committee": committee_report(DATA),
    "resident": resident_summary(DATA),
    "district": district_extract(DATA, invented_district(DATA)),
    "outcome": outcome_page(DATA),
}
