"""Organisations, boards, people, posts and memberships with dates, in the terms of Popolo 1.0."""
