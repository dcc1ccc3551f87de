from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class TsuzuriAdminConfig(AdminConfig):
    """Django's admin with our site class behind it."""

    default_site = "desk.sites.TsuzuriAdminSite"


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = _("Desk")
