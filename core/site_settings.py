"""The settings group “Privacy”, to which other apps add sections."""

from django.utils.translation import gettext_lazy as _

from core.models import SiteSettings
from core.settings_forms import SettingsForm
from core.settings_groups import SITE, Group, Section


class ReferrerForm(SettingsForm):
    class Meta:
        model = SiteSettings
        fields = ["referrer_policy"]


GROUPS = [
    Group(
        "privacy",
        _("Privacy"),
        _("What data the site stores about people, and for how long."),
        order=90,
        permission=SITE,
        keywords=(_("personal data, retention, GDPR, cookies, logs, IP address"),),
    ),
]

SECTIONS = [
    Section(
        "privacy",
        _("Readers"),
        ReferrerForm,
        help=_(
            "Pages set no cookies and load nothing from other sites. No IP address is stored "
            "with what readers write."
        ),
        order=10,
    )
]
