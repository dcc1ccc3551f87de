"""People in the admin: accounts, invitations, and who may sign up."""

from accounts.admin import invitations, people, policy

__all__ = ["invitations", "people", "policy"]
