"""Every write of casework, a verb a file."""
