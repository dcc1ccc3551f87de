from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class TsuzuriAdminConfig(AdminConfig):
    """The app config of Django's admin with TsuzuriAdminSite as the default site."""

    default_site = "desk.sites.TsuzuriAdminSite"


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = _("Dashboard")
