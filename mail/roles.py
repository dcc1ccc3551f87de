"""Who may read what the site has written to people: their addresses are in it."""

from core.roles import Role

ROLES: dict[Role, list[str]] = {
    Role.ADMINISTRATOR: [
        "mail.add_address",
        "mail.change_address",
        "mail.change_mailsettings",
        "mail.change_outgoingmail",
        "mail.delete_outgoingmail",
        "mail.view_address",
        "mail.view_mailsettings",
        "mail.view_outgoingmail",
    ],
}
