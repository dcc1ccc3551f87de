"""Choices of the comments' models."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """State of a comment. Readers see approved comments only."""

    HELD = "held", _("Awaiting moderation")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    SPAM = "spam", _("Spam")
    REMOVED = "removed", _("Removed")

    @property
    def package_flags(self) -> dict[str, bool]:
        """The values of the package's columns for this state, which its own code reads."""
        waits_or_shows = self in (State.HELD, State.APPROVED)
        return {"is_public": self == State.APPROVED, "is_removed": not waits_or_shows}


class Admission(models.TextChoices):
    """Admission of new comments by readers."""

    CLOSED = "closed", _("No one may comment")
    MEMBERS = "members", _("Only people with an account, shown immediately")
    HELD = "held", _("All comments must be approved by a moderator")
    FIRST = (
        "first",
        _(
            "The first comment of each commenter is held for moderation, later ones appear "
            "immediately"
        ),
    )
    OPEN = "open", _("Comments appear immediately")


class RootOrder(models.TextChoices):
    """Order of conversations. Inside a conversation, replies are always oldest first."""

    OLDEST = "oldest", _("Oldest first")
    NEWEST = "newest", _("Newest first")


class Rank(models.IntegerChoices):
    """Rank of a conversation under its entry. It is sorted before RootOrder."""

    PINNED = 0, _("Pinned")
    USUAL = 1, _("Normal")
    OFF_TOPIC = 2, _("Off topic")


class HeldFor(models.TextChoices):
    """Reason why a comment is held."""

    POLICY = "policy", _("Site policy: all comments are held for moderation")
    FIRST = "first", _("The first comment by this commenter")
    FILTER = "filter", _("The filter is not sure")
    NAME = "name", _("The name is that of a person or role of this blog")
    BAN = "ban", _("A rule about this commenter, word, domain or network")
    SLOW = "slow", _("A heated conversation")
    EDITED = "edited", _("Edited by the commenter")
    REPORTS = "reports", _("Reported by readers")
    OPINION = "opinion", _("Waiting for a second opinion")


class NotificationFrequency(models.TextChoices):
    """Frequency of mails about new comments to moderators and authors."""

    INSTANT = "instant", _("Immediately")
    DAILY = "daily", _("Once a day in one email")


class ReportReason(models.TextChoices):
    """Reason of a report."""

    SPAM = "spam", _("Advertising")
    ABUSE = "abuse", _("Insult or threat")
    PRIVATE = "private", _("Someone’s personal data")
    OTHER = "other", _("Other")


class BanKind(models.TextChoices):
    """What a ban applies to."""

    WRITER = "writer", _("Commenter")
    NETWORK = "network", _("Network")
    WORD = "word", _("Word")
    DOMAIN = "domain", _("Domain of a link")


class BanEffect(models.TextChoices):
    """Effect of a ban on a new comment."""

    HOLD = "hold", _("Hold for moderation")
    SLOW = "slow", _("One comment every ten minutes")
    REFUSE = "refuse", _("Reject it with a message to the commenter")


#: Tabs of the queue besides the states: reported comments, and requests for a second opinion.
REPORTED = "reported"
OPINIONS = "opinions"
