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
    MEMBERS = "members", _("Only people with an account; it appears at once")
    HELD = "held", _("Every comment waits for a moderator")
    FIRST = "first", _("The first comment of a writer waits, later ones appear at once")
    OPEN = "open", _("Comments appear at once")


class RootOrder(models.TextChoices):
    """Which conversation stands first; inside one, the oldest answer always does."""

    OLDEST = "oldest", _("Oldest first")
    NEWEST = "newest", _("Newest first")


class Rank(models.IntegerChoices):
    """Where a conversation stands under its entry, before the order of conversations."""

    PINNED = 0, _("Pinned")
    USUAL = 1, _("As it comes")
    OFF_TOPIC = 2, _("Off topic")


class HeldFor(models.TextChoices):
    """Why a comment waits."""

    POLICY = "policy", _("Every comment waits")
    FIRST = "first", _("The first comment of this writer")
    FILTER = "filter", _("The filter is not sure")
    BAN = "ban", _("A rule about this writer, word, domain or network")
    SLOW = "slow", _("A heated thread")
    EDITED = "edited", _("Changed by its writer")
    REPORTS = "reports", _("Reported by readers")
    OPINION = "opinion", _("Somebody asks for a second opinion")


class MailPace(models.TextChoices):
    """When those who decide or sign are told of new comments."""

    INSTANT = "instant", _("At once")
    DAILY = "daily", _("Once a day, all together")


class ReportReason(models.TextChoices):
    """Why a reader thinks that a comment should not stand there."""

    SPAM = "spam", _("Advertising")
    ABUSE = "abuse", _("Insult or threat")
    PRIVATE = "private", _("Personal data of somebody")
    OTHER = "other", _("Something else")


class BanKind(models.TextChoices):
    """What a rule is about."""

    WRITER = "writer", _("Writer")
    NETWORK = "network", _("Network")
    WORD = "word", _("Word")
    DOMAIN = "domain", _("Domain of a link")


class BanEffect(models.TextChoices):
    """What becomes of a comment that a rule is about."""

    HOLD = "hold", _("It waits")
    SLOW = "slow", _("One comment every ten minutes")
    REFUSE = "refuse", _("It is refused, with a word to the writer")
