"""The comment policy in the settings section."""

from django.utils.translation import gettext_lazy as _

from blog.site_settings import newest_post
from comments.models import CommentPolicy
from core.settings_forms import SettingsForm
from core.settings_groups import Group, ListLink, Place, Section


class AdmissionForm(SettingsForm):
    """Who may comment."""

    class Meta:
        model = CommentPolicy
        fields = ["admission", "close_after_days", "words"]


class ThreadForm(SettingsForm):
    """How conversations are shown."""

    class Meta:
        model = CommentPolicy
        fields = ["order", "max_level", "page_size", "daily_ids"]


class LimitsForm(SettingsForm):
    """How much and how fast."""

    class Meta:
        model = CommentPolicy
        fields = ["max_links", "heated_at", "keep_network_days"]


class CommentMailForm(SettingsForm):
    """Who is told."""

    class Meta:
        model = CommentPolicy
        fields = ["notify_moderators", "notify_authors", "mail_pace"]


GROUPS = [
    Group(
        "comments",
        _("Comments"),
        _("Who may comment, for how long, and who is told about it."),
        order=60,
        permission="comments.change_commentpolicy",
        keywords=(_("discussion, moderation, spam, approval, policy"),),
        places=(Place(_("Newest post"), newest_post),),
    )
]

SECTIONS = [
    Section(
        "comments",
        _("Who may comment"),
        AdmissionForm,
        help=_("A post or page may say otherwise for itself."),
        order=10,
        links=(
            ListLink(
                _("Queue of comments"), "admin:comments_queue", "django_comments.can_moderate"
            ),
        ),
    ),
    Section("comments", _("Conversations"), ThreadForm, order=20),
    Section("comments", _("Limits"), LimitsForm, order=25),
    Section("comments", _("Mails"), CommentMailForm, order=30),
]
