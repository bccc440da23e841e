"""How many queries each page of a site costs, once it is warm. A program, because it runs with the site's settings:
python -m driving.counting PATH … prints one JSON object, {path: queries}. The site has been served once before.
"""

from __future__ import annotations

import json
import sys

from folkmoot.site.cli import set_up_django


def main(paths: list[str]) -> None:
    set_up_django()
    from django.db import connection  # noqa: PLC0415 (only now does Django stand)
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    browser, counted = Client(SERVER_NAME="127.0.0.1"), {}
    for path in paths:
        browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            status = browser.get(path).status_code
        if status != 200:
            sys.exit(f"{path} came with {status}")
        counted[path] = len(queries)
    print(json.dumps(counted))


if __name__ == "__main__":
    main(sys.argv[1:])
