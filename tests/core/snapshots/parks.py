"""A questionnaire with one question of each kind that counts."""

from __future__ import annotations

from typing import Any


def small_questionnaire() -> dict[str, Any]:
    options = [{"key": key, "text": key.upper()} for key in ("a", "b", "c")]
    return {
        "questionnaire": "parks",
        "title": "Parks",
        "sections": [
            {
                "key": "s",
                "title": "Parks",
                "questions": [
                    {"key": "like", "kind": "choose_one", "text": "Do you like it?", "options": options},
                    {"key": "which", "kind": "choose_many", "text": "Which?", "options": options},
                    {"key": "how", "kind": "grid", "text": "How?", "rows": options[:2], "columns": options},
                    {"key": "order", "kind": "rank", "text": "In which order?", "options": options},
                    {"key": "age", "kind": "number", "text": "How old?"},
                    {"key": "day", "kind": "date", "text": "When?"},
                    {"key": "why", "kind": "text", "text": "Why?"},
                ],
            }
        ],
    }
