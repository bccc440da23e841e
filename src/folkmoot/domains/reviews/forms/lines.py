from __future__ import annotations

from typing import Any

from django import forms


class LinesField(forms.CharField):
    """A list, a line each."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 5}))
        super().__init__(max_length=10_000, required=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        return [" ".join(line.split()) for line in str(value or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(value))
