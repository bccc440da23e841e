"""A walk from link to link, as a resident and as each who works here: axe-core finds nothing, and 320 px are enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page
from tests.journeys.looking import Faults
from tests.journeys.people import sign_in

from driving.real_site import RealSite
from folkmoot.ground.base.policies import access_of

pytestmark = [pytest.mark.journey, pytest.mark.slow]

# Of pages made by one view this many are opened: the second shows what one record alone does not. Who works here sees
# pages for everybody with no more than a line added, and opens one of each.
OF_EACH = 2
OF_EACH_FOR_EVERYBODY = 1
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => new URL(a.getAttribute('href'), location).href)"
LEAVING = {"account_logout"}


@dataclass
class Walk:
    """What a walk has seen: how many pages of each view, what was a file to keep, and what was wrong."""

    page: Page
    home: str
    of_public: int = OF_EACH
    faults: Faults = field(default_factory=Faults)
    opened: Counter[str] = field(default_factory=Counter)
    files: set[str] = field(default_factory=set)

    def from_(self, *paths: str) -> Walk:
        waiting, known = list(paths), set(paths)
        while waiting:
            path = waiting.pop(0)
            view = view_of(path)
            if view is None or view in LEAVING or self.opened[view] >= self.most(path) or view in self.files:
                continue
            for link in self.open(path, view):
                if link not in known:
                    known.add(link)
                    waiting.append(link)
        return self

    def most(self, path: str) -> int:
        access = access_of(resolve(urlsplit(path).path).func)
        return self.of_public if access and access.public else OF_EACH

    def open(self, path: str, view: str) -> list[str]:
        try:
            answer = self.page.goto(path)
        except Error as problem:
            if "Download is starting" not in str(problem):
                raise
            self.files.add(view)
            return []
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            self.files.add(view)
            return []
        self.opened[view] += 1
        if answer.status != 200:
            self.faults.lines.append(f"{path} – came with {answer.status}")
        self.faults.look_at(self.page)
        return [within for link in self.page.evaluate(LINKS) if (within := self.path_of(link))]

    def path_of(self, link: str) -> str:
        parts = urlsplit(link)
        if f"{parts.scheme}://{parts.netloc}" != self.home:
            return ""
        return parts.path + (f"?{parts.query}" if parts.query else "")


def view_of(path: str) -> str | None:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None


@pytest.fixture(scope="module")
def kent(loaded_site: Callable[[str], RealSite], tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealSite]:
    """One site for all walks: they only read."""
    site = loaded_site("kent-2011").copy_to(tmp_path_factory.mktemp("walked") / "site")
    try:
        site.start()
        yield site
    finally:
        site.kill()


def test_every_page_that_a_resident_can_come_to(kent: RealSite, window: Callable[..., Page]) -> None:
    Walk(window(kent), kent.address).from_("/").faults.refuse()


@pytest.mark.parametrize("role", ["engagement_officer", "administrator", "analyst"])
def test_every_page_that_those_who_work_here_can_come_to(
    role: str, kent: RealSite, window: Callable[..., Page]
) -> None:
    page = window(kent)
    sign_in(page, role)
    Walk(page, kent.address, OF_EACH_FOR_EVERYBODY).from_("/desk/", "/").faults.refuse()
