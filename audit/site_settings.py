"""Settings page of the audit log."""

from django.utils.translation import gettext_lazy as _

from audit.models import AuditSettings
from core.settings_forms import SettingsForm
from core.settings_groups import Section


class LogRetentionForm(SettingsForm):
    """Retention of the log."""

    class Meta:
        model = AuditSettings
        fields = ["keep_days"]


SECTIONS = [
    Section(
        "privacy",
        _("Activity log"),
        LogRetentionForm,
        help=_("Who changed what on the site, and when. No IP addresses are stored."),
        order=60,
    )
]
