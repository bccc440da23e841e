"""The commands of `folkmoot snapshot`."""
