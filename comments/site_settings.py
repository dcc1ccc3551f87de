"""The forms of the comments in the settings section."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from blog.site_settings import newest_post_url
from comments.models import CommentPolicy, FilterSettings
from core.settings_forms import SettingsForm
from core.settings_groups import Group, ListLink, Place, Section


class AdmissionForm(SettingsForm):
    class Meta:
        model = CommentPolicy
        fields = ["admission", "close_after_days", "intro"]


class ThreadForm(SettingsForm):
    class Meta:
        model = CommentPolicy
        fields = ["order", "max_level", "page_size", "daily_ids"]


class LimitsForm(SettingsForm):
    class Meta:
        model = CommentPolicy
        fields = ["max_links", "slow_mode_threshold", "keep_network_days"]


class CommentMailForm(SettingsForm):
    class Meta:
        model = CommentPolicy
        fields = ["notify_moderators", "notify_authors", "notification_frequency"]


class FilterForm(SettingsForm):
    class Meta:
        model = FilterSettings
        fields = ["hold_threshold", "spam_threshold", "bad_words"]

    def clean(self) -> dict[str, Any]:
        """Refuse a spam threshold below the moderation threshold: no comment would ever be held."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("spam_threshold", 0) < data.get("hold_threshold", 0) and not self.errors:
            self.add_error(
                "spam_threshold", _("This must not be lower than the moderation threshold.")
            )
        return data


class AkismetForm(SettingsForm):
    class Meta:
        model = FilterSettings
        fields = ["akismet_key"]


GROUPS = [
    Group(
        "comments",
        _("Comments"),
        _("Who may comment, for how long, and who is notified."),
        order=60,
        permission="comments.change_commentpolicy",
        keywords=(_("discussion, moderation, spam, approval, policy"),),
        places=(Place(_("Newest post"), newest_post_url),),
    )
]

SECTIONS = [
    Section(
        "comments",
        _("Who may comment"),
        AdmissionForm,
        help=_("A post or page can override this."),
        order=10,
        links=(
            ListLink(
                _("Comment moderation queue"),
                "admin:comments_queue",
                "django_comments.can_moderate",
            ),
        ),
    ),
    Section("comments", _("Conversations"), ThreadForm, order=20),
    Section("comments", _("Limits"), LimitsForm, order=25),
    Section("comments", _("Emails"), CommentMailForm, order=30),
    Section(
        "comments",
        _("Filter"),
        FilterForm,
        help=_("Every comment gets points for signs of advertising. The reasons are shown."),
        order=40,
        links=(
            ListLink(
                _("Filter performance"),
                "admin:comments_filtersettings_changelist",
                "django_comments.can_moderate",
            ),
        ),
    ),
    Section("privacy", "Akismet", AkismetForm, order=70),
]
