"""Chosen by FOLKMOOT_MODE: demo, production or test. Everything else an administrator sets stands in `base`."""
