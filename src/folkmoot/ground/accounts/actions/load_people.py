"""The people of a demonstration, from a pack."""

from __future__ import annotations

from pathlib import Path

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from folkmoot.ground.accounts.models import RoleGrant, User, scope_form
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor
from folkmoot_core.packfiles import Report, Row, read_csv

from .add_person import add_person
from .change_roles import grant_role

DEMO_PASSWORD = "folkmoot-demo"  # noqa: S105 – everybody may know it: demo accounts are dead in production
REASON = "Demonstration people of the pack"


def load_people(*, folder: Path, report: Report, by: Actor) -> dict[str, int]:
    """Make the people of `demo/people.csv` (email, name, role, scope; a row a role). Faults go to `report`, and then
    nothing is written. Loading again adds only what is new. Returns {"demo people": how many the file names}."""
    path = folder / "demo" / "people.csv"
    if not path.exists():
        return {}
    faults_before = len(report.faults)
    columns = ("email", "role", "scope")
    rows = read_csv(path, report, required=("email", "name", "role"), optional=("scope",), unique=columns)
    known = {user.email: user for user in User.objects.filter(email__in=[_email(row) for row in rows])}
    for row in rows:
        _check(row, known)
    if len(report.faults) > faults_before:
        return {}
    held = set(RoleGrant.objects.filter(user__in=known.values()).values_list("user_id", "role", "scope"))
    password = _shared_hash()
    for row in rows:
        person = known.get(_email(row))
        if person is None:
            person = known[_email(row)] = add_person(
                email=row["email"],
                name=row["name"],
                by=by,
                reason=REASON,
                password_hash=password,
                address_is_theirs=True,
                is_demo=True,
            )
        scope = _scope(row)
        if (person.pk, row["role"].strip(), scope) not in held:
            grant_role(person=person, role=row["role"].strip(), scope=scope, by=by, reason=REASON)
    return {"demo people": len({_email(row) for row in rows})}


def _check(row: Row, known: dict[str, User]) -> None:
    try:
        validate_email(_email(row))
    except ValidationError:
        row.fault("email", f"'{row['email']}' is not an e-mail address.", "Write it like name@example.org.")
    row.text("name")
    row.choice("role", Role.values)
    try:
        scope_form(_scope(row))
    except ValidationError as problem:
        row.fault("scope", f"'{row['scope']}' is not a scope.", " ".join(problem.messages))
    person = known.get(_email(row))
    if person is not None and not person.is_demo:
        row.fault("email", "A real person has an account with this address.", "Use an address made up for the demo.")


def _shared_hash() -> str:
    """One hash for all, kept from an earlier load: hashing is slow by design, and everybody knows this password."""
    kept = User.objects.filter(is_demo=True).exclude(password="").values_list("password", flat=True).first()
    return kept if kept and check_password(DEMO_PASSWORD, kept) else make_password(DEMO_PASSWORD)


def _email(row: Row) -> str:
    return row["email"].strip().lower()


def _scope(row: Row) -> str:
    return row.get("scope", "").strip() or EVERYWHERE
