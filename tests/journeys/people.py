"""Signing in as one of the demonstration people, by the buttons that a demonstration shows."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def sign_in(page: Page, role: str) -> None:
    """`role` as in the packs' demo/people.csv: each role has one person, whose address begins with its first word."""
    page.goto("/accounts/login/")
    word = role.partition("_")[0]
    press(page, page.locator(f'form:has(input[value^="{word}@"]) button'))


def press(page: Page, button: Locator) -> None:
    """Press a button and wait until the page it leads to is there."""
    with page.expect_navigation():
        button.click()
