from django.db import migrations, models

VERBS = {
    "handed_in": "submitted",
    "comment_taken_back": "comment_deleted_by_author",
    "talk_closed": "thread_closed",
    "talk_reopened": "thread_reopened",
    "talk_pinned": "thread_pinned",
    "talk_off_topic": "thread_off_topic",
    "talk_put_back": "thread_restored",
    "picture_taken": "avatar_removed",
    "backup_taken": "backup_downloaded",
    "mails_sent_again": "mails_resent",
    "opinion_asked": "opinion_requested",
    "role_given": "role_assigned",
    "role_taken": "role_removed",
}
KINDS = {
    "accounts.firststep": "accounts.initialadminlink",
    "accounts.portrait": "accounts.avatar",
    "blog.missedpath": "blog.notfoundpath",
    "blog.oldpath": "blog.previouspath",
    "comments.replywish": "comments.replysubscription",
    "comments.learntword": "comments.learnedtoken",
    "search.missedquery": "search.zeroresultquery",
}


def rename_values(apps, schema_editor):
    """Rename stored verbs and kinds of things."""
    events = apps.get_model("audit", "Event").objects.using(schema_editor.connection.alias)
    for old, new in VERBS.items():
        events.filter(verb=old).update(verb=new)
    for old, new in KINDS.items():
        events.filter(target_kind=old).update(target_kind=new)


class Migration(migrations.Migration):
    needs_stop = True  # the previous version cannot write to this schema

    dependencies = [("audit", "0004_picture_taken")]

    operations = [
        migrations.RemoveIndex("event", "event_by_moment"),
        migrations.RemoveIndex("event", "event_by_actor"),
        migrations.RemoveIndex("event", "event_by_verb"),
        migrations.RemoveIndex("event", "event_by_target"),
        migrations.RenameField("event", "moment", "created_at"),
        migrations.RenameField("event", "until", "repeated_until"),
        migrations.RenameField("event", "times", "repeat_count"),
        migrations.RenameField("event", "words", "search_text"),
        migrations.AddIndex(
            "event", models.Index(fields=["-created_at", "-id"], name="event_by_created_at")
        ),
        migrations.AddIndex(
            "event", models.Index(fields=["actor", "-created_at", "-id"], name="event_by_actor")
        ),
        migrations.AddIndex(
            "event", models.Index(fields=["verb", "-created_at", "-id"], name="event_by_verb")
        ),
        migrations.AddIndex(
            "event",
            models.Index(
                fields=["target_kind", "target_pk", "-created_at", "-id"], name="event_by_target"
            ),
        ),
        migrations.RunPython(rename_values, migrations.RunPython.noop),
    ]
