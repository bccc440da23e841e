"""Every word that is ours goes through gettext: shown by a language in which each translation stands in ⟦brackets⟧."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from tests.factories.site import Card, OutcomeCard, Told

from folkmoot.ground.accounts.models import RoleGrant, User
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.templatetags import parts

pytestmark = pytest.mark.django_db
OPEN, SHUT = "⟦", "⟧"
SILENT = {"script", "style"}
# Facts and names of others, which no translator changes.
DATA = {"Exampleshire", "www.lgo.org.uk", "sessionid", "csrftoken", "Accepted", "·", "!", "–"}
for card in (Card(), OutcomeCard()):
    DATA |= {str(value) for value in vars(card).values()}


class Words(HTMLParser):
    """Collects the texts that people see or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.inside.append(tag)
        self.found += [value for name, value in attrs if name in ("aria-label", "alt", "title") and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            self.inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.found.append(data)


@pytest.fixture
def brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    # Parts of the frame that were drawn without brackets a moment ago.
    monkeypatch.setattr(parts, "_kept", {})

    def one(message: str) -> str:
        return f"{OPEN}{message}{SHUT}"

    def several(singular: str, plural: str, number: int) -> str:
        return one(singular if number == 1 else plural)

    monkeypatch.setattr(translation._trans, "gettext", one)
    monkeypatch.setattr(translation._trans, "ngettext", several)
    monkeypatch.setattr(translation._trans, "pgettext", lambda context, message: one(message))


def untranslated(page: str) -> list[str]:
    words = Words()
    words.feed(page)
    left = []
    for text in words.found:
        outside = text
        while OPEN in outside and SHUT in outside.partition(OPEN)[2]:
            before, _, rest = outside.partition(OPEN)
            outside = before + " " + rest.partition(SHUT)[2]
        for fact in sorted(DATA, key=len, reverse=True):
            outside = outside.replace(fact, " ")
        if any(character.isalpha() for character in outside):
            left.append(" ".join(outside.split()))
    return left


def test_the_check_sees_what_was_forgotten() -> None:
    assert untranslated(f"<p>{OPEN}Hello{SHUT} Exampleshire</p><p>Forgotten</p><a aria-label='Also'></a>") == [
        "Forgotten",
        "Also",
    ]


@pytest.mark.parametrize(
    "address",
    [*("/", "/about/", "/accessibility/", "/privacy/", "/cookies/", "/complain/", "/performance/", "/data/"), "/none/"],
)
def test_every_word_of_a_public_page_can_be_translated(address, client: Client, told: Told, identity, brackets) -> None:
    identity(name="Exampleshire")
    told.keeping.overdue = [Card()]
    assert untranslated(client.get(address).content.decode()) == []


def test_every_word_of_the_desk_can_be_translated(client: Client, identity, brackets) -> None:
    identity(name="Exampleshire")
    person = User.objects.create_user("person@example.org", "a long password", name="Exampleshire")
    RoleGrant.objects.create(user=person, role=Role.ADMINISTRATOR)
    client.force_login(person)
    assert untranslated(client.get("/desk/").content.decode()) == []


@pytest.mark.parametrize("number", [400, 403, 404, 413, 429, 500])
def test_every_word_of_an_error_page_can_be_translated(number: int, identity, brackets, rf) -> None:
    identity(name="Exampleshire")
    page = render_to_string(f"errors/{number}.html", {"seconds": 30, "megabytes": 20}, request=rf.get("/"))
    assert untranslated(page) == []
