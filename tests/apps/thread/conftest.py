from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db.models.signals import pre_delete

from folkmoot.ground.base.models import Setting
from folkmoot.ground.notify.models import Message
from folkmoot.ground.thread.enums import KINDS, RECORDS
from folkmoot.ground.thread.public import register_record


@pytest.fixture(autouse=True)
def records(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings and messages stand in for the records of domains: a setting is public unless its value is "private"."""
    kept, kinds = dict(RECORDS), dict(KINDS)
    register_record(
        "base.setting",
        title=lambda setting: setting.key,
        url=lambda setting: f"/settings/{setting.key}/",
        is_public=lambda setting: setting.value != "private",
        noun="setting",
        nouns="settings",
        only_public=lambda settings: settings.exclude(value="private"),
    )
    register_record(
        "notify.message",
        title=lambda message: message.subject,
        url=lambda message: f"/messages/{message.pk}/",
        is_public=lambda message: message.batch != "private",
        noun="message",
        nouns="messages",
    )
    yield
    for registry, before in ((RECORDS, kept), (KINDS, kinds)):
        registry.clear()
        registry.update(before)
    for model in (Setting, Message):
        if model._meta.label_lower not in kept:
            pre_delete.disconnect(sender=model, dispatch_uid=f"thread:{model._meta.label_lower}")


@pytest.fixture
def setting(db: None) -> Callable[..., Setting]:
    def make(key: str, value: Any = "open") -> Setting:
        return Setting.objects.create(key=key, value=value)

    return make
