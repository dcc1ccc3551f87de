"""Permissions of roles: editors read the log of content, administrators all of it.

Everyone with access to the admin reads their own activity, without a permission.
"""

from core.roles import Role

ROLES: dict[Role, list[str]] = {
    Role.EDITOR: ["audit.view_content_events"],
    Role.ADMINISTRATOR: [
        "audit.view_every_event",
        "audit.change_auditsettings",
        "audit.view_auditsettings",
    ],
}
