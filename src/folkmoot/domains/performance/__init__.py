"""How the county does: indicators with their figures and where these come from, what the figures say and do not say,
scorecards of boards, and the questions that all of it is to answer."""
