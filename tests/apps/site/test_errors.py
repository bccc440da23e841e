"""Whatever is sent, the answer is a page of ours: never a traceback, never a 500 for what somebody typed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import path
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from folkmoot.ground.base.policies import public_page
from folkmoot.site import urls

pytestmark = pytest.mark.django_db


@public_page
def broken_view(request):
    raise RuntimeError("a secret about the database")


@public_page
def form_view(request):
    return broken_view(request) if request.POST.get("never") else urls.not_found(request)


def unmarked_view(request):
    raise AssertionError("nobody may come in")


@pytest.fixture
def extra_pages(settings) -> None:
    """The site with three more addresses, which break, take a form, and open to nobody."""
    settings.ROOT_URLCONF = type(
        "WithMorePages",
        (),
        {
            **{name: getattr(urls, name) for name in ("handler400", "handler403", "handler404", "handler500")},
            "urlpatterns": [
                path("broken/", broken_view),
                path("form/", form_view),
                path("unmarked/", unmarked_view),
                *urls.urlpatterns,
            ],
        },
    )


def test_a_fault_of_ours_is_a_500_that_tells_nothing(extra_pages, polite_client: Client, settings) -> None:
    settings.DEBUG = False
    response = polite_client.get("/broken/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "something went wrong" in page
    assert "RuntimeError" not in page
    assert "a secret" not in page


def test_a_view_without_a_mark_is_refused(extra_pages, polite_client: Client) -> None:
    assert polite_client.get("/unmarked/").status_code == 403


def test_an_unknown_address_is_a_page_with_ways_on(polite_client: Client) -> None:
    response = polite_client.get("/nothing/here/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()
    assert 'href="/"' in response.content.decode()


@pytest.mark.parametrize("address", ["/%00", "/about/%00/", "/consultations/%00/", "/?page=%00", "/about/?a=b&c=%00"])
def test_null_bytes_are_a_bad_request(address: str, polite_client: Client) -> None:
    response = polite_client.get(address)
    assert response.status_code == 400
    assert "We could not read that request" in response.content.decode()


def test_a_host_that_is_not_ours_is_a_bad_request(polite_client: Client) -> None:
    assert polite_client.get("/about/", headers={"host": "evil.example"}).status_code == 400


def test_an_upload_above_the_limit_is_refused_unread(extra_pages, polite_client: Client, settings) -> None:
    settings.LARGEST_UPLOAD = 1024 * 1024
    large = SimpleUploadedFile("scan.pdf", b"x" * (3 * 1024 * 1024))
    response = polite_client.post("/form/", {"file": large})
    assert response.status_code == 413
    assert "up to 1 megabytes" in response.content.decode()


def test_too_many_fields_are_a_bad_request(extra_pages, polite_client: Client, settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    assert polite_client.post("/form/", {f"field{n}": "x" for n in range(11)}).status_code == 400


def test_a_stale_form_says_what_to_do(db) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/accounts/login/", {"login": "a@example.org", "password": "x"})
    assert response.status_code == 403
    assert "This form was open too long" in response.content.decode()


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text(max_size=60), query=st.text(max_size=60))
def test_no_address_breaks_the_site(path: str, query: str, polite_client: Client, told) -> None:
    response = polite_client.get("/" + path.lstrip("/"), query_params={"q": query})
    assert response.status_code < 500


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.binary(max_size=40))
def test_no_query_breaks_the_site(query: bytes, polite_client: Client, told) -> None:
    response = polite_client.get("/", QUERY_STRING=query.decode("latin-1"))
    assert response.status_code < 500
