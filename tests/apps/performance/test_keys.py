"""Another system sends figures with a key: of its own body alone, once, with the whole history."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import UserFactory
from tests.factories.performance import a_county, make_indicator

from folkmoot.domains.performance.models import FigureKey, Observation, Revision

pytestmark = pytest.mark.django_db


def test_an_officer_gives_a_key_and_a_system_sends_figures_with_it(client: Client) -> None:
    county, indicator, other = a_county(), make_indicator(), make_indicator()
    client.force_login(UserFactory(roles=[("performance_officer", indicator.scope)], name="Pat"))
    keep = reverse("performance:keep_keys")
    assert client.post(keep, {"owner": other.owner.pk, "name": "Tills"}).status_code == 422, "not her body"
    page = client.post(keep, {"owner": indicator.owner.pk, "name": "Tills"}).content.decode()
    secret = re.findall(r"not shown again.*?<code[^>]*>([^<]+)</code>", page, re.DOTALL)[0]
    assert secret not in client.get(keep).content.decode()
    assert secret not in str(FigureKey.objects.values())

    def send(*figures: object, key: str = secret, asked: str = "") -> tuple[int, dict[str, object]]:
        answer = Client(enforce_csrf_checks=True).put(
            reverse("performance:receive_figures") + asked,
            {"figures": figures},
            "application/json",
            headers={"Authorization": f"Bearer {key}"},
        )
        return answer.status_code, answer.json()

    def figure(value: object, **more: object) -> dict[str, object]:
        return {"indicator": indicator.key, "place": county.code, "period": "2026-01", "value": value} | more

    assert send(figure(50), asked="?only_look=yes") == (200, {"new": 1, "changed": 0, "same": 0, "kept": False})
    assert not Observation.objects.exists()
    assert send(figure(50)) == (200, {"new": 1, "changed": 0, "same": 0, "kept": True})
    assert send(figure(50)) == (200, {"new": 0, "changed": 0, "same": 1, "kept": True}), "the same again"
    status, said = send(figure(51), figure("much", period="2026-02"))
    assert status == 422
    assert [(each["figure"], each["field"]) for each in said["faults"]] == [(2, "value")]  # type: ignore[attr-defined]
    status, said = send(figure(51))
    assert (status, said["faults"][0]["field"]) == (422, "reason")  # type: ignore[index]
    assert send(figure(51, reason="Counted again"))[1]["changed"] == 1
    assert [(each.value, each.route, each.by_name) for each in Revision.objects.order_by("number")] == [
        (50, "system", "Tills"), (51, "system", "Tills"),
    ]  # fmt: skip
    assert send(figure(1, indicator=other.key))[0] == 422, "another body's"
    assert send(figure(50), key="wrong")[0] == 401
    for body in (
        "[1]",
        "{",
        '{"figures": [1]}',
        '{"figures": []}',
        '{"figures": [{}]}',
        '{"figures": [{"value": {}}]}',
    ):
        answer = Client().post(
            reverse("performance:receive_figures"),
            body,
            "application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )
        assert answer.status_code == 422, body
    client.post(keep, {"end": FigureKey.objects.get().pk})
    assert send(figure(50))[0] == 401
