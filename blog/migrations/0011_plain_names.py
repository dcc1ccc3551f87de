from django.db import migrations

from core.renamed_models import rename_permissions


class Migration(migrations.Migration):
    needs_stop = True  # the previous version cannot write to this schema

    dependencies = [("blog", "0010_comment_modes"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.RenameModel("OldPath", "PreviousPath"),
        migrations.RenameModel("MissedPath", "NotFoundPath"),
        migrations.RenameField("category", "home_shelf", "home_section"),
        migrations.RenameIndex(
            "previouspath",
            new_name="blog_previo_content_b3e1e6_idx",
            old_name="blog_oldpat_content_830416_idx",
        ),
        migrations.RunPython(
            rename_permissions(
                "blog",
                {
                    "oldpath": ("previouspath", "previous path"),
                    "missedpath": ("notfoundpath", "address not found"),
                },
            ),
            migrations.RunPython.noop,
        ),
    ]
