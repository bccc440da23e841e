"""A review as open data: what its page shows, as JSON can hold it."""

from __future__ import annotations

from typing import Any

from ..models import Recommendation
from ..queries.reading import Page


def as_document(page: Page) -> dict[str, Any]:
    review = page.review
    return {
        "key": review.key,
        "title": review.title,
        "body": review.body.key,
        "stage": review.stage,
        "scope": review.scope,
        "terms": review.terms,
        "evidence": {
            "opens": review.evidence_opens.isoformat() if review.evidence_opens else None,
            "closes": review.evidence_closes.isoformat() if review.evidence_closes else None,
            "published": [{"number": each.number, "from": each.shown_name} for each in page.submissions],
        },
        "members": [{"name": each.name, "role": each.role} for each in page.seats],
        "sessions": [
            {
                "title": each.title,
                "kind": each.kind,
                "on": each.on.isoformat() if each.on else None,
                "witnesses": [witness.name for witness in each.witnesses.all()],
            }
            for each in page.sessions
        ],
        "findings": [
            {
                "number": each.number,
                "words": each.words,
                "rests_on": [title for title, _url in page.rests_on.get(each.pk, [])],
            }
            for each in page.findings
        ],
        "recommendations": [_recommendation(each) for each in (*page.made, *page.considered, *page.dropped)],
    }


def _recommendation(each: Recommendation) -> dict[str, Any]:
    answer = getattr(each, "answer", None)
    return {
        "number": each.number,
        "words": each.words,
        "standing": each.standing,
        "dropped_because": each.dropped_because,
        "findings": [finding.number for finding in each.findings.all()],
        "answer": {"verdict": answer.verdict, "reason": answer.reason, "by": answer.by.key, "on": answer.on.isoformat()}
        if answer
        else None,
        "actions": [
            {
                "words": action.words,
                "owner": action.owner,
                "due": action.due.isoformat() if action.due else None,
                "done_on": action.done_on.isoformat() if action.done_on else None,
            }
            for action in each.actions.all()
        ],
        "progress": [
            {"on": note.on.isoformat(), "standing": note.standing, "words": note.words, "link": note.link}
            for note in each.progress.all()
        ],
    }
