"""What all modes share. An administrator sets it through the environment, never by editing this file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url

from .environment import networks, number, words
from .signing_in import *

SITE_ROOT = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("FOLKMOOT_DATA", "var")).resolve()

SECRET_KEY = os.environ.get("FOLKMOOT_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = words("FOLKMOOT_HOSTS")
CSRF_TRUSTED_ORIGINS = words("FOLKMOOT_ORIGINS")
# The address people reach the site at; letters and e-mails need it whole.
PUBLIC_URL = os.environ.get("FOLKMOOT_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
DEMO = False
PRODUCTION = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "folkmoot.ground.base",
    "folkmoot.ground.audit",
    "folkmoot.ground.accounts",
    "folkmoot.ground.places",
    "folkmoot.ground.bodies",
    "folkmoot.ground.documents",
    "folkmoot.ground.intake",
    "folkmoot.ground.notify",
    "folkmoot.ground.thread",
    "folkmoot.domains.compact",
    "folkmoot.domains.complaints",
    "folkmoot.domains.consultations",
    "folkmoot.domains.incidents",
    "folkmoot.domains.reviews",
    "folkmoot.domains.risks",
    "folkmoot.domains.partnerships",
    "folkmoot.domains.performance",
    "folkmoot.domains.meetings",
    "folkmoot.domains.money",
    "folkmoot.domains.plans",
    "folkmoot.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "folkmoot.site.middleware.ContentPolicyMiddleware",
    "folkmoot.site.middleware.PrivatePagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    # Outside of what refuses requests, so that the API says that in its own form.
    "folkmoot.domains.incidents.middleware.Open311ErrorsMiddleware",
    "folkmoot.site.middleware.PlausibleRequestMiddleware",
    "folkmoot.site.middleware.PostRateMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "folkmoot.ground.accounts.middleware.ActorMiddleware",
]
# Views of these modules decide for themselves who may come in (sign-in, static files); all others carry a mark of ours.
VIEWS_WITH_THEIR_OWN_DOOR = ("allauth.", "django.views.static", "django.views.i18n")

ROOT_URLCONF = "folkmoot.site.urls"
WSGI_APPLICATION = "folkmoot.site.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "folkmoot.site.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "folkmoot.site.form_renderer.PageRenderer"


def database(url: str) -> dict[str, Any]:
    """SQLite is set up so that an acknowledged write survives a power cut (WAL with synchronous=FULL), and so
    that two writers queue rather than fail (IMMEDIATE)."""
    config: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=None, conn_health_checks=False))
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # secure_delete: what is deleted or written over is wiped, so that forgotten words are not left in the file.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"
                "PRAGMA secure_delete=ON;"
            ),
        }
    return config


DATABASES = {"default": database(os.environ.get("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'folkmoot.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [SITE_ROOT / "locale"]
# A language is offered once its translations are there: text that says it is Welsh and is not, misleads screen readers.
LANGUAGES = [
    (code, name)
    for code, name in [("en-gb", "English"), ("cy", "Cymraeg")]
    if code == LANGUAGE_CODE or (SITE_ROOT / "locale" / code / "LC_MESSAGES" / "django.mo").is_file()
]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# In the session, not in a cookie of their own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

STATIC_URL = "/static/"
STATIC_ROOT: Path | None = DATA_DIR / "static"
# Named by their content, so that browsers keep them for a year; compressed once, when they are collected.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"
# What changes when a pack is loaded (whom a report goes to) may be known from memory for so long; 0: never.
KEEP_LISTS_SECONDS = 5.0
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["folkmoot.site.uploads.InMemory", "folkmoot.site.uploads.InTemporaryFile"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
LARGEST_UPLOAD = 20 * 1024 * 1024

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_FAILURE_VIEW = "folkmoot.site.views.errors.csrf_failure"
# The whole policy, the same for every page: no script, style or frame but our own, nothing inline, hence no nonce.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)

# One door out. "outbox" keeps messages in the database for people to look at; "smtp" and "govuk_notify" send them.
NOTIFY_BACKEND = os.environ.get("FOLKMOOT_NOTIFY", "outbox")
NOTIFY_API_KEY = os.environ.get("FOLKMOOT_NOTIFY_API_KEY", "")
NOTIFY_BASE_URL = os.environ.get("FOLKMOOT_NOTIFY_BASE_URL", "")
NOTIFY_TEMPLATES = {
    medium: os.environ.get(f"FOLKMOOT_NOTIFY_TEMPLATE_{medium.upper()}", "") for medium in ("email", "text", "letter")
}
DEFAULT_FROM_EMAIL = os.environ.get("FOLKMOOT_FROM_EMAIL", "folkmoot@localhost")
EMAIL_HOST = os.environ.get("FOLKMOOT_SMTP_HOST", "localhost")
EMAIL_PORT = number("FOLKMOOT_SMTP_PORT", 25)
EMAIL_HOST_USER = os.environ.get("FOLKMOOT_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("FOLKMOOT_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("FOLKMOOT_SMTP_TLS", "") == "1"
EMAIL_TIMEOUT = 20

# What drafts titles of themes, where the environment names a server for it.
LANGUAGE_MODEL = "folkmoot.site.language_model.language_model"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Posts a minute from one address before the answer is "please wait" (a library or a school may share one); 0: no limit.
POSTS_A_MINUTE = number("FOLKMOOT_POSTS_A_MINUTE", 120)
# Networks of our own proxies, such as 10.0.0.0/8: only they may say on whose behalf they ask.
PROXIES = networks("FOLKMOOT_PROXIES")
# Where a finder of a weakness writes to (mailto: or https:), for security.txt.
SECURITY_CONTACT = os.environ.get("FOLKMOOT_SECURITY_CONTACT", "")
# A file that names the Open311 servers of bodies that keep reports in a system of their own; empty: none is called.
OPEN311_ENDPOINTS = os.environ.get("FOLKMOOT_OPEN311", "")
# Days a half-finished answer is kept under its link.
DRAFT_DAYS = 30

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Machines that scan the network ask by all sorts of names, and are answered 400: nothing for a person to do.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
