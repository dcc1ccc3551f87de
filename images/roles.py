"""Who may do what with pictures."""

from core.roles import Role

ROLES: dict[Role, list[str]] = {
    Role.AUTHOR: ["images.add_image", "images.change_image", "images.view_image"],
    Role.EDITOR: [
        "images.add_image",
        "images.change_image",
        "images.delete_image",
        "images.view_image",
    ],
    # For good, and only out of the trash.
    Role.ADMINISTRATOR: ["images.purge_image"],
}
