"""Files that residents sent: only for those who may read the answer, under a title that says nothing of the sender."""

from django.db import migrations

RESPONSE = "consultations.response"


def close(apps, schema_editor):
    documents = apps.get_model("documents", "Document").objects.filter(classification="internal", download_name="")
    sent = documents.filter(subject_type=RESPONSE)
    unsent = documents.filter(subject_type="", added_by="A resident")
    for document in (*sent, *unsent):
        document.download_name, document.title = document.title, "File sent with an answer"
        document.classification, document.subject_type = "confidential", RESPONSE
        document.save()


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0005_answers_by_reading"),
        ("documents", "0002_download_name"),
    ]

    operations = [migrations.RunPython(close, migrations.RunPython.noop)]
