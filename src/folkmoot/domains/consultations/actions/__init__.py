"""Every write of this app: a verb, keyword-only, `by=`, atomic, audited."""
