"""What the door announces. Each is sent inside the transaction of the decision: `arrival`, `by`, `reason`.

A listener goes by `arrival.kind`, and raises only when the decision itself must not stand."""

from django.dispatch import Signal

arrival_released = Signal()
arrival_rejected = Signal()
