"""What reports say of indicators: the part of the phrase book that other reports do not need."""

from __future__ import annotations

from typing import Final

SENTENCES: Final = {
    "indicator.words": "{words}",
    "indicator.explained": "Explained by whoever keeps it: {words}",
    "indicator.none": "There is no indicator on it yet.",
    "indicator.method": "What a series says is worked out from all of its figures, by the rules of “Making Data "
    "Count”: nothing is called better or worse because of two figures. A series of fewer than twelve figures "
    "is drawn with its median and without limits.",
    "indicator.counted": "Figures as they stood on {day}, without those that everybody may not see.",
}

LABELS: Final = {
    "label.open.indicators": "The figures of",
    "label.snapshot.indicators": "Fingerprint of the figures",
    "chapter.indicator.method": "How to read this",
    "chapter.indicator.charts": "The indicators one by one",
    "column.indicator.indicator": "Indicator",
    "column.indicator.latest": "Latest figure",
    "column.indicator.period": "Period",
    "column.indicator.target": "Target",
    "column.indicator.variation": "Variation",
    "column.indicator.assurance": "Assurance",
    "column.indicator.value": "Figure",
    "caption.indicator.chart": "From {first} to {last}",
    "caption.indicator.figures": "Figures: {title}",
}
