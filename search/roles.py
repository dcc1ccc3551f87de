"""Permissions of the roles on synonyms and searches without results. Searching needs none."""

from core.roles import Role

ROLES: dict[Role, list[str]] = {
    Role.EDITOR: [
        "search.add_synonyms",
        "search.change_synonyms",
        "search.view_synonyms",
        "search.delete_zeroresultquery",
        "search.view_zeroresultquery",
    ],
}
