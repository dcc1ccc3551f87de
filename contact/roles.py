"""Permissions of roles: editors read, mark and delete messages."""

from core.roles import Role

ROLES: dict[Role, list[str]] = {
    Role.EDITOR: [
        "contact.change_contactmessage",
        "contact.delete_contactmessage",
        "contact.view_contactmessage",
    ],
}
