"""Choices of the comments' models."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a comment stands. Readers see the approved ones and nothing else."""

    HELD = "held", _("Waiting")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    SPAM = "spam", _("Spam")
    REMOVED = "removed", _("Removed")

    @property
    def package_flags(self) -> dict[str, bool]:
        """The package's two columns that say the same: its own parts keep understanding our rows."""
        waits_or_shows = self in (State.HELD, State.APPROVED)
        return {"is_public": self == State.APPROVED, "is_removed": not waits_or_shows}


class Admission(models.TextChoices):
    """What becomes of a new comment by a reader."""

    CLOSED = "closed", _("Nobody may comment")
    HELD = "held", _("Every comment waits for a moderator")
    OPEN = "open", _("Comments appear at once")


class RootOrder(models.TextChoices):
    """Which conversation stands first; inside one, the oldest answer always does."""

    OLDEST = "oldest", _("Oldest first")
    NEWEST = "newest", _("Newest first")
