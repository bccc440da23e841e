from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from .. import policies
from ..models import Link
from ..queries import label_of

BATCH = 500


def link(kind: str, from_: Model, to: Model, by: Actor, *, public: bool = True, note: str = "") -> Link:
    """Tie `from_` to `to`. Saying it again changes nothing (or only `public` and `note`, where they differ).

    Raises Refused for residents, Invalid when the kind or a record does not fit.
    """
    policies.check_link(by)
    ends = _ends(kind, from_, to)
    try:
        with transaction.atomic():
            made = Link.objects.create(**ends, is_public=public, note=note[:300], made_by=by.name)
            record(verb="thread.linked", subject=from_, by=by, changes={kind: [None, f"{made.to_type}:{made.to_key}"]})
        return made
    except IntegrityError:
        known = Link.objects.get(**ends)
    return _amend(known, from_, by, public=public, note=note)


def unlink(kind: str, from_: Model, to: Model, by: Actor, *, reason: str = "") -> bool:
    """Untie two records; False when they were not tied. Raises Refused for residents."""
    policies.check_link(by)
    ends = _ends(kind, from_, to)
    with transaction.atomic():
        gone, _by_model = Link.objects.filter(**ends).delete()
        if gone:
            other = f"{ends['to_type']}:{ends['to_key']}"
            record(verb="thread.unlinked", subject=from_, by=by, changes={kind: [other, None]}, reason=reason)
    return bool(gone)


def link_many(
    kind: str, pairs: Iterable[tuple[Model, Model]], by: Actor, *, public: bool = True, note: str = ""
) -> int:
    """Tie many pairs (from, to) at once; pairs already tied are left as they are. Returns how many links are new.

    One audit entry for each record that is linked *to* (a theme, not each of its answers), with the keys that joined.
    """
    policies.check_link(by)
    wanted: dict[tuple[str, str, str, str], Model] = {}
    for from_, to in pairs:
        ends = _ends(kind, from_, to)
        wanted[ends["from_type"], ends["from_key"], ends["to_type"], ends["to_key"]] = to
    with transaction.atomic():
        known = _known(kind, wanted)
        fresh = [ends for ends in wanted if ends not in known]
        said = {"kind": kind, "is_public": public, "note": note[:300], "made_by": by.name}
        Link.objects.bulk_create(
            (Link(from_type=a, from_key=b, to_type=c, to_key=d, **said) for a, b, c, d in fresh),
            batch_size=BATCH,
            ignore_conflicts=True,
        )
        joined: dict[tuple[str, str], list[str]] = {}
        for from_type, from_key, to_type, to_key in fresh:
            joined.setdefault((to_type, to_key), []).append(f"{from_type}:{from_key}")
        subjects = {(ends[2], ends[3]): to for ends, to in wanted.items()}
        for end, keys in joined.items():
            record(verb="thread.linked_many", subject=subjects[end], by=by, changes={kind: [None, keys]})
    return len(fresh)


def unlink_many(kind: str, pairs: Iterable[tuple[Model, Model]], by: Actor, *, reason: str = "") -> int:
    """Untie many pairs (from, to) at once; pairs that are not tied are passed over. Returns how many were tied.

    One audit entry for each record that was linked *to*, with the keys that left. Raises Refused for residents.
    """
    policies.check_link(by)
    wanted: dict[tuple[str, str, str, str], Model] = {}
    for from_, to in pairs:
        ends = _ends(kind, from_, to)
        wanted[ends["from_type"], ends["from_key"], ends["to_type"], ends["to_key"]] = to
    with transaction.atomic():
        leaving: dict[tuple[str, str, str], list[str]] = {}
        subjects: dict[tuple[str, str, str], Model] = {}
        for pair in sorted(_known(kind, wanted) & wanted.keys()):
            from_type, from_key, to_type, to_key = pair
            leaving.setdefault((from_type, to_type, to_key), []).append(from_key)
            subjects[from_type, to_type, to_key] = wanted[pair]
        for group, keys in leaving.items():
            from_type, to_type, to_key = group
            known = Link.objects.filter(kind=kind, from_type=from_type, to_type=to_type, to_key=to_key)
            for start in range(0, len(keys), BATCH):
                known.filter(from_key__in=keys[start : start + BATCH]).delete()
            gone = [f"{from_type}:{key}" for key in keys]
            record(
                verb="thread.unlinked_many", subject=subjects[group], by=by, changes={kind: [gone, None]}, reason=reason
            )
    return sum(map(len, leaving.values()))


def _known(kind: str, wanted: dict[tuple[str, str, str, str], Model]) -> set[tuple[str, str, str, str]]:
    targets: dict[str, set[str]] = {}
    for _from_type, _from_key, to_type, to_key in wanted:
        targets.setdefault(to_type, set()).add(to_key)
    known: set[tuple[str, str, str, str]] = set()
    for to_type, keys in targets.items():
        ordered = sorted(keys)
        for start in range(0, len(ordered), BATCH):
            links = Link.objects.filter(kind=kind, to_type=to_type, to_key__in=ordered[start : start + BATCH])
            known.update(links.values_list("from_type", "from_key", "to_type", "to_key"))
    return known


def _ends(kind: str, from_: Model, to: Model) -> dict[str, str]:
    from_type, to_type = label_of(from_), label_of(to)
    policies.check_kind(kind, from_type, to_type)
    faults = [
        Fault(where, f"{label} is not saved yet.", "Save it before linking it.")
        for where, label, end in (("from", from_type, from_), ("to", to_type, to))
        if not end.pk
    ]
    if (from_type, from_.pk) == (to_type, to.pk):
        faults.append(Fault("to", _("A record cannot be tied to itself."), _("Choose another record.")))
    if faults:
        raise Invalid(faults)
    return {
        "kind": kind,
        "from_type": from_type,
        "from_key": str(from_.pk),
        "to_type": to_type,
        "to_key": str(to.pk),
    }


def _amend(known: Link, from_: Model, by: Actor, *, public: bool, note: str) -> Link:
    if (known.is_public, known.note) == (public, note[:300]):
        return known
    changes = {"public": [known.is_public, public], "note": [known.note, note[:300]]}
    known.is_public, known.note = public, note[:300]
    with transaction.atomic():
        known.save(update_fields=["is_public", "note"])
        record(verb="thread.link_changed", subject=from_, by=by, changes=changes)
    return known
