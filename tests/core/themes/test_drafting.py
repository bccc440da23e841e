from __future__ import annotations

import json
from dataclasses import dataclass, field

import pytest

from folkmoot_core.themes.drafting import LONGEST_TITLE, MOST_COMMENTS, ClearedComment, draft_theme
from folkmoot_core.values import Invalid


@dataclass
class Parrot:
    says: str
    heard: list[str] = field(default_factory=list)
    name: str = "parrot-1"

    def answer(self, instruction: str, question: str) -> str:
        self.heard.append(question)
        return self.says


COMMENTS = [ClearedComment(f"Buses are late, {number}", "redaction") for number in range(30)]


def test_a_draft_is_marked_and_few_comments_go_out() -> None:
    parrot = Parrot('Surely!\n```json\n{"title": "Late\\n buses", "description": "They wait long."}\n```')
    draft = draft_theme(parrot, ["bus", "late"], COMMENTS)
    assert (draft.title, draft.description) == ("Late buses", "They wait long.")
    assert (draft.origin, draft.model) == ("drafted by machine", "parrot-1")
    sent = json.loads(parrot.heard[0])
    assert sent["comments"] == [comment.text for comment in COMMENTS[:MOST_COMMENTS]]


def test_what_is_not_cleared_cannot_be_sent() -> None:
    with pytest.raises(Invalid, match="Nobody has cleared"):
        ClearedComment("My name is Ann", " ")
    parrot = Parrot("{}")
    with pytest.raises(Invalid, match="No comment of this group is cleared"):
        draft_theme(parrot, ["bus"], [])
    assert parrot.heard == []


@pytest.mark.parametrize(
    "says",
    [
        "",
        "Late buses",
        "{}",
        '{"title": 3}',
        '{"title": " "}',
        '{"title": "a"',
        "[1]",
        '{"title": "a", "description": 1}',
    ],
)
def test_an_answer_that_is_no_draft_is_refused(says: str) -> None:
    with pytest.raises(Invalid, match="no title that can be read"):
        draft_theme(Parrot(says), [], COMMENTS)


def test_a_long_title_is_cut() -> None:
    draft = draft_theme(Parrot(json.dumps({"title": "very " * 100})), [], COMMENTS)
    assert len(draft.title) <= LONGEST_TITLE
