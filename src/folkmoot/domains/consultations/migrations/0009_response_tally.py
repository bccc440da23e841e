"""How many responses there are, by state and channel, without counting them: public pages say it on each request, and
counting a hundred thousand took half of their time. The database itself keeps the tally, whatever program writes.

On PostgreSQL a number that everybody puts up would make them wait for each other until the disk has answered; so each
connection has one of eight rows to itself, more or less, and the sum is what counts. SQLite has one writer anyway.
"""

import django.db.models.deletion
from django.db import migrations, models

MOVED = ("consultation_id", "state", "channel")
ADD = """INSERT INTO consultations_responsetally (consultation_id, state, channel, slot, number)
VALUES ({row}.consultation_id, {row}.state, {row}.channel, {slot}, {step})
ON CONFLICT (consultation_id, state, channel, slot) DO UPDATE SET number = consultations_responsetally.number + {step};"""
# Where there is one row for all, it is there, or it went before the responses did and is not to come back.
TAKE = """UPDATE consultations_responsetally SET number = number - 1
WHERE consultation_id = OLD.consultation_id AND state = OLD.state AND channel = OLD.channel;"""
IN = {
    "sqlite": ADD.format(row="NEW", step="1", slot="0"),
    "postgresql": ADD.format(row="NEW", step="1", slot="mod(pg_backend_pid(), 8)"),
}
OUT = {"sqlite": TAKE, "postgresql": ADD.format(row="OLD", step="-1", slot="mod(pg_backend_pid(), 8)")}
EVENTS = {
    "consultations_tally_received": ("AFTER INSERT ON consultations_response", [IN]),
    "consultations_tally_moved": (f"AFTER UPDATE OF {', '.join(MOVED)} ON consultations_response", [OUT, IN]),
    "consultations_tally_gone": ("AFTER DELETE ON consultations_response", [OUT]),
}
FILL = """INSERT INTO consultations_responsetally (consultation_id, state, channel, slot, number)
SELECT consultation_id, state, channel, 0, COUNT(*) FROM consultations_response GROUP BY consultation_id, state, channel"""


def keep_tally(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for name, (event, steps) in EVENTS.items():
        what = "\n".join(step[vendor] for step in steps)
        if vendor == "sqlite":
            schema_editor.execute(f"CREATE TRIGGER {name} {event} BEGIN {what} END")
        else:
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {what} RETURN NULL; END $$"
            )
            schema_editor.execute(f"CREATE TRIGGER {name} {event} FOR EACH ROW EXECUTE FUNCTION {name}()")
    # After the triggers: from here on nobody can write before this is committed, so that nothing is left out.
    schema_editor.execute(FILL)


def stop_keeping(apps, schema_editor):
    for name in EVENTS:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
        else:
            schema_editor.execute(f"DROP TRIGGER {name} ON consultations_response")
            schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):

    dependencies = [
        ("consultations", "0008_publishing"),
    ]

    operations = [
        migrations.CreateModel(
            name="ResponseTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=12)),
                ("channel", models.CharField(max_length=20)),
                ("slot", models.PositiveSmallIntegerField()),
                ("number", models.IntegerField()),
                (
                    "consultation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tallies",
                        to="consultations.consultation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("consultation", "state", "channel", "slot"), name="one_tally_of_a_state_and_channel"
                    )
                ],
            },
        ),
        migrations.RunPython(keep_tally, stop_keeping, elidable=False),
    ]
