"""The form takes the address /contact/: a page that stood there moves, and its old address leads to it."""

from django.db import migrations

OLD, NEW = "contact", "contact-page"


def make_room(apps, schema_editor):
    page_model = apps.get_model("blog", "Page")
    page = page_model.objects.filter(slug=OLD).first()
    if page is None or page_model.objects.filter(slug=NEW).exists():
        return
    page_model.objects.filter(pk=page.pk).update(slug=NEW)
    kind, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="blog", model="page"
    )
    apps.get_model("blog", "OldPath").objects.update_or_create(
        path=f"/{OLD}/", defaults={"content_type": kind, "object_id": page.pk}
    )


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0001_initial"),
        ("blog", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_room, migrations.RunPython.noop)]
