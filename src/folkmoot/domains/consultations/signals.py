"""What happens here that others may wish to act on."""

from __future__ import annotations

from django.dispatch import Signal

# An officer wants people told of a published outcome. Arguments: outcome.
telling_asked_for = Signal()
