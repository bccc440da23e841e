"""Test clients that are made without looking for the style sheets and scripts each time.

Django makes all middleware anew for each client, and WhiteNoise looks through the folders of static files when it is
made: more work than the page that most tests ask for.
"""

from __future__ import annotations

from typing import Any

from whitenoise.middleware import WhiteNoiseMiddleware


def keep_lists_of_static_files() -> None:
    """What WhiteNoise found for one client holds for the next of the same settings: no run adds a file."""
    real = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[tuple[Any, ...], dict[str, Any]] = {}

    def add(self: WhiteNoiseMiddleware) -> None:
        key = (self.static_prefix, self.static_root, self.max_age, self.charset, self.allow_all_origins)
        if key not in found:
            before = set(self.files)
            real(self)
            found[key] = {url: file for url, file in self.files.items() if url not in before}
        self.files.update(found[key])

    WhiteNoiseMiddleware.add_files_from_finders = add
