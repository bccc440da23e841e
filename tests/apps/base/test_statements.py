"""Statements worked out once write and read what the ORM would."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from django.forms import model_to_dict

from folkmoot.ground.base.public import PreparedQuery, insert
from folkmoot.ground.intake.models import Arrival

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MOMENT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def arrival(key: str, **others: object) -> Arrival:
    fields = {"kind": "response", "channel": "web", "received_at": MOMENT, "received_on": date(2026, 3, 1)}
    return Arrival(**{"reference": f"R-{key}", "key": key} | fields | others)


def test_an_inserted_row_is_the_one_that_the_orm_would_write() -> None:
    ours, theirs = arrival("ours", words="“Ünfit” % ' \\ words\n"), arrival("theirs", words="“Ünfit” % ' \\ words\n")
    insert(ours)
    theirs.save()
    kept = [model_to_dict(Arrival.objects.get(key=key)) for key in ("ours", "theirs")]
    assert kept[0] | {"id": 0, "key": "", "reference": ""} == kept[1] | {"id": 0, "key": "", "reference": ""}
    assert ours.pk == kept[0]["id"]
    ours.logged_by = "Somebody"
    ours.save()
    assert Arrival.objects.get(key="ours").logged_by == "Somebody"


def test_several_rows_go_in_with_one_statement(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        insert(arrival("a"), arrival("b"), arrival("c"))
    assert set(Arrival.objects.values_list("key", flat=True)) == {"a", "b", "c"}


def test_what_the_database_refuses_is_raised() -> None:
    insert(arrival("same"))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(arrival("same", reference="R-other"))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(arrival("held", state="held"))


def test_a_prepared_query_gives_what_its_queryset_gives() -> None:
    insert(arrival("k", words="yes"), arrival("l", words="no"))
    query = PreparedQuery(lambda words, key: Arrival.objects.filter(words=words, key=key).values_list("reference"), 2)
    assert query.first("yes", "k") == ("R-k",)
    assert query.first("no", "l") == ("R-l",)
    assert query.first("no", "k") is None
    assert query.first("' OR 1=1 --", "k") is None


def test_a_prepared_query_refuses_conditions_that_are_no_words() -> None:
    query = PreparedQuery(lambda key: Arrival.objects.filter(key=key, received_on=date(2026, 3, 1)).values_list("id"))
    with pytest.raises(ImproperlyConfigured):
        query.first("k")
