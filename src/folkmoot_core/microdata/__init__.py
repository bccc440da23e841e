"""One row a respondent: read from a file or a data frame, typed, weighed and made into tables.

`read_csv(path)` or `Responses.of(frame)`; then `weigh` and `table_of`. A consultation is not a sample: see
`NOT_A_SAMPLE`, which every weighted table and interval carries.
"""

from folkmoot_core.microdata.reading import read_csv
from folkmoot_core.microdata.responses import Choice, Choices, Responses

__all__ = ["Choice", "Choices", "Responses", "read_csv"]
