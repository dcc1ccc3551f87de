from django.db import migrations


def rename_layout(apps, schema_editor):
    """Rename the stored layout that shows a section for each category."""
    settings = apps.get_model("core", "SiteSettings").objects.using(schema_editor.connection.alias)
    settings.filter(home_layout="shelves").update(home_layout="categories")


class Migration(migrations.Migration):
    needs_stop = True  # the previous version cannot write to this schema

    dependencies = [("core", "0006_home")]

    operations = [
        migrations.RenameField("sitesettings", "follow_words", "follow_text"),
        migrations.RunPython(rename_layout, migrations.RunPython.noop),
    ]
