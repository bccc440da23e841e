"""Small-number protection: one policy for screen, export, API, chart and map.

Source of the practice: Government Statistical Service, *Guidance on disclosure control for tables produced from
surveys and administrative sources*: suppress small counts, then suppress enough others that none can be worked out.
"""

from folkmoot_core.disclosure.policy import Policy
from folkmoot_core.disclosure.protection import protect

__all__ = ["Policy", "protect"]
