"""The full-text index of cases, in the database's own kind. No foreign key: FTS5 knows none; `receivers` forgets."""

from django.db import migrations

SQLITE = ["CREATE VIRTUAL TABLE complaints_casewords USING fts5(words, tokenize='unicode61 remove_diacritics 2')"]
POSTGRESQL = [
    "CREATE TABLE complaints_casewords (case_id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX complaints_casewords_words ON complaints_casewords USING gin (words)",
]


def make(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    schema_editor.execute("DROP TABLE complaints_casewords")


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial")]

    operations = [migrations.RunPython(make, unmake, elidable=False)]
