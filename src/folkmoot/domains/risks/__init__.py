"""Risks of a body and its plans: scores over time, controls, escalation; and what must go on when things fail."""
