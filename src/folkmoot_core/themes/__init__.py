"""Themes in free text: what residents wrote, made ready for people to settle what it is about.

Import from the modules. None is brought in here, since clustering and the sentence model take a second to load, which
who counts duplicates need not wait for.
"""
