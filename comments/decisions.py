"""Deciding about a comment from the mail that told of it, without signing in.

A link is signed for one recipient, one comment, and the state that the mail spoke of. It opens a page
with buttons (comments/mail_views.py); whether its recipient may decide is asked of the tables at that
moment. It dies with the address that it went to, and does nothing more once somebody has decided.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.urls import reverse

from accounts.models import User
from blog.models import Entry
from comments.entries import find as find_entry
from comments.enums import State
from comments.models import Comment
from comments.policy import may_moderate
from comments.writers import keyed
from core.site_urls import absolute

VALID = timedelta(days=14)
SALT = "comments.decisions"
# What the buttons say, by what they lead to.
ACTIONS = {"approve": State.APPROVED, "reject": State.REJECTED, "spam": State.SPAM}


@dataclass(frozen=True)
class Case:
    """A comment in front of somebody who decides about it. `was` is its state when the mail was written."""

    comment: Comment
    entry: Entry
    user: User
    was: State

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided since the mail."""
        return self.comment.state == self.was

    @property
    def actions(self) -> dict[str, State]:
        """What can be decided: all that leads to another state."""
        return {action: state for action, state in ACTIONS.items() if state != self.was}


def address_of(comment: Comment, user: User) -> str:
    """Return the absolute address at which `user` decides about `comment` as it stands now."""
    facts = [comment.pk, user.pk, comment.state, _mailbox(user)]
    return absolute(reverse("comments:decide", args=[signing.dumps(facts, salt=SALT)]))


def find(token: str) -> Case | None:
    """Return what a link is about; None where the comment is gone or its recipient may not decide.

    Raises signing.SignatureExpired for one that is too old, signing.BadSignature for one of another make.
    """
    comment_pk, user_pk, was, mailbox = signing.loads(token, salt=SALT, max_age=VALID)
    comment = Comment.objects.filter(pk=comment_pk).first()
    entry = find_entry(comment.entry_key) if comment else None
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    if comment is None or entry is None or user is None or mailbox != _mailbox(user):
        return None
    return Case(comment, entry, user, State(was)) if may_moderate(user, entry) else None


def _mailbox(user: User) -> str:
    """What stands for the address that the mail went to."""
    return keyed("decisions", user.email.lower())[:16]
