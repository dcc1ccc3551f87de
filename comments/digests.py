"""Daily digests: one mail a day about new comments, in place of a mail for each.

A day begins at HOUR. The key of a mail holds its day and recipient, so any number of runs writes a digest
once, and after a pause of the worker the next digest begins where the last one ended. When the policy
changes to a mail for each comment, a final digest covers the time until then.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.emails import language_of
from accounts.models import User
from blog.models import Entry
from comments import moderation_links, notifications
from comments.enums import NotificationFrequency, State
from comments.models import Comment, CommentPolicy
from comments.targets import target_of
from core.site_urls import absolute
from mail import outbox
from mail.models import OutgoingMail

HOUR = 8  # in the site's time zone
LONGEST = timedelta(days=7)  # older comments are in the queue only
SHOWN = 30  # comments in a mail; the others are counted


@dataclass(frozen=True)
class DigestItem:
    """One comment in the digest of `user`."""

    comment: Comment
    entry: Entry
    user: User

    @property
    def decide_url(self) -> str:
        """The signed link by which the recipient decides."""
        return moderation_links.decision_url(self.comment, self.user)


@dataclass
class Digest:
    """The comments for one recipient since `since`, oldest first."""

    user: User
    since: datetime
    items: list[DigestItem] = field(default_factory=list)

    @property
    def waiting(self) -> list[DigestItem]:
        """Held comments, which come first in the mail."""
        return [item for item in self.items if not item.comment.is_approved]

    @property
    def shown(self) -> list[DigestItem]:
        """Public comments."""
        return [item for item in self.items if item.comment.is_approved]

    def add(self, comment: Comment, entry: Entry) -> None:
        """Append `comment`, unless it is older than `since` or the recipient wrote it."""
        if self.since <= comment.submit_date and comment.user_id != self.user.pk:
            self.items.append(DigestItem(comment, entry, self.user))

    def exclude_already_mailed(self) -> None:
        """Remove comments that had a mail of their own, from a time when the policy was INSTANT."""
        keys = {notifications.key_of(item.comment, self.user): item for item in self.items}
        mailed = OutgoingMail.objects.only("key").in_bulk(list(keys), field_name="key")
        self.items = [item for key, item in keys.items() if key not in mailed]


def write_due(now: datetime | None = None) -> int:
    """Enqueue the missing digests of the day of `now`; return their number."""
    policy = CommentPolicy.load()
    if policy.notification_frequency != NotificationFrequency.DAILY:
        return 0
    end = _beginning_of_day(now or timezone.now())
    return sum(_write(digest, _key(digest.user, end)) for digest in _collect(end, policy))


def write_final() -> int:
    """Enqueue the final digests before mails are sent for each comment; return their number.

    Call it in the transaction that changes the policy.
    """
    policy, end = CommentPolicy.locked(), timezone.now()
    written = sum(
        _write(digest, f"comment-digest-until-{end.isoformat()}-u{digest.user.pk}")
        for digest in _collect(end, policy)
    )
    policy.digests_until = end
    policy.save(update_fields=["digests_until"])
    return written


def _collect(end: datetime, policy: CommentPolicy) -> list[Digest]:
    """Return the digests of all recipients, from the end of their last digest up to `end`."""
    recent = Comment.objects.filter(
        submit_date__gte=end - LONGEST,
        submit_date__lt=end,
        state__in=[State.HELD, State.APPROVED],
    )
    digests: dict[int, Digest] = {}
    entries: dict[str, Entry | None] = {}
    recipients: dict[tuple[str, bool], list[User]] = {}
    for comment in recent.order_by("pk").iterator(chunk_size=200):
        key, waits = comment.entry_key, not comment.is_approved
        if key not in entries:
            entries[key] = target_of(key)
        entry = entries[key]
        if entry is None:
            continue
        if (key, waits) not in recipients:
            recipients[key, waits] = notifications.subscribers(entry, policy, waits=waits)
        for user in recipients[key, waits]:
            if user.pk not in digests:
                digests[user.pk] = Digest(user, _last_end(user, end, policy))
            digests[user.pk].add(comment, entry)
    for digest in digests.values():
        digest.exclude_already_mailed()
    return [digest for digest in digests.values() if digest.items]


def _write(digest: Digest, key: str) -> bool:
    """Enqueue the mail; return False where it exists already."""
    waiting, shown = digest.waiting, digest.shown
    with transaction.atomic():
        mail = outbox.enqueue(
            key=key,
            to=digest.user.email,
            template="comment_digest",
            context={
                "count": len(digest.items),
                "waiting_count": len(waiting),
                "waiting": waiting[:SHOWN],
                "shown": shown[: max(0, SHOWN - len(waiting))],
                "more": max(0, len(digest.items) - SHOWN),
                "queue_url": absolute(reverse("admin:comments_queue")),
            },
            language=language_of(digest.user),
        )
    return mail is not None


def _beginning_of_day(now: datetime) -> datetime:
    """Return the latest HOUR o'clock up to `now`."""
    local = timezone.localtime(now, timezone.get_default_timezone())
    beginning = local.replace(hour=HOUR, minute=0, second=0, microsecond=0, fold=0)
    return beginning if beginning <= local else beginning - timedelta(days=1)


def _last_end(user: User, end: datetime, policy: CommentPolicy) -> datetime:
    """Return the end of the last digest of `user` before `end`, at most LONGEST ago."""
    last = _beginning_of_day(end)
    days = [last - timedelta(days=number) for number in range(LONGEST.days + 1)]
    keys = {_key(user, day): day for day in days}
    written = OutgoingMail.objects.filter(key__in=keys).values_list("key", flat=True)
    ends = [keys[key] for key in written]
    return max([end - LONGEST, *ends, *filter(None, [policy.digests_until])])


def _key(user: User, end: datetime) -> str:
    return f"comment-digest-{end:%Y-%m-%d}-u{user.pk}"
