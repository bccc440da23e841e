"""What the views of this app have in common: who asks, and what is not there."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from folkmoot.ground.base.policies import Access, actor_of

from ..adapters.books import Book
from ..models import Budget
from ..policies import KEEPERS
from ..queries.books import book_of
from ..queries.visible import budgets_kept_by, sight_of, visible_budgets

FOR_KEEPERS = Access(roles=frozenset(KEEPERS))
AS_PUBLIC = "public"


def budget_or_404(request: HttpRequest, key: str) -> Budget:
    return get_object_or_404(visible_budgets(actor_of(request)), key=key)


def kept_or_404(request: HttpRequest, key: str) -> Budget:
    """The budget, for those who keep it."""
    return get_object_or_404(budgets_kept_by(actor_of(request)), key=key)


def book_or_404(request: HttpRequest, key: str) -> Book:
    """As the reader may see it; with `?as=public` as everybody does."""
    budget = budget_or_404(request, key)
    sight = sight_of(budget, actor_of(request), as_public=request.GET.get("as") == AS_PUBLIC)
    return book_of(budget, sight)
