"""Permissions of each role on the blog's models."""

from core.roles import Role


def every_action(*models: str) -> list[str]:
    """Return the add, change, delete and view permissions of each model."""
    actions = ("add", "change", "delete", "view")
    return [f"blog.{action}_{model}" for model in models for action in actions]


# Model permissions open the admin pages. EntryQuerySet.editable_by limits them to own posts, and
# without "publish_post" to those that are not published.
WRITING = [
    "blog.add_post",
    "blog.change_post",
    "blog.view_post",
    *every_action("postauthor"),
    "blog.add_persona",  # PersonaQuerySet.editable_by limits changes to own ones
    "blog.change_persona",
    "blog.add_tag",
    *(f"blog.view_{model}" for model in ("ad", "author", "category", "persona", "series", "tag")),
]

ROLES: dict[Role, list[str]] = {
    Role.CONTRIBUTOR: WRITING,
    Role.AUTHOR: [*WRITING, "blog.publish_post"],
    Role.EDITOR: [
        *(
            f"blog.{action}_{kind}"
            for kind in ("post", "page")
            for action in ("add", "change", "view")
        ),
        *every_action("postauthor", "pageauthor"),
        *every_action("category", "tag", "series", "author", "profilelink", "persona", "ad"),
        *every_action("redirect"),
        "blog.change_notfoundpath",
        "blog.delete_notfoundpath",
        "blog.change_externalpage",
        "blog.view_externalpage",
        "blog.view_notfoundpath",
        "blog.edit_any_page",
        "blog.edit_any_persona",
        "blog.edit_any_post",
        "blog.publish_page",
        "blog.publish_post",
        *every_action("sidebarwidget"),
        "blog.change_menu",
        "blog.view_menu",
        "blog.delete_previouspath",
        "blog.view_previouspath",
    ],
    # Permanent deletion, from the trash only. Other roles move entries to the trash.
    Role.ADMINISTRATOR: ["blog.delete_post", "blog.delete_page", "blog.purge_term"],
}
