"""Papers under an item, what they ask for, and their files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.public import forget_document, store
from folkmoot_core.values import Fault, Invalid

from ...adapters.pdf_files import look_into
from ...enums import Access, Verb
from ...models import AgendaItem, Attachment, BackgroundPaper, Paper, Recommendation
from ..changing import meeting_to_change, need, put_values, told
from ..withholding import classification_of, keep_back
from .items import check_standing

PAPER_FIELDS = (
    "title", "authors", "addressed_to", "date", "summary", "body_text", "contacts",
    "access", "public_title", "exempt_paragraphs", "public_interest",
)  # fmt: skip
FILE_FIELDS = ("title", "access", "public_title", "exempt_paragraphs", "public_interest")
Asks = Iterable[tuple[str, str]]


@transaction.atomic
def add_paper(*, item: AgendaItem, values: Mapping[str, Any], asks: Asks, background: Asks, by: Actor) -> Paper:
    """A paper with what it asks, (verb, words), and its background papers, (title, address)."""
    meeting_to_change(item.meeting, by)
    return put_paper(item, values, asks, background, by)


def put_paper(item: AgendaItem, values: Mapping[str, Any], asks: Asks, background: Asks, by: Actor) -> Paper:
    """As `add_paper`, for whoever holds the meeting locked and has asked whether `by` may."""
    wanted = {name: values[name] for name in PAPER_FIELDS if name in values}
    need(str(wanted.get("title", "")), "title", _("The paper has no title."))
    check_standing(wanted)
    last = item.papers.order_by("-serial").first()
    serial = (last.serial if last else 0) + 1
    paper = Paper.objects.create(item=item, serial=serial, position=serial * 10, **wanted)
    _put_lists(paper, asks, background)
    told("agenda.paper_added", paper, by)
    return paper


@transaction.atomic
def edit_paper(*, paper: Paper, values: Mapping[str, Any], asks: Asks, background: Asks, by: Actor) -> Paper:
    """Alter a paper. The public reads it with the next version; what is to be kept back is kept back at once."""
    paper = _paper_to_change(paper, by)
    wanted = {name: values[name] for name in PAPER_FIELDS if name in values}
    check_standing({name: getattr(paper, name) for name in PAPER_FIELDS} | wanted)
    was = paper.access
    changed = put_values(paper, wanted)
    if _put_lists(paper, asks, background):
        changed.append("recommendations")
    if changed:
        told("agenda.paper_edited", paper, by, fields=changed)
    if paper.access != was:
        keep_back(paper.item.meeting, by)
    return paper


def _paper_to_change(paper: Paper, by: Actor) -> Paper:
    """The paper as it stands now, its meeting locked until the end of the transaction. Raises Refused."""
    meeting_to_change(paper.item.meeting, by)
    return Paper.objects.select_related("item__meeting__body").get(pk=paper.pk)


def _put_lists(paper: Paper, asks: Asks, background: Asks) -> bool:
    wanted_asks = [(verb, text.strip()) for verb, text in asks if verb]
    wanted_background = [(title.strip()[:300], url.strip()) for title, url in background if title.strip()]
    if any(verb not in Verb.values for verb, _text in wanted_asks):
        raise Invalid([Fault("verb", _("Choose what is asked from the list."))])
    held = (
        list(paper.recommendations.values_list("verb", "text")),
        list(paper.background_papers.values_list("title", "url")),
    )
    if held == (wanted_asks, wanted_background):
        return False
    paper.recommendations.all().delete()
    paper.background_papers.all().delete()
    Recommendation.objects.bulk_create(
        Recommendation(paper=paper, position=place, verb=verb, text=text)
        for place, (verb, text) in enumerate(wanted_asks)
    )
    BackgroundPaper.objects.bulk_create(
        BackgroundPaper(paper=paper, position=place, title=title, url=url)
        for place, (title, url) in enumerate(wanted_background)
    )
    return True


@transaction.atomic
def withdraw_paper(*, paper: Paper, reason: str, by: Actor) -> None:
    """Take a paper back: what was published stays on record and is shown no more; what was not is gone."""
    paper = _paper_to_change(paper, by)
    if paper.first_published_at is None and not paper.attachments.exists():
        told("agenda.paper_removed", paper.item, by)
        paper.delete()
        return
    reason = need(reason, "reason", _("A withdrawn paper says why."))
    put_values(paper, {"is_withdrawn": True, "withdrawn_reason": reason[:500]})
    told("agenda.paper_withdrawn", paper, by)


@transaction.atomic
def attach_file(*, paper: Paper, upload: IO[bytes], values: Mapping[str, Any], by: Actor, name: str = "") -> Attachment:
    """Keep a file with a paper. Its title goes into no history, since it may be exempt. Raises Invalid (field `file`)
    or Refused."""
    paper = _paper_to_change(paper, by)
    wanted = {field: values[field] for field in FILE_FIELDS if field in values}
    title = need(str(wanted.pop("title", "")) or name, "title", _("The file has no title."), _("Say what it is."))
    check_standing(wanted)
    last = paper.attachments.order_by("-position").first()
    attachment = Attachment(paper=paper, title=title[:300], position=(last.position if last else 0) + 10, **wanted)
    found = look_into(upload)
    if found.fault:
        raise Invalid([Fault("file", found.fault, found.mend)])
    open_ = attachment.access_in_force == Access.PUBLIC
    attachment.document = store(
        title=title if open_ else _("A file that is kept back"),
        upload=upload,
        classification=classification_of(attachment),
        by=by,
        subject=paper,
        name=name,
        download_name=title,
    )
    attachment.pages = found.pages
    attachment.save()
    told("agenda.file_added", paper, by)
    return attachment


@transaction.atomic
def remove_file(*, attachment: Attachment, by: Actor) -> None:
    """Take a file from its paper, and delete it."""
    meeting_to_change(attachment.paper.item.meeting, by)
    document = attachment.document
    told("agenda.file_removed", attachment.paper, by)
    attachment.delete()
    forget_document(document=document, by=by, reason=_("Taken from its paper."))
