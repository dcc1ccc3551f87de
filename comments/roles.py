"""Permissions of the roles. Authors may also moderate their own posts (comments/policy.py)."""

from core.roles import Role

ROLES: dict[Role, list[str]] = {
    Role.MODERATOR: [
        "django_comments.can_moderate",
        "comments.change_comment",
        "comments.view_comment",
        # Moderators read the audit events of the content that they may change.
        "audit.view_content_events",
        *(
            f"comments.{action}_{model}"
            for model in ("ban", "cannedreply")
            for action in ("add", "change", "delete", "view")
        ),
    ],
    Role.EDITOR: ["comments.change_commentpolicy"],
    # Permanent deletion, in the trash only.
    Role.ADMINISTRATOR: ["comments.delete_comment"],
}
