"""Consultations: plan, questionnaire, answers by every channel, results, and what became of them."""
