"""What anybody may read, without a key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from folkmoot.ground.base.policies import PUBLIC

from ..exports.shapes import Shape, definition, discovery, extended_request_of, request_of, service, update_of
from ..models import Incident
from ..queries.open311 import (
    MOST,
    Asked,
    by_token,
    last_change_of_services,
    requests_for,
    service_by_code,
    updates_for,
)
from ..queries.routing import offered_categories
from .answering import Trouble, answer, check_jurisdiction, tell
from .posting import take_request

LONGEST_SPAN = timedelta(days=90)
STATUSES = ("open", "closed")


class Open311View(View):
    """A page of the API: troubles are told in its own form."""

    access = PUBLIC

    def dispatch(self, request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        try:
            check_jurisdiction(request)
            return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]
        except Trouble as trouble:
            return tell(kwargs["form"], trouble.status, trouble.sentences)


class ShowDiscoveryView(Open311View):
    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        return answer(form, "discovery", discovery(last_change_of_services()))


class ListServicesView(Open311View):
    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        return answer(form, "services", [service(category) for category in offered_categories()])


class ShowServiceView(Open311View):
    def get(self, request: HttpRequest, code: str, form: str) -> HttpResponse:
        category = service_by_code(code)
        if category is None:
            raise Trouble(404, _("service_code %(code)s was not found.") % {"code": code[:80]})
        return answer(form, "service_definition", definition(category))


@method_decorator(csrf_exempt, name="dispatch")
class ListRequestsView(Open311View):
    """GET: requests that fit. POST, with a key: a new one."""

    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        found = requests_for(read_asked(request.GET, timezone.now()))
        shape = _shape(request.GET)
        return answer(form, "service_requests", [shape(incident) for incident in found])

    def post(self, request: HttpRequest, form: str) -> HttpResponse:
        # `media`: the photograph itself, as several servers take it besides `media_url`.
        return answer(form, "service_requests", [take_request(request.POST, request.FILES.get("media"))], 201)


class ShowRequestView(Open311View):
    def get(self, request: HttpRequest, reference: str, form: str) -> HttpResponse:
        found = requests_for(Asked(references=[reference]))
        if not found:
            raise Trouble(404, _("service_request_id %(id)s was not found.") % {"id": reference[:60]})
        shape = _shape(request.GET)
        return answer(form, "service_requests", [shape(incident) for incident in found])


class ListUpdatesView(Open311View):
    """What has become of requests, step by step: mySociety's extension, which spares a client to ask for each one."""

    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        start, end = _span(request.GET, timezone.now())
        page, size = _whole(request.GET, "page", 1), _whole(request.GET, "page_size", MOST)
        found = updates_for(Asked(start=start, end=end, page=page, page_size=size))
        return answer(form, "service_request_updates", [update_of(change) for change in found])


class ShowTokenView(Open311View):
    """The number behind a token. A report that waits for somebody to look at it has none yet: that is no error."""

    def get(self, request: HttpRequest, token: str, form: str) -> HttpResponse:
        incident = by_token(token)
        if incident is None:
            raise Trouble(404, _("token %(token)s was not found.") % {"token": token[:60]})
        number = incident.arrival.reference if incident.is_let_in else None
        return answer(form, "service_requests", [{"service_request_id": number, "token": token}])


def read_asked(given: QueryDict, now: datetime) -> Asked:
    """The filters of a query. Raises Trouble for what cannot be read, or a span of more than 90 days."""
    references = _listed(given, "service_request_id")
    if references:
        return Asked(references=references)
    statuses = _listed(given, "status")
    if unknown := [status for status in statuses if status not in STATUSES]:
        raise Trouble(400, _("status %(status)s was not found: use open or closed.") % {"status": unknown[0][:20]})
    start, end = _span(given, now)
    page, size = _whole(given, "page", 1), _whole(given, "page_size", MOST)
    codes = _listed(given, "service_code")
    after, before = _moment(given, "updated_after"), _moment(given, "updated_before")
    if (after or before) and not (given.get("start_date") or given.get("end_date")):
        # What changed lately may have been reported long ago.
        start = end = None
    return Asked((), codes, statuses, start, end, page, size, after, before)


def _span(given: QueryDict, now: datetime) -> tuple[datetime | None, datetime | None]:
    """`start_date` and `end_date`, at most 90 days apart; without them the last 90 days."""
    start, end = _moment(given, "start_date"), _moment(given, "end_date")
    try:
        if start is None:
            start = (end or now) - LONGEST_SPAN
        elif end is None:
            end = min(start + LONGEST_SPAN, max(now, start))
    except OverflowError:
        raise Trouble(400, _("start_date and end_date must be within the calendar.")) from None
    if end is not None and end - start > LONGEST_SPAN:
        raise Trouble(400, _("start_date and end_date may not span more than 90 days."))
    return start, end


def _shape(given: QueryDict) -> Callable[[Incident], Shape]:
    return extended_request_of if given.get("extensions", "").strip().lower() == "true" else request_of


def _listed(given: QueryDict, name: str) -> list[str]:
    """Several values, with commas or the parameter again."""
    return [each.strip() for value in given.getlist(name) for each in value.split(",") if each.strip()][:MOST]


def _moment(given: QueryDict, name: str) -> datetime | None:
    # A plus that nobody has encoded arrives as a space.
    text = given.get(name, "").strip().replace(" ", "+")
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Trouble(
            400, _("%(name)s must be in w3 format with a zone, such as 2026-01-31T00:00:00Z.") % {"name": name}
        )
    try:
        return moment.astimezone(timezone.get_current_timezone())
    except OverflowError:
        raise Trouble(400, _("%(name)s must be within the calendar.") % {"name": name}) from None


def _whole(given: QueryDict, name: str, usual: int) -> int:
    text = given.get(name, "").strip()
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) >= 1):
        raise Trouble(400, _("%(name)s must be a whole number from 1.") % {"name": name})
    return int(text)
