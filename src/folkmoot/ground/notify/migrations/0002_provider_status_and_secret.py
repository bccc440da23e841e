from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notify', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='provider_status',
            field=models.CharField(blank=True, db_default='', help_text='What the service last said of it.', max_length=40),
        ),
        migrations.AddField(
            model_name='message',
            name='is_secret',
            field=models.BooleanField(db_default=False, help_text='Holds a link that opens something by itself; the text is wiped once sent.'),
        ),
    ]
