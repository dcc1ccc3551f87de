"""Who reads what strangers write."""

from core.roles import Role

ROLES: dict[Role, list[str]] = {
    Role.EDITOR: [
        "contact.change_contactmessage",
        "contact.delete_contactmessage",
        "contact.view_contactmessage",
    ],
}
