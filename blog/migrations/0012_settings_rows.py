"""Rows of settings exist in both tables or in none: the next migration copies from one to the other."""

from typing import Any

from django.db import migrations


def pair_rows(apps: Any, _editor: object) -> None:
    """Create the row that is missing beside an existing one."""
    models = [apps.get_model("core", "SiteSettings"), apps.get_model("blog", "BlogSettings")]
    if any(model.objects.exists() for model in models):
        for model in models:
            model.objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    needs_stop = True

    dependencies = [("blog", "0011_plain_names"), ("core", "0009_id_host_and_pr_rule")]

    operations = [migrations.RunPython(pair_rows, migrations.RunPython.noop)]
