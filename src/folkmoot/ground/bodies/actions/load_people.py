"""Load `bodies/people.csv`, `posts.csv` and `memberships.csv` of a pack."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.public import put_rows
from folkmoot_core.packfiles import Report, Row, read_csv

from ..enums import Standing
from ..models import Membership, Organisation, Person, Post
from .load_organisations import read_key, read_reference

# What tells two memberships apart: one person may hold two roles in one body, or one role at two times.
MEMBERSHIP_KEY = ("person_id", "organisation_id", "post_id", "role", "start_date")
MEMBERSHIP_COLUMNS = ("person", "organisation", "post", "role")
MEMBERSHIP_OPTIONAL = (
    *("on_behalf_of", "tier", "category", "standing", "party"),
    *("start_date", "end_date", "notice_given_on", "source"),
)
ORGANISATIONS = "organisations.csv"
LONGEST = {"role": 120, "tier": 40, "category": 80, "party": 80, "source": 300}


def load_people(path: Path, report: Report) -> int:
    """Put the people of the table there. Returns how many rows it has."""
    rows = read_csv(path, report, required=("key", "name"), optional=("honorific",), unique=("key",))
    wanted = [
        Person(key=key, name=row.text("name", 200) or key, honorific_prefix=row.text("honorific", 40))
        for row in rows
        if (key := read_key(row, "key"))
    ]
    put_rows(wanted, existing=Person.objects.filter(key__in=[person.key for person in wanted]), key=("key",))
    return len(rows)


def load_posts(path: Path, report: Report) -> int:
    """Put the posts of the table there. Returns how many rows it has."""
    rows = read_csv(path, report, required=("key", "label", "organisation"), unique=("key",))
    organisations = dict(Organisation.objects.values_list("key", "pk"))
    wanted = []
    for row in rows:
        key, label = read_key(row, "key", longest=120), row.text("label", 200)
        organisation = read_reference(row, "organisation", organisations, ORGANISATIONS, blank=False)
        if key and organisation:
            wanted.append(Post(key=key, label=label or key, organisation_id=organisations[organisation]))
    put_rows(wanted, existing=Post.objects.filter(key__in=[post.key for post in wanted]), key=("key",))
    return len(rows)


def load_memberships(path: Path, report: Report) -> int:
    """Put the memberships of the table there. Returns how many rows it has."""
    rows = read_csv(
        path,
        report,
        required=MEMBERSHIP_COLUMNS,
        optional=MEMBERSHIP_OPTIONAL,
        unique=(*MEMBERSHIP_COLUMNS, "start_date"),
    )
    people = dict(Person.objects.values_list("key", "pk"))
    posts = dict(Post.objects.values_list("key", "pk"))
    organisations = dict(Organisation.objects.values_list("key", "pk"))
    wanted = [_membership(row, people, organisations, posts) for row in rows]
    held = Membership.objects.filter(organisation_id__in={each.organisation_id for each in wanted if each})
    put_rows([each for each in wanted if each], existing=held, key=MEMBERSHIP_KEY)
    return len(rows)


def _membership(
    row: Row, people: dict[str, int], organisations: dict[str, int], posts: dict[str, int]
) -> Membership | None:
    person = read_reference(row, "person", people, "people.csv")
    organisation = read_reference(row, "organisation", organisations, ORGANISATIONS, blank=False)
    post = read_reference(row, "post", posts, "posts.csv")
    behalf = read_reference(row, "on_behalf_of", organisations, ORGANISATIONS)
    if not row["person"].strip() and not row["post"].strip():
        row.fault(
            "person", _("Neither a person nor a post is named."), _("Name one; a post without a person is vacant.")
        )
    begins, ends = row.date("start_date", partial=True), row.date("end_date", partial=True)
    if begins and ends and ends.last < begins.first:
        row.fault("end_date", _("The membership ends before it begins."), _("Mend one of the two dates."))
    texts = {name: row.text(name, most, blank=True) for name, most in LONGEST.items()}
    if not organisation:
        return None
    return Membership(
        person_id=people.get(person),
        organisation_id=organisations[organisation],
        post_id=posts.get(post),
        on_behalf_of_id=organisations.get(behalf),
        start_date=str(begins or ""),
        end_date=str(ends or ""),
        notice_given_on=row.date("notice_given_on"),
        standing=row.choice("standing", Standing.values),
        **texts,
    )
