"""The front door of `bodies`."""

from .actions.edit_register import add_body, add_seat, edit_body, edit_seat
from .actions.load_pack import load_pack
from .exports import popolo
from .queries import Sittings, members_of, organisation_by_key, register, sittings_of

__all__ = [
    "Sittings",
    "add_body",
    "add_seat",
    "edit_body",
    "edit_seat",
    "load_pack",
    "members_of",
    "organisation_by_key",
    "popolo",
    "register",
    "sittings_of",
]
