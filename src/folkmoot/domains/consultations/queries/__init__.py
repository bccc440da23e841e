"""Every read that spans tables or is used twice."""
