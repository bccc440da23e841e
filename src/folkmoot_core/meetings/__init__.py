"""What happens in a meeting, as rules: who is there, who may act, what a vote decides, what the minutes say.

One file a rule, with its law. Business is counted by its place in the order in which it was taken (1, 2, …), since
that is how minutes tell who was in the room; dates are arguments. A rule returns its explanation.
"""
