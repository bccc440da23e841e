"""What pages are dressed in: built whole, nothing of central government's, nothing fetched from elsewhere."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

import folkmoot.site

BUILT = Path(folkmoot.site.__path__[0]) / "static/folkmoot"


@pytest.fixture(scope="module")
def style() -> str:
    return (BUILT / "folkmoot.css").read_text(encoding="utf-8")


def test_the_manifest_tells_what_is_there() -> None:
    listed = json.loads((BUILT / "manifest.json").read_text(encoding="utf-8"))
    assert {"folkmoot.css", "folkmoot.js", "images/favicon.svg"} <= set(listed)
    for name, said in listed.items():
        assert hashlib.sha256((BUILT / name).read_bytes()).hexdigest() == said["sha256"], f"{name}: run make setup"


@pytest.mark.parametrize("forbidden", ["GDS Transport", "crest", "@import", "@font-face"])
def test_nothing_of_central_governments_look_is_in_the_style_sheet(style: str, forbidden: str) -> None:
    assert forbidden.lower() not in style.lower()


def test_nothing_is_fetched_from_elsewhere(style: str) -> None:
    assert re.findall(r"url\((?!['\"]?data:)", style) == []
    script = (BUILT / "folkmoot.js").read_text(encoding="utf-8")
    assert "fetch(" not in script
    assert "import(" not in script


@pytest.mark.parametrize(
    "promise",
    ["--county-brand", "prefers-reduced-motion", "forced-colors:active", "@media print", ".fm-typing", ".fm-phases"],
)
def test_the_style_sheet_keeps_its_promises(style: str, promise: str) -> None:
    assert promise in style.replace("forced-colors: active", "forced-colors:active")


def luminance(colour: str) -> float:
    """Relative luminance of #rgb or #rrggbb, as WCAG 2.2 defines it."""
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("name", "background"),
    [
        ("--county-brand", "#fff"),
        ("--govuk-text-colour", "#fff"),
        ("--govuk-secondary-text-colour", "#f3f5f6"),
        ("--govuk-link-colour", "#f3f5f6"),
        ("--govuk-link-visited-colour", "#f3f5f6"),
        ("--govuk-error-colour", "#fff"),
        ("--govuk-success-colour", "#fff"),
        ("--govuk-focus-text-colour", "#ffd43b"),
    ],
)
def test_text_can_be_read_on_what_it_stands_on(style: str, name: str, background: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    colour = re.search(rf"{name}:\s*(#[0-9a-f]{{3,6}})", style)
    assert colour, f"{name} is not set"
    light, dark = sorted((luminance(colour[1]), luminance(background)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
