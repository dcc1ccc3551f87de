"""Admin of users and invitations."""

from accounts.admin import invitations, people

__all__ = ["invitations", "people"]
