"""Who reads the log: everybody their own doings, editors what happens to content, administrators all."""

from core.roles import Role

ROLES: dict[Role, list[str]] = {
    Role.EDITOR: ["audit.view_content_events"],
    Role.ADMINISTRATOR: [
        "audit.view_every_event",
        "audit.change_auditsettings",
        "audit.view_auditsettings",
    ],
}
