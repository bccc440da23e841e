
from django.db import migrations, models

# Written beside 0006 to 0009, on another branch: follows whichever of them are here. To be named once both are in.
BEFORE = "0010_kept_by_class"


class Migration(migrations.Migration):
    dependencies = [("complaints", BEFORE)]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state__in", ["open", "answered"])),
                fields=["received_on"],
                name="cases_under_way",
            ),
        ),
        migrations.CreateModel(
            name="QuarterSums",
            fields=[
                ("quarter", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("counted_by", models.CharField(max_length=64)),
                ("tallies", models.TextField()),
                ("reasons", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="SumsChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(db_index=True)),
            ],
        ),
    ]
