"""A report as a value: tables, sentences that own their numbers, charts; written out in every form a committee wants."""
