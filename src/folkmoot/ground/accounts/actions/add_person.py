from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from folkmoot.ground.accounts.adapters import verify_address
from folkmoot.ground.accounts.models import User
from folkmoot.ground.accounts.policies import check_manage_people
from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid


def add_person(
    *,
    email: str,
    name: str,
    by: Actor,
    reason: str = "",
    password: str | None = None,
    password_hash: str = "",
    address_is_theirs: bool = False,
    is_demo: bool = False,
) -> User:
    """Make an account without any role.

    Without `password` (or `password_hash`, already made) nobody can sign in to it until they accept an invitation.
    `address_is_theirs` is for whoever vouches for the address: then no letter has to prove it.
    Raises `Invalid` for a bad or taken address and a missing name.
    """
    check_manage_people(by)
    email, name = email.strip().lower(), name.strip()
    _check(email, name)
    try:
        with transaction.atomic():
            person = User.objects.create_user(email, None, name=name, is_demo=is_demo)
            if password or password_hash:
                person.password = password_hash
                if password:
                    person.set_password(password)
                person.save(update_fields=["password"])
            if address_is_theirs:
                verify_address(person)
            record(verb="person.added", subject=person, by=by, changes={"email": ["", email]}, reason=reason)
    except IntegrityError as clash:
        raise Invalid([_taken(email)]) from clash
    return person


def _check(email: str, name: str) -> None:
    faults = []
    try:
        validate_email(email)
    except ValidationError:
        faults.append(Fault("email", f"'{email}' is not an e-mail address.", "Write it like name@example.org."))
    if not name:
        faults.append(Fault("name", "The name is missing.", "Write the name that colleagues know."))
    if User.objects.filter(email__iexact=email).exists():
        faults.append(_taken(email))
    if faults:
        raise Invalid(faults)


def _taken(email: str) -> Fault:
    return Fault("email", f"Somebody has an account with the address {email}.", "Find them in the list of people.")
