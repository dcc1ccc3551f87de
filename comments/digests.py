"""One mail a day about new comments, for those who do not want one for each.

What is due is found by asking: a day begins at HOUR, and the key of a mail names its day and recipient.
So it makes no difference how often this runs, nor whether the worker was away: the next digest begins
where the last one ended. When the policy goes back to a mail for each comment, a last digest tells of what
came until then.
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
    """One comment in the digest of `user`."""

    comment: Comment
    entry: Entry
    user: User

    @property
    def decide_url(self) -> str:
        """The recipient's own link."""
        return decisions.address_of(self.comment, self.user)


@dataclass
class Digest:
    """What one person is told, oldest first, of the time since `since`."""

    user: User
    since: datetime
    items: list[Item] = field(default_factory=list)

    @property
    def waiting(self) -> list[Item]:
        """What waits; the mail begins with it."""
        return [item for item in self.items if not item.comment.is_approved]

    @property
    def shown(self) -> list[Item]:
        """What is on the page."""
        return [item for item in self.items if item.comment.is_approved]

    def add(self, comment: Comment, entry: Entry) -> None:
        """Tell of `comment`, unless that was done or its writer is the one who is told."""
        if self.since <= comment.submit_date and comment.user_id != self.user.pk:
            self.items.append(Item(comment, entry, self.user))

    def leave_out_what_was_told_at_once(self) -> None:
        """Tell nothing of which a mail of its own has told, when the policy wanted these."""
        keys = {notifications.key_of(item.comment, self.user): item for item in self.items}
        told = OutgoingMail.objects.only("key").in_bulk(list(keys), field_name="key")
        self.items = [item for key, item in keys.items() if key not in told]


def write_due(now: datetime | None = None) -> int:
    """Write the digests of the day that `now` is in, as far as they are not written; return how many."""
    policy = CommentPolicy.load()
    if policy.mail_pace != MailPace.DAILY:
        return 0
    end = _beginning_of_day(now or timezone.now())
    return sum(_write(digest, _key(digest.user, end)) for digest in _collect(end, policy))


def write_last() -> int:
    """Write what is left to tell when everybody is told at once from now on; return how many digests.

    In the transaction that changes the policy.
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
    """Return what everybody is to be told of the time up to `end`, since their last digest."""
    fresh = Comment.objects.filter(
        submit_date__gte=end - LONGEST,
        submit_date__lt=end,
        state__in=[State.HELD, State.APPROVED],
    )
    digests: dict[int, Digest] = {}
    entries: dict[str, Entry | None] = {}
    people: dict[tuple[str, bool], list[User]] = {}
    for comment in fresh.order_by("pk").iterator(chunk_size=200):
        key, waits = comment.entry_key, not comment.is_approved
        if key not in entries:
            entries[key] = find_entry(key)
        entry = entries[key]
        if entry is None:
            continue
        if (key, waits) not in people:
            people[key, waits] = notifications.interested(entry, policy, waits=waits)
        for user in people[key, waits]:
            if user.pk not in digests:
                digests[user.pk] = Digest(user, _last_end(user, end, policy))
            digests[user.pk].add(comment, entry)
    for digest in digests.values():
        digest.leave_out_what_was_told_at_once()
    return [digest for digest in digests.values() if digest.items]


def _write(digest: Digest, key: str) -> bool:
    """Write the mail; return whether it was not written before."""
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
    """Return the latest moment up to `now` at which a day began."""
    local = timezone.localtime(now, timezone.get_default_timezone())
    begun = local.replace(hour=HOUR, minute=0, second=0, microsecond=0, fold=0)
    return begun if begun <= local else begun - timedelta(days=1)


def _last_end(user: User, end: datetime, policy: CommentPolicy) -> datetime:
    """Return up to when `user` was told before `end`, at most LONGEST ago."""
    last = _beginning_of_day(end)
    days = [last - timedelta(days=number) for number in range(LONGEST.days + 1)]
    keys = {_key(user, day): day for day in days}
    written = OutgoingMail.objects.filter(key__in=keys).values_list("key", flat=True)
    ends = [keys[key] for key in written]
    return max([end - LONGEST, *ends, *filter(None, [policy.digests_until])])


def _key(user: User, end: datetime) -> str:
    return f"comment-digest-{end:%Y-%m-%d}-u{user.pk}"
