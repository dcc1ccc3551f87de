"""New sites begin with line breaks as typed; a site in use keeps its rule and is offered the wider PR rule."""

from typing import Any

from django.db import migrations, models


def keep_what_the_site_has(apps: Any, _editor: object) -> None:
    """Create the rows of a site in use, with the old default; offer the PR rule where the old one holds."""
    settings = apps.get_model("blog", "BlogSettings").objects
    in_use = (("accounts", "User"), ("blog", "Post"), ("blog", "Page"))
    if any(apps.get_model(*name).objects.exists() for name in in_use):
        apps.get_model("core", "SiteSettings").objects.get_or_create(pk=1)
        settings.get_or_create(pk=1, defaults={"hard_breaks": False})
    settings.filter(pr_rule="marked").update(offers_pr_rule=True)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_plain_names"),
        ("blog", "0021_further_categories_and_persona_owners"),
        ("core", "0010_move_blog_settings"),
    ]

    operations = [
        migrations.AddField(
            model_name="blogsettings",
            name="offers_pr_rule",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddField(
            model_name="post",
            name="questions",
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="page",
            name="questions",
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.RunPython(keep_what_the_site_has, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="blogsettings",
            name="hard_breaks",
            field=models.BooleanField(
                default=True, verbose_name="a single line break in the source starts a new line"
            ),
        ),
    ]
