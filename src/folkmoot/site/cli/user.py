"""Make an account from the command line: the first administrator cannot be made on a page."""

from __future__ import annotations

import argparse
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from folkmoot.ground.accounts.public import add_person, grant_role, invite_person
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import SYSTEM
from folkmoot_core.values import Fault, Invalid

HELP = "Make an account, for one the first administrator"
REASON = "Made on the command line"


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = verbs.add_parser("add", description="make an account and print a link that lets its owner choose a password")
    add.add_argument("--email", required=True, help="address they sign in with")
    add.add_argument("--name", required=True, help="name that colleagues know")
    add.add_argument("--administrator", action="store_true", help="may manage people and everything else")
    add.add_argument("--password-stdin", action="store_true", help="read the password from standard input; no link")


def run(args: argparse.Namespace) -> int:
    password = read_password() if args.password_stdin else None
    with transaction.atomic():
        person = add_person(
            email=args.email,
            name=args.name,
            by=SYSTEM,
            reason=REASON,
            password=password,
            address_is_theirs=password is not None,
        )
        if args.administrator:
            grant_role(person=person, role=Role.ADMINISTRATOR, by=SYSTEM, reason=REASON)
        link = "" if password else invite_person(person=person, by=SYSTEM, reason=REASON)
    print(f"{person.email} has an account{' as administrator' if args.administrator else ''}.")
    if link:
        print(f"They choose their password at\n{link}")
    return 0


def read_password() -> str:
    """One line of standard input, as strong as the pages ask for."""
    password = sys.stdin.readline().rstrip("\r\n")
    try:
        validate_password(password)
    except ValidationError as weak:
        raise Invalid([Fault("password", sentence) for sentence in weak.messages]) from weak
    return password
