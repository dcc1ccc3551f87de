from django.apps import AppConfig
from django.db.models.signals import post_delete, pre_save
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        """Connect our rules, and take the package's hands off our rows.

        Its receiver publishes and hides whole branches when one comment is saved. It is connected by
        the package's own ready(), hence our place behind the package in INSTALLED_APPS.
        """
        from django_comments.moderation import moderator  # models are loaded by now, not before
        from django_comments_xtd.models import publish_or_unpublish_on_pre_save

        from blog.signals import entry_unpublished
        from comments import receivers
        from comments.entries import MODELS
        from comments.models import Comment, CommentPolicy
        from comments.moderation import EntryModerator
        from core.signals import settings_changed

        pre_save.disconnect(publish_or_unpublish_on_pre_save, sender=Comment)
        moderator.register(list(MODELS.values()), EntryModerator)
        for model in MODELS.values():
            post_delete.connect(receivers.forget_entry, sender=model)
        entry_unpublished.connect(receivers.hide_entry)
        settings_changed.connect(receivers.end_digests, sender=CommentPolicy)
