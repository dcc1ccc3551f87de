"""Keeps the host of identifiers with the site, and lets new sites begin with the wider PR rule."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations, models

from core.site_urls import is_local


def keep_what_the_site_has(apps, schema_editor):
    """Write the row of a site in use: its PR rule was the old default, its host is in its feeds."""
    site_settings = apps.get_model("core", "SiteSettings")
    rows = site_settings.objects.using(schema_editor.connection.alias)
    if not rows.exists() and not _is_in_use(schema_editor.connection):
        return
    row, _made = rows.get_or_create(pk=1, defaults={"pr_rule": "marked"})
    host = urlsplit(settings.BASE_URL).hostname or ""
    if not is_local(host):
        rows.filter(pk=row.pk, id_host="").update(id_host=host)


def _is_in_use(connection):
    """Whether anybody has signed up or written: asked of the tables, as core knows no other app."""
    tables = {"accounts_user", "blog_post", "blog_page"} & set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
            if cursor.fetchone():
                return True
    return False


class Migration(migrations.Migration):
    needs_stop = True  # the previous version cannot write to this schema

    dependencies = [("core", "0008_alter_sitesettings_home_layout")]

    operations = [
        migrations.AddField(
            model_name="sitesettings",
            name="id_host",
            field=models.CharField(blank=True, default="", editable=False, max_length=253),
        ),
        migrations.RunPython(keep_what_the_site_has, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="sitesettings",
            name="pr_rule",
            field=models.CharField(
                choices=[
                    ("marked", "On posts marked as advertising"),
                    ("sponsored", "Also on posts and pages with a sponsored link or an ad inserted by name"),
                    ("always", "On every post"),
                ],
                default="sponsored",
                help_text="The notice required by Japanese law appears above the text and in feeds.",
                max_length=10,
                verbose_name="PR notice",
            ),
        ),
    ]
