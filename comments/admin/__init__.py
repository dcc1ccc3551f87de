"""Admin pages of comments. The imports register the ModelAdmins."""

from comments.admin import bans, comments, spam_filter

__all__ = ["bans", "comments", "spam_filter"]
