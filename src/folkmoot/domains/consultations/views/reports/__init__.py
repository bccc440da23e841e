"""Pages on reports: officers make, change and publish them; everybody reads the editions."""
