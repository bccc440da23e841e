from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.policies import public_page


@public_page
@require_POST
def sign_in_demo(request: HttpRequest) -> HttpResponse:
    """One button to be somebody else. It exists in demonstrations only, and opens demonstration accounts only."""
    if not settings.DEMO:
        raise Http404
    person = get_object_or_404(User, email=request.POST.get("email", ""), is_demo=True, is_active=True)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(wanted)
    return redirect(settings.LOGIN_REDIRECT_URL)
