"""How long the log is kept, in the settings section."""

from django.utils.translation import gettext_lazy as _

from audit.models import AuditSettings
from core.settings_forms import SettingsForm
from core.settings_groups import Section


class KeepingForm(SettingsForm):
    """How long the log is kept."""

    class Meta:
        model = AuditSettings
        fields = ["keep_days"]


SECTIONS = [
    Section(
        "privacy",
        _("Log of changes"),
        KeepingForm,
        help=_("Who changed what on the site, and when; it holds no addresses of machines."),
        order=60,
    )
]
