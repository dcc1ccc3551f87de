"""Groups of the settings section that every app may have a part in."""

from django.utils.translation import gettext_lazy as _

from core.models import SiteSettings
from core.settings_forms import SettingsForm
from core.settings_groups import SITE, Group, Section


class ReferrerForm(SettingsForm):
    """What other sites learn."""

    class Meta:
        model = SiteSettings
        fields = ["referrer_policy"]


GROUPS = [
    Group(
        "privacy",
        _("Privacy"),
        _("What the site keeps about people, and for how long."),
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
            "Pages set no cookie, load nothing from other sites, and no address of a reader’s machine "
            "is kept with what they write."
        ),
        order=10,
    )
]
