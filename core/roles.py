"""The roles of users, and the permissions of each on the site settings.

Every app declares its permissions in a module like this one: `ROLES` maps a role to permissions, each as
"app_label.codename". accounts/permissions.py collects and applies them.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """A role of a user. The values are names of Django groups and never change."""

    CONTRIBUTOR = "contributor", _("Contributor")
    AUTHOR = "author", _("Author")
    EDITOR = "editor", _("Editor")
    MODERATOR = "moderator", _("Moderator")
    ADMINISTRATOR = "administrator", _("Administrator")


ROLES: dict[Role, list[str]] = {
    Role.EDITOR: ["core.change_sitesettings"],
    Role.ADMINISTRATOR: ["core.administer_site"],
}
