"""The open words of published items, in the database's own full-text index (migration 0002). Only `actions.searching`
writes here, and only what stands in a public face."""

from __future__ import annotations

from folkmoot.ground.base.public import WordIndex

WORDS = WordIndex("meetings_itemwords", "item_id")
