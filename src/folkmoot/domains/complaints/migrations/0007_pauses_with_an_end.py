from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0006_lists_by_hand")]

    operations = [
        migrations.RemoveConstraint(model_name="caseevent", name="only_an_extension_has_an_end"),
        migrations.AlterField(
            model_name="caseevent",
            name="until",
            field=models.DateField(
                blank=True, null=True, help_text="Of an extension; of a pause, when it is to end."
            ),
        ),
        migrations.AddConstraint(
            model_name="caseevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("kind__in", ("extended", "paused")), _connector="OR"),
                name="extensions_and_pauses_have_an_end",
            ),
        ),
        migrations.AlterField(
            model_name="note",
            name="kind",
            field=models.CharField(
                choices=[
                    ("note", "Note"),
                    ("call", "Telephone call"),
                    ("meeting", "Meeting"),
                    ("added", "Added by the resident"),
                    ("safeguarding", "Safeguarding"),
                    ("reminder", "Reminder"),
                ],
                default="note",
                max_length=16,
            ),
        ),
    ]
