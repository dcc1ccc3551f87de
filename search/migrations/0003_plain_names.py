from django.db import migrations

from core.renamed_models import rename_permissions


class Migration(migrations.Migration):
    needs_stop = True  # the previous version cannot write to this schema

    dependencies = [("search", "0002_index"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.RenameModel("MissedQuery", "ZeroResultQuery"),
        migrations.RunPython(
            rename_permissions(
                "search", {"missedquery": ("zeroresultquery", "search without results")}
            ),
            migrations.RunPython.noop,
        ),
    ]
