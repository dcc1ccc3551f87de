"""Who may read what the site has written to people: their addresses are in it."""

from core.roles import Role

ROLES: dict[Role, list[str]] = {
    Role.ADMINISTRATOR: [
        "mail.change_outgoingmail",
        "mail.delete_outgoingmail",
        "mail.view_outgoingmail",
    ],
}
