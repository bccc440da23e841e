from datetime import timedelta

from django.db import migrations, models


def end_what_takes_none(apps, schema_editor):
    """A service that took no new cases any more has had its last day before it was last written."""
    for unit in apps.get_model("complaints", "Unit").objects.filter(is_live=False):
        unit.last = unit.updated_at.date() - timedelta(days=1)
        unit.save(update_fields=["last"])


BY_HAND = {"default": False, "db_default": False, "help_text": "Written here: a pack does not change it any more."}


class Migration(migrations.Migration):
    dependencies = [("complaints", "0005_learning_and_retention")]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="last",
            field=models.DateField(blank=True, null=True, help_text="The last day on which it takes new cases."),
        ),
        migrations.AddField(model_name="unit", name="by_hand", field=models.BooleanField(**BY_HAND)),
        migrations.AddField(model_name="reason", name="by_hand", field=models.BooleanField(**BY_HAND)),
        migrations.RunPython(end_what_takes_none, migrations.RunPython.noop),
        # The release that is still running reads the column, so that it stays and fills itself until the next one.
        migrations.AlterField(
            model_name="unit",
            name="is_live",
            field=models.BooleanField(default=True, db_default=True, help_text="Takes new cases."),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="unit", name="is_live")]
        ),
    ]
