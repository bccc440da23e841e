"""What meetings announce."""

from django.dispatch import Signal

# An agenda is out and its files are to be read for the search: `meeting_id`.
agenda_is_out = Signal()
