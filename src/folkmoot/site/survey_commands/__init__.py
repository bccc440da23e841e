"""The commands of `folkmoot survey`: modules with `HELP`, `arguments(parser)`, and `run(args)`, which gives a text."""
