"""The comment policy in the settings section."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from blog.site_settings import newest_post
from comments.models import CommentPolicy, FilterSettings
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


class FilterForm(SettingsForm):
    """What the filter makes of its points."""

    class Meta:
        model = FilterSettings
        fields = ["hold_at", "spam_at", "bad_words"]

    def clean(self) -> dict[str, Any]:
        """Refuse thresholds in the wrong order: nothing would ever merely wait."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("spam_at", 0) < data.get("hold_at", 0) and not self.errors:
            self.add_error(
                "spam_at", _("This must not be less than the points from which it waits.")
            )
        return data


class AkismetForm(SettingsForm):
    """Who else is asked."""

    class Meta:
        model = FilterSettings
        fields = ["akismet_key"]


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
    Section(
        "comments",
        _("Filter"),
        FilterForm,
        help=_("Every comment gets points for what looks like advertising, and you see for what."),
        order=40,
        links=(
            ListLink(
                _("How the filter does"),
                "admin:comments_filtersettings_changelist",
                "django_comments.can_moderate",
            ),
        ),
    ),
    Section("privacy", "Akismet", AkismetForm, order=70),
]
