"""Who keeps the synonyms, and sees what readers looked for in vain. Searching is for everybody."""

from core.roles import Role

ROLES: dict[Role, list[str]] = {
    Role.EDITOR: [
        "search.add_synonyms",
        "search.change_synonyms",
        "search.view_synonyms",
        "search.delete_missedquery",
        "search.view_missedquery",
    ],
}
