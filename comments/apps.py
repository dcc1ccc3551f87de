from django.apps import AppConfig
from django.db.models.signals import post_delete, pre_save
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        """Connect receivers and the comment policy, and disconnect a receiver of the package.

        That receiver publishes and hides whole branches when one comment is saved. The package's own
        ready() connects it, so this app comes after the package in INSTALLED_APPS.
        """
        from django_comments.moderation import moderator  # models are loaded by now, not before
        from django_comments_xtd.models import publish_or_unpublish_on_pre_save

        from blog.signals import entry_unpublished
        from comments import receivers
        from comments.models import Comment, CommentPolicy
        from comments.submission import EntryModerator
        from comments.targets import MODELS
        from core.signals import settings_changed

        pre_save.disconnect(publish_or_unpublish_on_pre_save, sender=Comment)
        moderator.register(list(MODELS.values()), EntryModerator)
        for model in MODELS.values():
            post_delete.connect(receivers.delete_comments, sender=model)
        entry_unpublished.connect(receivers.cancel_reply_mails)
        settings_changed.connect(receivers.send_final_digests, sender=CommentPolicy)
