"""Money of a public body: amounts in whole pence, what they add up to, how far they are from the budget, and what a
report says of them."""

from folkmoot_core.money.accounts import Account, Outturn, Settled
from folkmoot_core.money.amounts import Amounts, Unit, plain_pounds, read_pounds, said_in
from folkmoot_core.money.costs import Bought, cost_of_each
from folkmoot_core.money.report import (
    ExplainedLine,
    MoneyReportInput,
    ReportedLine,
    ReportedSaving,
    ReportedStaff,
    money_report,
)
from folkmoot_core.money.savings import Delivery, Savings, SavingStand, add_savings
from folkmoot_core.money.staffing import hide_small
from folkmoot_core.money.sums import Match, Total, check_total
from folkmoot_core.money.variance import Direction, Threshold, Variance, straight_line, variance_of
from folkmoot_core.money.years import FinancialYear, read_year

__all__ = [
    "Account",
    "Amounts",
    "Bought",
    "Delivery",
    "Direction",
    "ExplainedLine",
    "FinancialYear",
    "Match",
    "MoneyReportInput",
    "Outturn",
    "ReportedLine",
    "ReportedSaving",
    "ReportedStaff",
    "SavingStand",
    "Savings",
    "Settled",
    "Threshold",
    "Total",
    "Unit",
    "Variance",
    "add_savings",
    "check_total",
    "cost_of_each",
    "hide_small",
    "money_report",
    "plain_pounds",
    "read_pounds",
    "read_year",
    "said_in",
    "straight_line",
    "variance_of",
]
