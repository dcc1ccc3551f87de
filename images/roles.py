"""Permissions for images by role."""

from core.roles import Role

ROLES: dict[Role, list[str]] = {
    Role.CONTRIBUTOR: ["images.add_image", "images.view_image"],
    Role.AUTHOR: ["images.add_image", "images.change_image", "images.view_image"],
    Role.EDITOR: [
        "images.add_image",
        "images.change_image",
        "images.delete_image",
        "images.view_image",
    ],
    # Permanent deletion, from the trash only.
    Role.ADMINISTRATOR: ["images.purge_image"],
}
