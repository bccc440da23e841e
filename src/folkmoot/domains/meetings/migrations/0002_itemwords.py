"""The full-text index of agenda items: published, open words only. No foreign key: FTS5 knows none; `receivers` forgets."""

from django.db import migrations

SQLITE = ["CREATE VIRTUAL TABLE meetings_itemwords USING fts5(words, tokenize='unicode61 remove_diacritics 2')"]
POSTGRESQL = [
    "CREATE TABLE meetings_itemwords (item_id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX meetings_itemwords_words ON meetings_itemwords USING gin (words)",
]


def make(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    schema_editor.execute("DROP TABLE meetings_itemwords")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [migrations.RunPython(make, unmake, elidable=False)]
