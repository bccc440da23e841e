"""Snapshots: a consultation's counted responses as Parquet files that never change, named by what is in them.

    STORE/DIGEST/manifest.json           the files with their SHA-256; DIGEST is the SHA-256 of this file
    STORE/DIGEST/codebook.json           what each column and each code means
    STORE/DIGEST/counted/000000.parquet  choices, numbers, dates and traits, a row for each response
    STORE/DIGEST/words/000000.parquet    what was said in words, a row for each response that said something

`plan_columns` makes the codebook, `write_snapshot` writes, `open_snapshot` and `verify` read. Words can be taken out of
a snapshot (`forget_words`) without changing what was counted, or its name.
"""

from folkmoot_core.snapshots.batches import DECLINED, Batch, Taken, batch_of, value_keys, words_fields, words_in
from folkmoot_core.snapshots.columns import NUMBER, VERSION, Column, ColumnBook, Level
from folkmoot_core.snapshots.forgetting import forget_words
from folkmoot_core.snapshots.manifest import Entry, Manifest, Part
from folkmoot_core.snapshots.planning import LETTER, Trait, plan_columns
from folkmoot_core.snapshots.reading import Checked, Snapshot, is_whole, open_snapshot, verify
from folkmoot_core.snapshots.writing import BLOCK, Kept, standing_parts, write_snapshot

__all__ = [
    "BLOCK",
    "DECLINED",
    "LETTER",
    "NUMBER",
    "VERSION",
    "Batch",
    "Checked",
    "Column",
    "ColumnBook",
    "Entry",
    "Kept",
    "Level",
    "Manifest",
    "Part",
    "Snapshot",
    "Taken",
    "Trait",
    "batch_of",
    "forget_words",
    "is_whole",
    "open_snapshot",
    "plan_columns",
    "standing_parts",
    "value_keys",
    "verify",
    "words_fields",
    "words_in",
    "write_snapshot",
]
