"""Topic reviews (select committees): scope, a call for evidence, witnesses, findings that rest on evidence,
recommendations, the answer to each, what is done about it, and a second look at whether it was done."""
