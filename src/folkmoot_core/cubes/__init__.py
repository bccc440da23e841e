"""Cubes: one pass over ten million responses into counts, and arithmetic from there on.

`count` makes tables, `cube_of` counts within weighting cells, so that weighing and what-if need no response again.
`ArrayEngine` counts in this process: in arrays where a column has few values, with `DuckDBEngine` where it has many.
`ibis_engine.spark_engine` does the same on Spark, for what outgrows one machine.
"""

from folkmoot_core.cubes.arrays import ArrayEngine
from folkmoot_core.cubes.counting import Counted, all_pairs, count, one_way
from folkmoot_core.cubes.cube import Cube, Weighed, cube_of
from folkmoot_core.cubes.engines import DuckDBEngine, Engine, Groups
from folkmoot_core.cubes.source import Source, Variable, source_of

__all__ = [
    "ArrayEngine",
    "Counted",
    "Cube",
    "DuckDBEngine",
    "Engine",
    "Groups",
    "Source",
    "Variable",
    "Weighed",
    "all_pairs",
    "count",
    "cube_of",
    "one_way",
    "source_of",
]
