import django.core.validators
from django.db import migrations, models


def measure(apps, schema_editor):
    """Let every comment know how many bytes it takes on a page, about: comments.rendering.size_of."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    bytes_of = "length(CAST(body_html AS BLOB))" if is_sqlite else "octet_length(body_html)"
    schema_editor.execute(f"UPDATE comments_comment SET size = {bytes_of} + 700")


class Migration(migrations.Migration):

    dependencies = [
        ('comments', '0006_digests_until'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='comment',
            name='comment_in_thread',
        ),
        migrations.AddField(
            model_name='comment',
            name='size',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.RunPython(measure, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['entry_key', 'state', 'rank', 'root', 'path', 'size'], name='comment_in_thread'),
        ),
        migrations.AlterField(
            model_name='commentpolicy',
            name='page_size',
            field=models.PositiveSmallIntegerField(default=100, help_text="Fewer if the comments are long.", validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(500)], verbose_name="comments per page"),
        ),
    ]
