import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    needs_stop = True  # the previous version cannot write to this schema

    dependencies = [("comments", "0007_size")]

    operations = [
        migrations.RenameModel("ReplyWish", "ReplySubscription"),
        migrations.RenameModel("LearntWord", "LearnedToken"),
        migrations.RenameIndex(
            "replysubscription", new_name="subscription_by_address", old_name="wish_by_address"
        ),
        migrations.AlterField(
            "replysubscription",
            "comment",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reply_subscription",
                to="comments.comment",
            ),
        ),
        migrations.RenameField("comment", "learnt_as", "learned_as"),
        migrations.RenameField("comment", "shown_at", "published_at"),
        migrations.RenameField("comment", "opinion_asked_by", "opinion_requested_by"),
        migrations.RemoveIndex("report", "report_open"),
        migrations.RenameField("report", "settled_at", "resolved_at"),
        migrations.AddIndex(
            "report",
            models.Index(
                fields=["comment"], condition=models.Q(resolved_at=None), name="report_open"
            ),
        ),
        migrations.RenameField("commentpolicy", "words", "intro"),
        migrations.RenameField("commentpolicy", "mail_pace", "notification_frequency"),
        migrations.RenameField("commentpolicy", "heated_at", "slow_mode_threshold"),
        migrations.RenameField("filtersettings", "hold_at", "hold_threshold"),
        migrations.RenameField("filtersettings", "spam_at", "spam_threshold"),
    ]
