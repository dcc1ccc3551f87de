"""Who may decide about comments. On their own posts, authors may too (comments/policy.py)."""

from core.roles import Role

ROLES: dict[Role, list[str]] = {
    Role.MODERATOR: [
        "django_comments.can_moderate",
        "comments.change_comment",
        "comments.view_comment",
        # Of what they may change, moderators read what the others did with it.
        "audit.view_content_events",
        *(
            f"comments.{deed}_{what}"
            for what in ("ban", "cannedreply")
            for deed in ("add", "change", "delete", "view")
        ),
    ],
    Role.EDITOR: ["comments.change_commentpolicy"],
    # For good, and only out of the trash.
    Role.ADMINISTRATOR: ["comments.delete_comment"],
}
