"""One mail a day about new comments, for those who do not want one for each.

What is due is found by asking: a day begins at HOUR, and the key of a mail names its day and recipient.
So it makes no difference how often this runs, nor whether the worker was away: the next digest begins
where the last one ended.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.mail import language_of
from accounts.models import User
from blog.models import Entry
from comments import decisions, notifications
from comments.entries import find as find_entry
from comments.enums import MailPace, State
from comments.models import Comment, CommentPolicy
from core.site_urls import absolute
from mail import outbox
from mail.models import OutgoingMail

HOUR = 8  # on the site's clock: with the morning's coffee
LONGEST = timedelta(days=7)  # what is older is found in the queue
SHOWN = 30  # comments a mail tells of; of the others, their number


@dataclass(frozen=True)
class Item:
    """One comment in a digest; `decide_url` is the recipient's own link."""

    comment: Comment
    entry: Entry
    decide_url: str


@dataclass
class Digest:
    """What one person is told: what waits first, then what is on the page; each oldest first."""

    user: User
    since: datetime
    waiting: list[Item] = field(default_factory=list)
    shown: list[Item] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Of how many comments it tells."""
        return len(self.waiting) + len(self.shown)


def write_due(now: datetime | None = None) -> int:
    """Write the digests of the day that `now` is in, as far as they are not written; return how many."""
    policy = CommentPolicy.load()
    if policy.mail_pace != MailPace.DAILY:
        return 0
    end = _beginning_of_day(now or timezone.now())
    digests = [digest for digest in _collect(end, policy) if digest.count]
    return sum(_write(digest, end) for digest in digests)


def _collect(end: datetime, policy: CommentPolicy) -> list[Digest]:
    """Return what everybody is to be told of the time up to `end`, since their last digest."""
    fresh = Comment.objects.filter(
        submit_date__gte=end - LONGEST,
        submit_date__lt=end,
        state__in=[State.HELD, State.APPROVED],
    )
    digests: dict[int, Digest] = {}
    entries: dict[str, Entry | None] = {}
    for comment in fresh.order_by("pk").iterator(chunk_size=200):
        if comment.entry_key not in entries:
            entries[comment.entry_key] = find_entry(comment.entry_key)
        entry = entries[comment.entry_key]
        for user in notifications.recipients(comment, entry, policy) if entry else []:
            digest = digests.setdefault(user.pk, Digest(user, _last_end(user, end)))
            if entry and digest.since <= comment.submit_date and not _was_told(user, comment):
                part = digest.shown if comment.is_approved else digest.waiting
                part.append(Item(comment, entry, decisions.address_of(comment, user)))
    return list(digests.values())


def _write(digest: Digest, end: datetime) -> bool:
    """Write the mail; return whether it was not written before."""
    waiting = digest.waiting[:SHOWN]
    shown = digest.shown[: SHOWN - len(waiting)]
    with transaction.atomic():
        mail = outbox.enqueue(
            key=_key(digest.user, end),
            to=digest.user.email,
            template="comment_digest",
            context={
                "count": digest.count,
                "waiting_count": len(digest.waiting),
                "waiting": waiting,
                "shown": shown,
                "more": digest.count - len(waiting) - len(shown),
                "queue_url": absolute(reverse("admin:comments_queue")),
            },
            language=language_of(digest.user),
        )
    return mail is not None


def _beginning_of_day(now: datetime) -> datetime:
    """Return the latest moment up to `now` at which a day began."""
    local = timezone.localtime(now, timezone.get_default_timezone())
    begun = local.replace(hour=HOUR, minute=0, second=0, microsecond=0, fold=0)
    return begun if begun <= local else begun - timedelta(days=1)


def _last_end(user: User, end: datetime) -> datetime:
    """Return up to when `user` was told before `end`, at most LONGEST ago."""
    days = [end - timedelta(days=number) for number in range(LONGEST.days + 1)]
    keys = {_key(user, day): day for day in days}
    written = OutgoingMail.objects.filter(key__in=keys).values_list("key", flat=True)
    return max((keys[key] for key in written), default=end - LONGEST)


def _was_told(user: User, comment: Comment) -> bool:
    """Whether a mail told of it at once, before the policy asked for digests."""
    return OutgoingMail.objects.filter(key=notifications.key_of(comment, user)).exists()


def _key(user: User, end: datetime) -> str:
    return f"comment-digest-{end:%Y-%m-%d}-u{user.pk}"
