from __future__ import annotations

from collections.abc import Callable, Iterable

from folkmoot.ground.base.policies import Actor

from ..queries import SCOPES, Scopes, SubjectScope


def register_scope(
    model_label: str,
    scope: Callable[[str], Scopes] = lambda _key: None,
    *,
    readers: Iterable[str] = (),
    concerns: Callable[[Actor, str], bool] | None = None,
) -> None:
    """Say where the records of a model lie, for the documents that belong to them; call it from the app's `ready()`.

    `scope` gets the record's key and gives `organisation:KEY`, `body:KEY` or `service:KEY` (None: everywhere only),
    or several of these where partners share a record.
    `readers` are the roles that may read exempt and confidential documents of these records, instead of the standing
    ones (`policies.READERS`). Where scopes cannot say who reads it, `concerns` gets somebody with such a role, held
    anywhere, and the record's key, and says whether the record is theirs.
    """
    SCOPES[model_label.lower()] = SubjectScope(scope, frozenset(readers), concerns)
