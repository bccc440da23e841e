"""The front door of `bodies`."""

from .actions.edit_register import add_body, add_seat, edit_body, edit_seat
from .actions.load_pack import load_pack
from .actions.register_link import register_body_link
from .exports import popolo
from .forms import partial_day_field
from .queries import (
    Sittings,
    all_sittings,
    holds_on,
    members_of,
    organisation_by_key,
    organisations_of,
    register,
    sittings_of,
    vacancies_of,
)

__all__ = [
    "Sittings",
    "add_body",
    "add_seat",
    "all_sittings",
    "edit_body",
    "edit_seat",
    "holds_on",
    "load_pack",
    "members_of",
    "organisation_by_key",
    "organisations_of",
    "partial_day_field",
    "popolo",
    "register",
    "register_body_link",
    "sittings_of",
    "vacancies_of",
]
