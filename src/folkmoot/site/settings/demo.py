"""For looking and learning on one's own machine: demo people, local outbox, a fixed key."""

from .base import *

DEMO = True
SECRET_KEY = SECRET_KEY or "demo-only-never-in-production"
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "127.0.0.1", "localhost", "[::1]"]
