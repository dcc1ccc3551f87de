"""Who may publish: the permission of the role, and the setting that posts need a review."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from blog.models import BlogSettings, Entry


def may_publish(user: User | AnonymousUser, model: type[Entry]) -> bool:
    """Whether `user` may publish entries of `model` that they may edit.

    With the setting `posts_need_review`, only those who may edit every entry (one query for others).
    """
    name = model._meta.model_name
    if not user.has_perm(f"blog.publish_{name}"):
        return False
    return user.has_perm(f"blog.edit_any_{name}") or not BlogSettings.load().posts_need_review
