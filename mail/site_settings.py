"""Settings page of mail retention."""

from django.utils.translation import gettext_lazy as _

from core.settings_forms import SettingsForm
from core.settings_groups import Section
from mail.models import MailSettings


class MailRetentionForm(SettingsForm):
    """Retention of texts and mails, in days."""

    class Meta:
        model = MailSettings
        fields = ["keep_text_days", "keep_mails_days"]


SECTIONS = [
    Section(
        "privacy",
        _("Emails"),
        MailRetentionForm,
        help=_("Emails that give access to an account are deleted immediately."),
        order=30,
    )
]
