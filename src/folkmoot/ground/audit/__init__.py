"""Every write: who, when, what changed, why. Rows are never altered."""
