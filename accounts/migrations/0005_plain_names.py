from django.db import migrations, models
import django.db.models.deletion
from django.conf import settings

from core.renamed_models import rename_permissions


class Migration(migrations.Migration):
    needs_stop = True  # the previous version cannot write to this schema

    dependencies = [("accounts", "0004_portrait"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.RenameModel("FirstStep", "InitialAdminLink"),
        migrations.RenameModel("Portrait", "Avatar"),
        migrations.AlterField(
            "avatar",
            "user",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="avatar",
                serialize=False,
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RenameField("invitation", "words", "message"),
        migrations.RenameField("emailchange", "asked_at", "requested_at"),
        migrations.RunPython(
            rename_permissions(
                "accounts", {"firststep": ("initialadminlink", "initial administrator link")}
            ),
            migrations.RunPython.noop,
        ),
    ]
