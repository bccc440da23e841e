"""What the thread announces."""

from django.dispatch import Signal

# Something that people raised has been answered, once: `record` (what was raised), `answer` (what it was decided as),
# `values` (words for everybody: body, day, outcome, text, reason, url). Sent inside a transaction.
answered = Signal()
