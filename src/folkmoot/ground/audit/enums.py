"""What was done, in words: {verb: what follows the name of whoever did it}. Apps add theirs while Django starts
(`audit.public.register_sentences`)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentences = dict[str, str | Promise]
"""%(what)s stands for the record."""

SENTENCES: Sentences = {
    "arrival.received": _("logged %(what)s"),
    "arrival.released": _("let in %(what)s, which was held"),
    "arrival.rejected": _("set aside %(what)s"),
    "arrival.sorted": _("sorted %(what)s"),
    "arrival.words_forgotten": _("had the words of %(what)s forgotten"),
    "body.added": _("added the body %(what)s"),
    "body.edited": _("changed the entry of %(what)s"),
    "document.attached": _("put the file %(what)s with its record"),
    "document.classified": _("changed who may read the file %(what)s"),
    "document.forgotten": _("deleted the file %(what)s"),
    "document.kept": _("kept the file %(what)s"),
    "document.stored": _("stored the file %(what)s"),
    "message.forgotten": _("deleted messages about %(what)s"),
    "message.retried": _("had the message %(what)s sent again"),
    "pack.loaded": _("loaded a pack of data"),
    "person.accepted_invitation": _("accepted the invitation to sign in as %(what)s"),
    "person.added": _("added %(what)s, who can sign in"),
    "person.email_changed": _("changed the e-mail address of %(what)s"),
    "person.invited": _("invited %(what)s to sign in"),
    "person.password_changed": _("changed the password of %(what)s"),
    "person.password_reset": _("set a new password for %(what)s"),
    "person.recovery_codes_renewed": _("made new recovery codes for %(what)s"),
    "person.reopened": _("let %(what)s sign in again"),
    "person.role_granted": _("gave %(what)s a role"),
    "person.role_revoked": _("took a role from %(what)s"),
    "person.second_step_added": _("set up a second step of signing in for %(what)s"),
    "person.second_step_removed": _("removed a second step of signing in of %(what)s"),
    "person.second_step_reset": _("reset the second step of signing in of %(what)s"),
    "person.signed_up": _("signed up as %(what)s"),
    "person.stopped": _("stopped %(what)s from signing in"),
    "postcodes.imported": _("brought in postcodes"),
    "seat.added": _("added a seat: %(what)s"),
    "seat.edited": _("changed a seat: %(what)s"),
    "thread.linked": _("linked %(what)s to another record"),
    "thread.linked_many": _("linked %(what)s to other records"),
    "thread.link_changed": _("changed a link of %(what)s"),
    "thread.unlinked": _("took a link away from %(what)s"),
    "thread.unlinked_many": _("took links away from %(what)s"),
}
