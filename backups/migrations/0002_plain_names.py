from django.db import migrations


class Migration(migrations.Migration):
    needs_stop = True  # the previous version cannot write to this schema

    dependencies = [("backups", "0001_initial")]

    operations = [
        migrations.RenameField("backup", "asked_by", "requested_by"),
        migrations.RenameField("backupschedule", "rhythm", "frequency"),
    ]
