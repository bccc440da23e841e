"""The application, for Granian."""

from django.core.wsgi import get_wsgi_application

from folkmoot.site.mode import choose_settings

choose_settings()
application = get_wsgi_application()

# Whichever server starts it, an unsafe production site does not come up. Its apps must be loaded before it is asked.
from folkmoot.site.safe_start import refuse_unsafe_start  # noqa: E402

refuse_unsafe_start()
