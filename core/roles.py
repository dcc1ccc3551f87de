"""The roles that people can have, and what each may do with the site's settings.

Every app declares its part in a module like this one: `ROLES` maps a role to permissions, each as
"app_label.codename". accounts/roles.py collects and applies them.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody does on the site. The values are the names of groups and never change."""

    AUTHOR = "author", _("Author")
    EDITOR = "editor", _("Editor")
    MODERATOR = "moderator", _("Moderator")
    ADMINISTRATOR = "administrator", _("Administrator")


ROLES: dict[Role, list[str]] = {
    Role.EDITOR: ["core.change_sitesettings"],
    Role.ADMINISTRATOR: ["core.administer_site"],
}
