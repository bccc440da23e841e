"""`python -m folkmoot.site.cli`, for starting one verb from another."""

import sys

from folkmoot.site.cli import main

sys.exit(main())
