"""Reply notifications by mail: subscription, confirmation (double opt-in), sending, unsubscription.

Anyone can type any address, so no comment is mailed before the owner of the mailbox has confirmed. The
confirmation mail (mail.confirmations) holds a link to a page with a button, and no text of a visitor.
"""

import re
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User
from blog.models import Entry
from comments.enums import State
from comments.identity import Identity
from comments.models import Comment, ReplySubscription
from comments.targets import target_of
from core.models import SiteSettings
from core.site_urls import absolute
from mail import confirmations, outbox
from mail.addresses import normalised
from mail.models import OutgoingMail

VALID = timedelta(days=7)  # of confirmation links; unsubscribe links do not expire
UNDO = timedelta(seconds=30)  # delay of mails, so that an approval undone at once sends none
CONFIRMING, STOPPING = "comments.reply_notifications.confirm", "comments.reply_notifications.stop"
MAIL_KEY = "reply-"
_KEY = re.compile(r"[A-Za-z0-9_-]{32}")


# Subscription
def subscribe(
    comment: Comment,
    *,
    address: str = "",
    user: User | None = None,
    language: str,
    network: str = "",
) -> ReplySubscription | None:
    """Subscribe the writer of `comment` to replies, and send a confirmation mail to `address`.

    No mail is needed, and `confirmed_at` is set at once, for an account, whose address is verified, and
    for a guest's browser that has confirmed the same address before. A second call for the same comment
    changes nothing. For a comment marked as spam no mail is sent. Returns None where the limit of the
    `network` or the global limit of confirmation mails is exceeded. Raises ValidationError for an
    invalid address.
    """
    values = {
        "user": user,
        "address": "" if user else normalised(address),
        "language": language,
    }
    try:
        with transaction.atomic():
            row, is_new = ReplySubscription.objects.get_or_create(comment=comment, defaults=values)
            if is_new and (user or _has_confirmed_before(row, network)):
                row.confirmed_at = timezone.now()
                row.save(update_fields=["confirmed_at"])
            elif is_new and comment.state != State.SPAM:
                _send_confirmation(row, network)
    except ValidationError as error:
        if error.code != "flood":
            raise
        return None
    return row


def _send_confirmation(row: ReplySubscription, network: str) -> None:
    """Enqueue the confirmation mail. It holds no text that a visitor has typed."""
    entry = entry_of(row)
    if entry is None:
        return
    token = signing.dumps(row.key, salt=CONFIRMING)
    confirmations.send(
        key=f"reply-wish-{row.pk}",
        to=row.address,
        template="reply_confirmation",
        context={
            "entry": entry,
            "entry_url": absolute(entry.get_absolute_url()),
            "link": absolute(reverse("comments:reply_confirm", args=[token])),
            "days": VALID.days,
        },
        language=row.language,
        network=network,
    )


def entry_of(row: ReplySubscription) -> Entry | None:
    """Return the entry of the comment if it is public, else None."""
    entry = target_of(row.comment.entry_key)
    return entry if entry and entry.is_published else None


def _has_confirmed_before(row: ReplySubscription, network: str) -> bool:
    """Whether the same browser has confirmed this address. A network key does not count: many share one."""
    writer = row.comment.writer_key
    if not writer or writer == Identity(network=network).network_key:
        return False
    same = ReplySubscription.objects.filter(address=row.address, comment__writer_key=writer)
    return same.exclude(confirmed_at=None).exists()


# Confirmation
def get_by_token(token: str) -> ReplySubscription | None:
    """Return the subscription of a confirmation link; None where it was deleted.

    Raises signing.SignatureExpired for an expired token, signing.BadSignature for an invalid one.
    """
    key = signing.loads(token, salt=CONFIRMING, max_age=VALID)
    return ReplySubscription.objects.select_related("comment").filter(key=key).first()


def confirm(row: ReplySubscription) -> bool:
    """Confirm the subscription; return False, and change nothing, where it is confirmed already.

    A mailbox gets one confirmation mail in a window. So other subscriptions of the same browser for the
    same address are confirmed together with it.
    """
    writer = row.comment.writer_key
    is_browser = bool(writer) and writer != row.comment.network_key
    with transaction.atomic():
        unconfirmed = ReplySubscription.objects.filter(confirmed_at=None)
        if not unconfirmed.filter(pk=row.pk).update(confirmed_at=timezone.now()):
            return False
        if is_browser:
            same = unconfirmed.filter(address=row.address, comment__writer_key=writer)
            same.update(confirmed_at=timezone.now())
        confirmations.mark_confirmed(row.address, row.language)
    return True


def prune() -> int:
    """Delete subscriptions that were not confirmed in time; return their number."""
    old = ReplySubscription.objects.filter(confirmed_at=None, created_at__lt=timezone.now() - VALID)
    return old.delete()[0]


# Sending
def notify(comment: Comment, entry: Entry) -> None:
    """Enqueue mails about `comment`, which has become public, to the subscribers above it.

    Each recipient gets one mail, even with several subscriptions in the conversation or after a second
    approval. None goes to the writer of `comment`, for an entry that is not public, or to the subscriber
    of a comment that is not public. Call it in the transaction of the approval.
    """
    if not comment.is_reply or not entry.is_published:
        return
    above = list(_subscriptions_above(comment))
    keys = [_mail_key(comment, row) for row in above]
    earlier = OutgoingMail.objects.filter(key__in=keys).values_list("recipient", flat=True)
    notified = {address.lower() for address in earlier} | {_address_of_writer(comment)}
    for row in above:
        address = _recipient(row)
        if not row.comment.is_approved or _is_by(comment, row) or address.lower() in notified:
            continue
        notified.add(address.lower())
        _enqueue(row, address, comment, entry)


def cancel(comment: Comment) -> None:
    """Cancel the waiting mails about `comment`, and those to its subscriber."""
    keys = [_mail_key(comment, row) for row in _subscriptions_above(comment)]
    outbox.cancel(OutgoingMail.objects.filter(key__in=keys))
    _cancel_mails_for(ReplySubscription.objects.filter(comment=comment))


def cancel_all(entry_key: str) -> None:
    """Cancel the waiting reply mails about comments on the entry with that key."""
    comment_pks = {key: int(key.split("-")[1]) for key in _waiting_keys()}
    hidden = Comment.objects.filter(entry_key=entry_key, pk__in=comment_pks.values())
    pks = set(hidden.values_list("pk", flat=True))
    keys = [key for key, pk in comment_pks.items() if pk in pks]
    outbox.cancel(OutgoingMail.objects.filter(key__in=keys))


def _enqueue(row: ReplySubscription, address: str, comment: Comment, entry: Entry) -> None:
    stop = absolute(reverse("comments:reply_stop", args=[row.key]))
    user = row.user
    outbox.enqueue(
        key=_mail_key(comment, row),
        to=address,
        template="reply",
        context={
            "comment": comment,
            "entry": entry,
            "own": row.comment,
            "link": absolute(comment.get_absolute_url()),
            "stop": stop,
            "stop_all": absolute(reverse("comments:reply_stop_all", args=[owner_key(row)])),
        },
        language=(user.language or SiteSettings.load().language) if user else row.language,
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        },
        delay=UNDO,
    )


def _subscriptions_above(comment: Comment) -> QuerySet[ReplySubscription]:
    """Return the confirmed subscriptions of the ancestors of `comment`, the nearest first."""
    above = ReplySubscription.objects.filter(comment__in=comment.ancestors_and_self[:-1])
    rows = above.exclude(confirmed_at=None).select_related("comment", "user")
    return rows.order_by("-comment__level")


def _recipient(row: ReplySubscription) -> str:
    """Return the present address of the account, "" if it is inactive; for a guest the confirmed address."""
    if row.user is None:
        return row.address
    return row.user.email if row.user.is_active else ""


def _address_of_writer(comment: Comment) -> str:
    """Return the writer's address in lower case, "" without one."""
    return (comment.user.email if comment.user else comment.user_email).lower()


def _is_by(comment: Comment, row: ReplySubscription) -> bool:
    """Whether the subscriber wrote `comment`."""
    if comment.user_id is not None:
        return comment.user_id == row.user_id
    return bool(comment.writer_key) and comment.writer_key == row.comment.writer_key


def _mail_key(comment: Comment, row: ReplySubscription) -> str:
    return f"{MAIL_KEY}{comment.pk}-{row.pk}"


# Unsubscription
def get_by_key(key: str) -> ReplySubscription | None:
    """Return the subscription of an unsubscribe link; None where it was deleted."""
    if not _KEY.fullmatch(key):  # PostgreSQL takes no NUL
        return None
    return ReplySubscription.objects.select_related("comment").filter(key=key).first()


def owner_key(row: ReplySubscription) -> str:
    """Return the key in the link that unsubscribes from all: it identifies the owner, not a subscription."""
    digest = _owner_digest(row.user_id, row.address, settings.SECRET_KEY)
    return signing.Signer(salt=STOPPING).sign(digest)


def stop(row: ReplySubscription) -> None:
    """Delete all subscriptions of the owner in this conversation, and cancel their waiting mails."""
    owner = {"user": row.user_id} if row.user_id else {"user": None, "address": row.address}
    _stop(ReplySubscription.objects.filter(comment__root=row.comment.root, **owner))


def stop_all(key: str) -> None:
    """Delete all subscriptions of the owner of `key` (`owner_key`), and cancel their waiting mails.

    Raises signing.BadSignature for an invalid key, or one signed with a secret that was removed.
    """
    expected = parse_owner_key(key)
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    for user, address in ReplySubscription.objects.values_list("user", "address").distinct():
        digests = [_owner_digest(user, address, secret) for secret in secrets]
        if any(constant_time_compare(digest, expected) for digest in digests):
            _stop(ReplySubscription.objects.filter(user=user, address=address))


def parse_owner_key(key: str) -> str:
    """Return the digest of the owner in `key`; raises like `stop_all`."""
    return signing.Signer(salt=STOPPING).unsign(key)


def _stop(rows: QuerySet[ReplySubscription]) -> None:
    with transaction.atomic():
        _cancel_mails_for(rows)
        rows.delete()


def _owner_digest(user: int | None, address: str, secret: str | bytes) -> str:
    """Return the keyed hash that identifies an owner. It cannot be reversed without the secret."""
    owner = f"user-{user}" if user else address
    return salted_hmac(STOPPING, owner, secret=secret, algorithm="sha256").hexdigest()


# Waiting mails
def _cancel_mails_for(rows: QuerySet[ReplySubscription]) -> None:
    pks = {str(pk) for pk in rows.values_list("pk", flat=True)}
    keys = [key for key in _waiting_keys() if key.split("-")[2] in pks] if pks else []
    outbox.cancel(OutgoingMail.objects.filter(key__in=keys))


def _waiting_keys() -> list[str]:
    """Return the keys of all waiting reply mails, which are few; confirmation mails are not included."""
    waiting = OutgoingMail.objects.waiting().filter(key__regex=rf"^{MAIL_KEY}[0-9]+-[0-9]+$")
    return list(waiting.values_list("key", flat=True))
