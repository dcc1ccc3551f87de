from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from accounts import permissions, receivers  # their models are ready only now

        post_migrate.connect(permissions.sync_permissions, dispatch_uid="accounts.permissions")
        checks.register(permissions.check_permissions)
        receivers.connect()
