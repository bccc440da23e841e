"""What happens here that others may wish to act on."""

from __future__ import annotations

from django.dispatch import Signal

# An officer wants people told of a published outcome. Arguments: outcome.
telling_asked_for = Signal()
# An officer or analyst wants groups looked for among answers in words. Arguments: search.
theme_search_asked_for = Signal()
# Somebody wants themes assigned by the machine. Arguments: assignment.
assignment_asked_for = Signal()
# Somebody wants a title drafted for some groups, by a language model that the site has set up. Arguments: search.
theme_draft_asked_for = Signal()
# Words were changed or taken back, so that snapshots must forget them; sent inside the transaction that changed them.
# Arguments: consultation (its number), words ([(response, question)]).
words_taken_back = Signal()
# An officer wants an edition of a report made. Arguments: run.
publishing_asked_for = Signal()
