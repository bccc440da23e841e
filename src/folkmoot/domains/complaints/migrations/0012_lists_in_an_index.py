"""Indexes that hold all that lists of cases ask; and what 0006 and 0008 left for the release that ran while they were
applied goes, since no release reads it any more."""

from django.db import migrations, models


def drop_what_nothing_reads(apps, schema_editor):
    schema_editor.execute("ALTER TABLE complaints_unit DROP COLUMN is_live")
    schema_editor.execute("DROP TABLE complaints_equalityanswers")


class Migration(migrations.Migration):
    dependencies = [("complaints", "0011_kept_sums")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["state", "next_due", "id", "waiting_since", "unit", "handler", "is_confidential"],
                name="open_cases_by_due",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["-received_on", "-id", "state", "unit", "handler", "is_confidential", "kind"],
                name="cases_by_day_and_reader",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(condition=models.Q(("state", "held")), fields=["state", "id"], name="held_cases"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["kind", "received_on", "state", "outcome", "unit", "handler", "is_confidential"],
                name="cases_by_kind_and_reader",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state__in", ["open", "answered"])),
                fields=["state", "received_on"],
                name="cases_in_hand",
            ),
        ),
        migrations.RemoveIndex(model_name="case", name="cases_under_way"),
        migrations.RemoveIndex(model_name="case", name="cases_by_kind"),
        migrations.RemoveIndex(model_name="case", name="cases_held"),
        migrations.RemoveIndex(model_name="case", name="cases_open_by_due"),
        migrations.RemoveIndex(model_name="case", name="cases_by_day"),
        migrations.RunPython(drop_what_nothing_reads, migrations.RunPython.noop),
    ]
