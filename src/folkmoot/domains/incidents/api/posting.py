"""A new request, from another system with a key."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.intake.public import weigh_spam
from folkmoot.ground.notify.policies import is_email_address
from folkmoot_core.values import Invalid

from ..actions.api_keys import digest_of
from ..actions.photos import new_photo
from ..actions.report import LONGEST_WORDS, Origin, Reporter, Said, report_problem
from ..adapters.questions import questions_of, read_answers
from ..exports.shapes import notice
from ..models import Category
from ..queries.open311 import key_by_digest, service_by_code
from ..queries.routing import Where, where_at, where_of_postcode
from .answering import Trouble

# The outward and inward halves of a postcode at the end of an address.
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})\b", re.IGNORECASE)
_DEGREES = re.compile(r"[+-]?\d{1,3}(\.\d{1,18})?")
_TELEPHONE = re.compile(r"^\+?[0-9 ()-]{10,20}$")
ATTRIBUTE = re.compile(r"attribute\[([^\]]{1,100})\](?:\[\])?")


def take_request(given: QueryDict, media: UploadedFile | None = None) -> dict[str, Any]:
    """Make a report of a post, with the photograph that came along. Returns its number, or a token while somebody must
    look at it first. Raises Trouble."""
    by = _sender(given)
    category = _category(given)
    where = _where(given)
    reading = read_answers(category, _attributes(category, given))
    if reading.faults:
        faults = [f"attribute[{fault.where}]: {fault.message} {fault.mend}".strip() for fault in reading.faults]
        raise Trouble(400, *faults)
    words = _words(given)
    try:
        photo = new_photo(media, keeps_position=False) if media is not None else None
        reported = report_problem(
            category=category,
            where=where,
            said=Said(words, reading.answers, photo),
            origin=Origin(Channel.API, held_because=weigh_spam(honeypot="", seconds_taken=None, texts=[words])),
            by=by,
            reporter=_reporter(given),
        )
    except Invalid as invalid:
        raise Trouble(400, *(f"{fault.message} {fault.mend}".strip() for fault in invalid.faults)) from invalid
    incident = reported.incident
    if not incident.is_let_in:
        return {"token": incident.key, "service_notice": _("Somebody has to look at it first."), "account_id": None}
    return {
        "service_request_id": incident.arrival.reference,
        "service_notice": notice(incident),
        "account_id": None,
    }


def _sender(given: QueryDict) -> Actor:
    api_key = given.get("api_key", "")
    known = key_by_digest(digest_of(api_key)) if api_key else None
    if known is None:
        raise Trouble(403, _("Missing or invalid API key: api_key."))
    return Actor(kind="api", key=f"api_key:{known.pk}", name=known.title)


def _category(given: QueryDict) -> Category:
    code = given.get("service_code", "")
    if not code:
        raise Trouble(400, _("service_code was not provided."))
    category = service_by_code(code)
    if category is None:
        raise Trouble(404, _("service_code %(code)s was not found.") % {"code": code[:80]})
    return category


def _where(given: QueryDict) -> Where:
    """`lat` and `long`, or `address_string`: with a postcode at its end it is known whose it is."""
    words = " ".join(given.get("address_string", "").split())[:500]
    lat, long = given.get("lat", "").strip(), given.get("long", "").strip()
    if lat or long:
        if not all(text.isascii() and _DEGREES.fullmatch(text) for text in (lat, long)):
            raise Trouble(400, _("lat and long must both be given, in degrees (WGS 84)."))
        if abs(float(lat)) > 90 or abs(float(long)) > 180:
            raise Trouble(400, _("lat must lie between -90 and 90, long between -180 and 180."))
        where = where_at(round(float(long), 6), round(float(lat), 6), words)
        if not where.is_known:
            raise Trouble(400, _("lat and long lie outside the area that is served here."))
        return where
    if words:
        postcodes = _POSTCODE.findall(words)
        return where_of_postcode(" ".join(postcodes[-1]), words) if postcodes else Where(words)
    if given.get("address_id"):
        raise Trouble(400, _("address_id is not kept here: give lat and long, or address_string."))
    raise Trouble(400, _("No place was provided: give lat and long, or address_string."))


def _attributes(category: Category, given: QueryDict) -> dict[str, list[str]]:
    """{question: values}. A date may come as a whole moment, as the standard has it."""
    questions = questions_of(category)
    kinds = {question.key: question.kind for question in questions.questions} if questions else {}
    found: dict[str, list[str]] = {}
    for name, values in given.lists():
        if (matched := ATTRIBUTE.fullmatch(name)) and (code := matched.group(1)) in kinds:
            plain = [str(value)[:10] if kinds[code] == "date" else str(value) for value in values]
            found.setdefault(code, []).extend(plain)
    return found


def _words(given: QueryDict) -> str:
    words = given.get("description", "").strip()
    if len(words) > LONGEST_WORDS:
        raise Trouble(400, _("description may have up to %(most)d characters.") % {"most": LONGEST_WORDS})
    # Nothing is fetched from elsewhere; officers see where the photo is said to lie.
    link = given.get("media_url", "").strip()[:500]
    return f"{words}\n\nmedia_url: {link}".strip() if link else words


def _reporter(given: QueryDict) -> Reporter | None:
    name = " ".join(f"{given.get('first_name', '')} {given.get('last_name', '')}".split())[:200]
    email, phone = given.get("email", "").strip(), given.get("phone", "").strip()
    if email:
        if not is_email_address(email):
            raise Trouble(400, _("email is not an e-mail address."))
        return Reporter(name, "email", email)
    return Reporter(name, "text", phone) if _TELEPHONE.fullmatch(phone) else None
