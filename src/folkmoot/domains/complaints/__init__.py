"""Complaints, comments, compliments and service requests: one case each, whoever took it in and by whatever channel.

A case keeps its clock (an append-only log of events, from which the core reckons the due dates), the points it makes
and what was found on each, what was written and told, what is put right and by when, and what was learned. The person
stands in a table of their own, apart from the case and from equality answers, so that one can be forgotten and the
other kept.
"""
