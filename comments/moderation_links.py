"""Signed links in notification mails, to decide about a comment without signing in.

A link is signed for one recipient, one comment and its state at the time of the mail. It opens a page
with buttons (comments/views/mail_links.py). The permission of the recipient is checked on each request.
The link is invalid once the recipient's address changes, and has no effect once the state has changed.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.urls import reverse

from accounts.models import User
from blog.models import Entry
from comments.enums import State
from comments.identity import keyed_hash
from comments.models import Comment
from comments.policy import may_moderate
from comments.targets import target_of
from core.site_urls import absolute

VALID = timedelta(days=14)
SALT = "comments.moderation_links"
# State by the value of the button.
ACTIONS = {"approve": State.APPROVED, "reject": State.REJECTED, "spam": State.SPAM}


@dataclass(frozen=True)
class Case:
    """The content of a link. `was` is the state of the comment at the time of the mail."""

    comment: Comment
    entry: Entry
    user: User
    was: State

    @property
    def is_open(self) -> bool:
        """Whether the comment is still in the state of the mail."""
        return self.comment.state == self.was

    @property
    def actions(self) -> dict[str, State]:
        """The possible decisions: all states except the one of the mail."""
        return {action: state for action, state in ACTIONS.items() if state != self.was}


def decision_url(comment: Comment, user: User) -> str:
    """Return the absolute URL by which `user` decides about `comment` in its present state."""
    payload = [comment.pk, user.pk, comment.state, _address_hash(user)]
    return absolute(reverse("comments:decide", args=[signing.dumps(payload, salt=SALT)]))


def get_case(token: str) -> Case | None:
    """Return the case of a link; None where the comment is gone or the recipient may no longer decide.

    Raises signing.SignatureExpired for an expired token, signing.BadSignature for an invalid one.
    """
    comment_pk, user_pk, was, address_hash = signing.loads(token, salt=SALT, max_age=VALID)
    comment = Comment.objects.filter(pk=comment_pk).first()
    entry = target_of(comment.entry_key) if comment else None
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    if comment is None or entry is None or user is None or address_hash != _address_hash(user):
        return None
    return Case(comment, entry, user, State(was)) if may_moderate(user, entry) else None


def _address_hash(user: User) -> str:
    """Return a keyed hash of the address of `user`."""
    return keyed_hash("decisions", user.email.lower())[:16]
