"""The admin site: the same registrations, our titles, and the site's own sign-in."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class TsuzuriAdminSite(AdminSite):
    """Django's admin under our name."""

    site_title = _("Tsuzuri")
    site_header = _("Tsuzuri")
    index_title = _("Desk")
