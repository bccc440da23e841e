"""Signal or noise: control charts that say in words whether a figure has really changed.

`chart` reads one series, `classify` many at once, `run_chart` a short one. Nothing is drawn here: see
`folkmoot_core.reports.charts`.
"""

from folkmoot_core.spc.charts import Chart, Options, Point, Rebase, Segment, chart
from folkmoot_core.spc.many import Classified, classify
from folkmoot_core.spc.periods import Kind, Period, parse_period, parse_periods
from folkmoot_core.spc.reading import Series, read_series
from folkmoot_core.spc.rules import Rules, Signal, SpecialCause, special_cause
from folkmoot_core.spc.run_charts import RunChart, RunSignal, run_chart
from folkmoot_core.spc.verdicts import Assurance, Polarity, Variation, assurance_of, variation_of

__all__ = [
    "Assurance",
    "Chart",
    "Classified",
    "Kind",
    "Options",
    "Period",
    "Point",
    "Polarity",
    "Rebase",
    "Rules",
    "RunChart",
    "RunSignal",
    "Segment",
    "Series",
    "Signal",
    "SpecialCause",
    "Variation",
    "assurance_of",
    "chart",
    "classify",
    "parse_period",
    "parse_periods",
    "read_series",
    "run_chart",
    "special_cause",
    "variation_of",
]
