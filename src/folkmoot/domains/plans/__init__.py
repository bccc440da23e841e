"""Plans of every kind (strategies, boards' action plans, operating plans, improvement plans): objectives in a tree,
actions with due days and an account of progress that nobody overwrites, versions, partners' commitments, reports."""
