"""What every page must be: without a fault that axe-core finds, no wider than a telephone, usable by keyboard alone."""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
NARROW = {"width": 320, "height": 640}

RUN_AXE = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(
    rule => `${rule.id}: ${rule.nodes.map(node => node.html.slice(0, 160)).slice(0, 3).join(' | ')}`)"""

TOO_WIDE = """() => {
    if (document.scrollingElement.scrollWidth <= innerWidth) return []
    const scrolls = element => { for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
        if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(up).overflowX)) return true
        return false }
    const wide = [...document.body.querySelectorAll('*')].filter(element =>
        element.getBoundingClientRect().right > innerWidth + 0.5 && !scrolls(element))
    const shown = wide.slice(-2).map(element => element.outerHTML.slice(0, 140))
    return [`${document.scrollingElement.scrollWidth} px: ` + shown.join(" | ")]
}"""

# The focus of a radio or a box is drawn on its label; of the rest on the element itself.
FOCUS = """() => {
    const at = document.activeElement
    if (!at || at === document.body) return null
    const looks = [getComputedStyle(at)]
    if (at.matches('input[type=radio], input[type=checkbox]') && at.labels[0])
        looks.push(getComputedStyle(at.labels[0], '::before'))
    const seen = looks.some(look => (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0)
        || look.boxShadow !== 'none')
    return {what: at.outerHTML.slice(0, 120), type: at.type || '', name: at.name || '', value: at.value || '',
        tag: at.tagName, seen}
}"""


# How a page is built, apart from its words: tags, classes and what assistive technology reads, where things that are
# alike and follow each other count once. Null for a page with an id twice, which shows only where all are counted.
BUILD = """() => {
    const ids = [...document.querySelectorAll('[id]')].map(element => element.id)
    if (new Set(ids).size < ids.length) return null
    const told = element => [...element.attributes].map(({name, value}) => name === 'id' || name === 'for' ? name
        : /^(class|role|type|lang|tabindex|hidden|scope|style)$/.test(name) ? `${name}=${value}`
        : /^aria-(?!label|describedby|controls)/.test(name) ? `${name}=${value}` : value.trim() ? name : `${name}=''`)
    const built = element => {
        const parts = []
        for (const child of element.childNodes) {
            const part = child.nodeType === Node.ELEMENT_NODE ? built(child)
                : child.nodeType === Node.TEXT_NODE && child.textContent.trim() ? '.' : ''
            if (part && part !== parts.at(-1)) parts.push(part)
        }
        return `${element.localName}[${told(element)}](${parts.join('')})`
    }
    const main = document.querySelector('main'), inner = main ? built(main) : ''
    return [inner, built(document.documentElement).replace(inner, 'main')]
}"""


class LookedAt:
    """What pages this run has looked at were built like, in whichever of its processes: each has a line in a file."""

    def __init__(self) -> None:
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid4().hex
        self.file = Path(tempfile.gettempdir()) / f"folkmoot-looked-at-{run}"

    def has_all(self, builds: set[str]) -> bool:
        """Whether each was there before; from now on it is. Whoever writes it first is the one who looks."""
        with self.file.open("a+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            new = builds - set(file.read().split())
            file.writelines(f"{build}\n" for build in new)
        return not new


_looked_at = LookedAt()
atexit.register(_looked_at.file.unlink, missing_ok=True)


def is_like_one_before(page: Page) -> bool:
    """Whether pages built like this one, its frame and its main part, were looked at in this run at this width."""
    width = (page.viewport_size or NARROW)["width"]
    parts = page.evaluate(BUILD)
    if parts is None:
        return False
    return _looked_at.has_all({hashlib.sha256(f"{width} {part}".encode()).hexdigest() for part in parts})


@cache
def axe_source() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@dataclass
class Faults:
    """What is wrong with the pages that were looked at, each line with the address of its page."""

    lines: list[str] = field(default_factory=list)

    def look_at(self, page: Page) -> None:
        """Axe, then the same page at 320 px, then back to the width it was shown at.

        A click returns when the next page begins to come, which on a busy machine is before there is anything on it.
        """
        page.wait_for_load_state()
        if not is_like_one_before(page):
            self.add(page, "axe", axe_faults(page))
        before = page.viewport_size
        page.set_viewport_size(NARROW)
        self.add(page, "wider than 320 px", page.evaluate(TOO_WIDE))
        if before:
            page.set_viewport_size(before)

    def add(self, page: Page, kind: str, found: list[str]) -> None:
        self.lines.extend(f"{page.url.partition('//')[2].partition('/')[2]} – {kind}: {line}" for line in found)

    def refuse(self) -> None:
        """Fail with every line, not with the first few."""
        if self.lines:
            pytest.fail("\n".join(["Pages are not as they must be:", *self.lines]), pytrace=False)


def axe_faults(page: Page) -> list[str]:
    with able_to_run_scripts(page) as shown:
        shown.evaluate(axe_source())
        return list(shown.evaluate(RUN_AXE))


@contextmanager
def able_to_run_scripts(page: Page) -> Iterator[Page]:
    """The page itself, or, from a browser without scripts, its twin in one where axe-core can run, but none of ours."""
    if page.evaluate("matchMedia('(scripting: enabled)').matches") or page.context.browser is None:
        yield page
        return
    as_it_stands, context = page.content(), page.context.browser.new_context(viewport=page.viewport_size)
    context.route("**/*.js", lambda route: route.abort())
    context.route(
        lambda address: address == page.url, lambda route: route.fulfill(body=as_it_stands, content_type="text/html")
    )
    try:
        twin = context.new_page()
        twin.goto(page.url)
        yield twin
    finally:
        context.close()


def tab_to(page: Page, *, type_: str = "submit", value: str = "", most: int = 400) -> list[dict[str, Any]]:
    """Press Tab until a control of that type and value has the focus. Returns all that had it on the way.

    Fails when it never comes, or when the focus could not be seen somewhere.
    """
    way = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUS)
        if focused is None:
            continue
        way.append(focused)
        assert focused["seen"], f"the focus cannot be seen on {focused['what']}"
        if focused["type"] == type_ and value in ("", focused["value"]):
            return way
    raise AssertionError(f"Tab never came to a {type_} {value}: {[step['what'] for step in way][-5:]}")
