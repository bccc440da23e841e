"""The words of a case, in the database's own full-text index (migration 0002)."""

from __future__ import annotations

from folkmoot.ground.base.public import WordIndex

WORDS = WordIndex("complaints_casewords", "case_id")
