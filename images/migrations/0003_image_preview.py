from django.db import migrations, models


class Migration(migrations.Migration):
    needs_stop = True  # part of the upgrade to 0.2.0; the worker makes the previews of former pictures

    dependencies = [("images", "0002_trash")]

    operations = [
        migrations.AddField(
            "image",
            "preview",
            models.JSONField(
                blank=True,
                editable=False,
                help_text="the JPEG for link previews; null: not made yet, empty: cannot be made",
                null=True,
            ),
        ),
        migrations.AddField(
            "image",
            "is_animated",
            models.BooleanField(db_default=False, default=False, editable=False),
        ),
    ]
