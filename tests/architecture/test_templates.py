"""Every template compiles and is used; every static file that one asks for is there; none carries script or style."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "folkmoot"
# Replaced by libraries, which ask for them by these names, and by Django itself.
ASKED_FOR_BY_LIBRARIES = (
    *("account/", "allauth/", "mfa/", "socialaccount/", "openid/", "usersessions/"),
    *("django/forms/", "400.html", "403.html", "404.html", "429.html", "500.html"),
)
TEMPLATES = sorted(
    (path for path in SOURCE.rglob("templates/**/*") if path.suffix in (".html", ".txt", ".svg", ".xml")), key=str
)
SOURCES = [path for path in [*SOURCE.rglob("*.py"), *TEMPLATES] if "migrations" not in path.parts]


def name_of(template: Path) -> str:
    """The name under which templates find each other: the path below `templates/`."""
    parts = template.parts
    return "/".join(parts[len(parts) - parts[::-1].index("templates") :])


def mentions(text: str, name: str) -> bool:
    """By its whole name; for a template chosen by a key (question kinds), by its folder and what follows in braces; for
    a message, by the name that `tell` takes, which leaves out the folder and the ending."""
    names = {name, re.sub(r"^notify/(.*)\.\w+$", r"\1", name)}
    if any(f'"{each}"' in text or f"'{each}'" in text for each in names):
        return True
    folder = name.rpartition("/")[0]
    return bool(folder and re.search(rf"""["']{re.escape(folder)}/[^"']*\{{""", text))


def unused(templates: list[Path], sources: list[Path]) -> list[str]:
    texts = {path: path.read_text(encoding="utf-8") for path in sources}
    left = []
    for template in templates:
        name = name_of(template)
        if name.startswith(ASKED_FOR_BY_LIBRARIES):
            continue
        if not any(mentions(text, name) for path, text in texts.items() if path != template):
            left.append(name)
    return left


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_template_compiles(template: Path) -> None:
    assert engines["django"].get_template(name_of(template))


def test_every_template_is_used() -> None:
    assert unused(TEMPLATES, SOURCES) == []


def test_an_unused_template_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "site"
    folder.mkdir(parents=True)
    used, forgotten = folder / "used.html", folder / "forgotten.html"
    used.write_text("")
    forgotten.write_text('{% include "site/forgotten.html" %}')
    view = tmp_path / "view.py"
    view.write_text('template_name = "site/used.html"')
    assert unused([used, forgotten], [used, forgotten, view]) == ["site/forgotten.html"]


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_static_files_that_a_template_asks_for_are_there(template: Path) -> None:
    asked = re.findall(r"""{%\s*static\s+["']([^"']+)["']""", template.read_text(encoding="utf-8"))
    assert [path for path in asked if finders.find(path) is None] == []


@pytest.mark.parametrize("template", [path for path in TEMPLATES if path.suffix == ".html"], ids=name_of)
def test_no_template_carries_script_or_style(template: Path) -> None:
    """The content security policy refuses both, so they would do nothing but fill the log. Linked data (JSON-LD) is a
    data block, which nobody runs and no policy refuses (HTML 4.12.1)."""
    script = r"""<script(?![^>]*(?:\ssrc=|\stype="application/ld\+json"))"""
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|" + script, text)


def test_every_test_has_something_to_look_at() -> None:
    assert len(TEMPLATES) > 20
