"""Keep the themes of a question as they stand: a version of the codebook, which never changes."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ...adapters import standing_of
from ...models import CodebookVersion, ThemeWork
from ...policies import check_read
from ...queries.theme_work.codebooks import changes_in, content_of, core_codebook, entries_of, newest_codebook

MOST_THEMES = 70


@transaction.atomic
def freeze_codebook(*, work: ThemeWork, note: str, by: Actor) -> CodebookVersion:
    """A new version, with a note of why. Raises Invalid without themes, and when nothing has changed."""
    check_read(by, standing_of(work.consultation))
    ThemeWork.objects.select_for_update().get(pk=work.pk)
    content, last = content_of(entries_of(work)), newest_codebook(work)
    if not content["themes"]:
        raise Invalid([Fault("", _("There are no themes yet."), _("Put groups of answers under themes first."))])
    if len(content["themes"]) > MOST_THEMES:
        message = _("A codebook holds up to %(most)d themes; there are %(number)d.")
        told = message % {"most": MOST_THEMES, "number": len(content["themes"])}
        raise Invalid([Fault("", told, _("Put together those that say the same."))])
    if last is not None and not changes_in(last.content, content):
        raise Invalid([Fault("", _("Nothing has changed since version %(number)d.") % {"number": last.number})])
    core_codebook(content)  # raises where two themes have one name
    version = CodebookVersion.objects.create(
        work=work, number=last.number + 1 if last else 1, content=content, note=note.strip()[:300], made_by=by.name
    )
    record(verb="codebook.kept", subject=work, by=by, changes={"version": [last and last.number, version.number]})
    return version
