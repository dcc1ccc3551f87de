from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactConfig(AppConfig):
    name = "contact"
    verbose_name = _("Contact")

    def ready(self) -> None:
        """Offer the form as a menu item."""
        from blog.navigation import menus  # models are not loaded before

        menus.offer("contact:form", _("Contact"))
