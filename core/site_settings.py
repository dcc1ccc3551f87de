"""Groups of the settings section that every app may have a part in."""

from django.utils.translation import gettext_lazy as _

from core.settings_groups import SITE, Group

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
