"""For how long mails are remembered, in the settings section."""

from django.utils.translation import gettext_lazy as _

from core.settings_forms import SettingsForm
from core.settings_groups import Section
from mail.models import MailSettings


class MailKeepingForm(SettingsForm):
    """Two numbers."""

    class Meta:
        model = MailSettings
        fields = ["keep_text_days", "keep_mails_days"]


SECTIONS = [
    Section(
        "privacy",
        _("Mails"),
        MailKeepingForm,
        help=_("Mails that open an account are forgotten at once."),
        order=30,
    )
]
