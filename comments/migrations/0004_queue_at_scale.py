from django.db import migrations, models

# What tells writers apart where nothing better is known, in the table of the package.
BY_WRITER = {"comment_by_email": "user_email", "comment_by_name": "user_name"}


class Migration(migrations.Migration):

    dependencies = [
        ('comments', '0003_readers_and_desk'),
        ('django_comments', '0004_add_object_pk_is_removed_index'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='comment',
            name='comment_by_state',
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['state', 'xtdcomment_ptr'], name='comment_in_queue'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('settled_at', None)), fields=['comment'], name='report_open'),
        ),
        *(
            migrations.RunSQL(
                f"CREATE INDEX {name} ON django_comments ({column})", f"DROP INDEX {name}"
            )
            for name, column in BY_WRITER.items()
        ),
    ]
