"""Money: budgets, spending, savings and staff of a body, and what they are for."""
