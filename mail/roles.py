"""Permissions of roles: only administrators read the outbox, which has personal addresses."""

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
