"""The checks of `make check` find what they look for: each is shown a fault, and its mended twin."""

from __future__ import annotations

from pathlib import Path

import pytest

import check_licences
import check_links
import check_secrets
import check_sizes


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "AGPLv3+", "GNU Affero General Public License v3", "GPLv2", ""])
def test_a_licence_that_does_not_go_with_ours_is_refused(licence: str) -> None:
    assert check_licences.fault_of("something", licence)


@pytest.mark.parametrize("licence", ["MIT", "LGPL-3.0-only", "GNU Lesser General Public License v3 (LGPLv3)", "BSD"])
def test_a_licence_that_goes_with_ours_is_let_through(licence: str) -> None:
    assert check_licences.fault_of("something", licence) is None


def test_licences_are_asked_of_what_dependencies_need_too() -> None:
    packages = check_licences.needed_at_run_time()
    assert {"django", "sqlparse", "psycopg-binary", "fido2"} <= set(packages), (
        "sqlparse comes with django, fido2 with mfa"
    )
    assert "djlint" not in packages, "what only developers run is not asked"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page in a project of its own, beside a page with two headings of one name."""
    monkeypatch.setattr(check_links, "ROOT", tmp_path)
    (tmp_path / "other.md").write_text("# One *thing*\n\n## Why?\n\n## Why?\n\n```\n# not a heading\n```\n")
    return tmp_path / "page.md"


@pytest.mark.parametrize(
    "link",
    ["other.md", "other.md#one-thing", "other.md#why-1", "https://example.org/x", "#here", "/other.md", "`[a](b)`"],
)
def test_a_link_that_leads_somewhere_is_let_through(page: Path, link: str) -> None:
    page.write_text(f"# Here\n\n{link if link.startswith('`') else f'[words]({link})'}\n")
    assert list(check_links.faults_in(page)) == []


@pytest.mark.parametrize("link", ["gone.md", "other.md#not-a-heading", "#nowhere", "../outside.md", "other.md#why-2"])
def test_a_link_that_leads_nowhere_is_told_with_its_line(page: Path, link: str) -> None:
    page.write_text(f"# Here\n\n[words]({link})\n")
    faults = list(check_links.faults_in(page))
    assert len(faults) == 1
    assert faults[0].startswith(f"page.md:3: {link}")


def test_a_long_function_and_a_long_file_are_refused(tmp_path: Path) -> None:
    function = "def walk():\n" + "    step()\n" * 60
    assert list(check_sizes.size_faults(tmp_path / "a.py", function)) == ["line 1: walk has 61 lines (at most 60)"]
    assert list(check_sizes.size_faults(tmp_path / "a.py", "def walk():\n" + "    step()\n" * 59)) == []
    assert len(list(check_sizes.size_faults(tmp_path / "a.py", "x = 1\n" * 401))) == 1
    assert list(check_sizes.size_faults(tmp_path / "a.py", "x = 1\n" * 400)) == []


def test_an_empty_name_is_refused_wherever_it_stands() -> None:
    assert list(check_sizes.name_faults(Path("src/folkmoot/helpers/dates.py")))
    assert list(check_sizes.name_faults(Path("src/folkmoot/utils.py")))
    assert list(check_sizes.name_faults(Path("src/folkmoot/ground/base/policies.py"))) == []


def test_a_county_in_the_product_is_refused() -> None:
    county = "K" + "ent"
    assert list(check_sizes.county_faults(f"first\nThe {county} form\n")) == [
        f"line 2: names '{county}'; a county belongs in its pack"
    ]
    assert list(check_sizes.county_faults("kentledge, Tashkent")) == []


@pytest.mark.parametrize(
    "words",
    [
        "-----BEGIN " + "RSA PRIVATE KEY-----",
        "AKIA" + "Q" * 16,
        "postgresql://folkmoot:" + "hunter22@db.example.org/folkmoot",
        "index-url = https://" + check_secrets.REGISTRY_HOSTS[0] + "/simple",
        "team-" + "-".join(["0a1b2c3d-0000-4000-8000-0123456789ab"] * 2),
    ],
)
def test_a_secret_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(check_secrets, "ROOT", tmp_path)
    page = tmp_path / "settings.txt"
    page.write_text(f"first line\n{words}\n")
    faults = list(check_secrets.faults_in(page))
    assert len(faults) == 1
    assert faults[0].startswith("settings.txt:2: ")


def test_an_example_of_an_address_is_no_secret(tmp_path: Path) -> None:
    page = tmp_path / "settings.txt"
    page.write_text(
        "DATABASE_URL=postgresql://USER@HOST/NAME\nhttp://127.0.0.1:8000/\n{scheme}://{user}:{password}@{host}\n"
    )
    assert list(check_secrets.faults_in(page)) == []
