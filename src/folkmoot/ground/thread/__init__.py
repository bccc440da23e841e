"""The golden thread: typed, dated, signed links between any two records."""
