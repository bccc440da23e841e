"""For residents. Starts only when it is safe to (see `folkmoot.site.checks`)."""

import os

from .base import *

PRODUCTION = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DEMO_PEOPLE_MAY_SIGN_IN = False
# Staff read residents' own words: a stolen password alone must not open them.
TWO_STEP = os.environ.get("FOLKMOOT_TWO_STEP", "staff")
