#!/usr/bin/env python
"""Django's own commands, for developers: `.venv/bin/python manage.py makemigrations`. People run `folkmoot`."""

from __future__ import annotations

import sys

from django.core.management import execute_from_command_line

from folkmoot.site.mode import choose_settings

if __name__ == "__main__":
    choose_settings(default="demo")
    execute_from_command_line(sys.argv)
