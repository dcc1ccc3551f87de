"""Who may do what with posts, pages and what surrounds them."""

from core.roles import Role


def every_action(*models: str) -> list[str]:
    """Return the four permissions of each model."""
    actions = ("add", "change", "delete", "view")
    return [f"blog.{action}_{model}" for model in models for action in actions]


ROLES: dict[Role, list[str]] = {
    # Which posts are an author's own is asked of Post.objects; these only open the screens.
    Role.AUTHOR: [
        "blog.add_post",
        "blog.change_post",
        "blog.publish_post",
        "blog.view_post",
        *every_action("postauthor"),
        "blog.add_tag",
        *(
            f"blog.view_{model}"
            for model in ("ad", "author", "category", "persona", "series", "tag")
        ),
    ],
    Role.EDITOR: [
        *(
            f"blog.{action}_{kind}"
            for kind in ("post", "page")
            for action in ("add", "change", "view")
        ),
        *every_action("postauthor", "pageauthor"),
        *every_action("category", "tag", "series", "author", "profilelink", "persona", "ad"),
        *every_action("redirect"),
        "blog.change_missedpath",
        "blog.delete_missedpath",
        "blog.view_missedpath",
        "blog.edit_any_page",
        "blog.edit_any_post",
        "blog.publish_page",
        "blog.publish_post",
        *every_action("sidebarwidget"),
        "blog.change_menu",
        "blog.view_menu",
        "blog.delete_oldpath",
        "blog.view_oldpath",
    ],
    # For good, and only out of the trash; everybody else moves things there.
    Role.ADMINISTRATOR: ["blog.delete_post", "blog.delete_page", "blog.purge_term"],
}
