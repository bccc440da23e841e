"""Results are counted from a copy in memory. New responses are added to it; when one that is already here changes, the
database itself says so by putting a number up, whatever program made the change.

The number has a table of its own, since SQLite cannot make a table anew that a trigger of another one writes to.
"""

import django.db.models.deletion
from django.db import migrations, models

COLUMNS = [
    "consultation_id",
    "questionnaire_id",
    "channel",
    "answers",
    "coded",
    "capacity",
    "age_band",
    "sex",
    "district_id",
    "ward_id",
    "state",
]
UPDATED = f"AFTER UPDATE OF {', '.join(COLUMNS)} ON consultations_response"
DELETED = "AFTER DELETE ON consultations_response"
BUMP = """INSERT INTO consultations_resultsrevision (consultation_id, number) VALUES ({row}.consultation_id, 1)
ON CONFLICT (consultation_id) DO UPDATE SET number = consultations_resultsrevision.number + 1;"""
# A response that moved to another consultation changes the counts of both.
CHANGED = BUMP.format(row="OLD") + "\n" + BUMP.format(row="NEW")
GONE = BUMP.format(row="OLD")
EVENTS = {
    "consultations_response_changed": (UPDATED, CHANGED),
    "consultations_response_gone": (DELETED, GONE),
}


def watch(apps, schema_editor):
    for name, (event, what) in EVENTS.items():
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"CREATE TRIGGER {name} {event} BEGIN {what} END")
        else:
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {what} RETURN NULL; END $$"
            )
            schema_editor.execute(f"CREATE TRIGGER {name} {event} FOR EACH ROW EXECUTE FUNCTION {name}()")


def stop_watching(apps, schema_editor):
    for name in EVENTS:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
        else:
            schema_editor.execute(f"DROP TRIGGER {name} ON consultations_response")
            schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):

    dependencies = [
        ("consultations", "0002_planned_dates"),
    ]

    operations = [
        migrations.CreateModel(
            name="ResultsRevision",
            fields=[
                (
                    "consultation",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="results_revision",
                        serialize=False,
                        to="consultations.consultation",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
            ],
        ),
        migrations.RunPython(watch, stop_watching, elidable=False),
    ]
