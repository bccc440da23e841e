from .clocks import begin_with, core_events, policy_of, put_policy
from .standing import scopes_of, standing_of

__all__ = ["begin_with", "core_events", "policy_of", "put_policy", "scopes_of", "standing_of"]
