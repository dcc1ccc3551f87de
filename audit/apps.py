from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("Log")

    def ready(self) -> None:
        from audit import receivers  # models are not loaded before

        receivers.connect()
