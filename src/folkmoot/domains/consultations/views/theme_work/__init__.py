"""The pages on which officers and analysts bring answers in words under themes."""
