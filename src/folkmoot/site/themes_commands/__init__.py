"""The commands of `folkmoot themes`. A module with `HELP`, `arguments(parser)` and `run(args)` is one of them.

All are imported to know their arguments, so what takes long to load is imported in `run`.
"""
