"""Meetings of boards, committees and councils: planned, called, papered, held and minuted.

A meeting is one record from the forward plan to its approved minutes, and keeps one address for ever; so does each item
of its agenda. What the public may not read (exempt and confidential items, papers and attachments; Local Government Act
1972, Part VA) has a public face of its own, a title and the reason, and nothing else of it is given except to those
who may read it. Conduct (who was there, what was declared, moved, voted and resolved) has its own files in each room.
"""
