from django.db import migrations


class Migration(migrations.Migration):
    needs_stop = True  # the previous version cannot write to this schema

    dependencies = [("contact", "0002_make_room")]

    operations = [
        migrations.RenameField("contactsettings", "words", "intro"),
        migrations.RenameField("contactsettings", "words_html", "intro_html"),
    ]
