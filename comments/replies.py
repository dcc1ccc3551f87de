"""Answers by mail: who wants them, how they confirm it, what they get, and how they stop it.

Anybody can type anybody's address, so nothing of a comment is mailed before the owner of the mailbox has
pressed a button behind the link of a mail that says nothing but which site asks (mail.confirmations).
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
from comments.entries import find as find_entry
from comments.enums import State
from comments.models import Comment, ReplyWish
from comments.writers import Writer
from core.models import SiteSettings
from core.site_urls import absolute
from mail import confirmations, outbox
from mail.addresses import normalised
from mail.models import OutgoingMail

VALID = timedelta(days=7)  # the link that confirms; those that stop never end
UNDO = timedelta(seconds=30)  # a moderator who takes an approval back at once has mailed nothing
CONFIRMING, STOPPING = "comments.replies.confirm", "comments.replies.stop"
MAIL_KEY = "reply-"
_KEY = re.compile(r"[A-Za-z0-9_-]{32}")


# Asking
def wish(
    comment: Comment,
    *,
    address: str = "",
    user: User | None = None,
    language: str,
    network: str = "",
) -> ReplyWish | None:
    """Note that the writer of `comment` wants its answers by mail, and ask `address` to confirm it.

    Nothing is asked, and the wish holds at once (`confirmed_at`), for an account, whose address is known
    to be its own, and for a guest's browser that has confirmed the same address before. A second call
    for the same comment changes nothing. What is taken for advertising has nothing mailed. Returns None
    where the `network`, or everybody together, has asked too often. Raises ValidationError for what is
    no address.
    """
    wanted = {
        "user": user,
        "address": "" if user else normalised(address),
        "language": language,
    }
    try:
        with transaction.atomic():
            row, is_new = ReplyWish.objects.get_or_create(comment=comment, defaults=wanted)
            if is_new and (user or _has_confirmed_before(row, network)):
                row.confirmed_at = timezone.now()
                row.save(update_fields=["confirmed_at"])
            elif is_new and comment.state != State.SPAM:
                _ask(row, network)
    except ValidationError as error:
        if error.code != "flood":
            raise
        return None
    return row


def _ask(row: ReplyWish, network: str) -> None:
    """Write the mail that asks. It holds no word that a visitor has typed."""
    entry = entry_of(row)
    if entry is None:
        return
    token = signing.dumps(row.key, salt=CONFIRMING)
    confirmations.send(
        key=f"reply-wish-{row.pk}",
        to=row.address,
        template="reply_wish",
        context={
            "entry": entry,
            "entry_url": absolute(entry.get_absolute_url()),
            "link": absolute(reverse("comments:reply_confirm", args=[token])),
            "days": VALID.days,
        },
        language=row.language,
        network=network,
    )


def entry_of(row: ReplyWish) -> Entry | None:
    """Return what the comment stands on, as far as readers see it."""
    entry = find_entry(row.comment.entry_key)
    return entry if entry and entry.is_published else None


def _has_confirmed_before(row: ReplyWish, network: str) -> bool:
    """Whether the same browser has confirmed this address. A network is no browser: many share one."""
    writer = row.comment.writer_key
    if not writer or writer == Writer(network=network).network_key:
        return False
    same = ReplyWish.objects.filter(address=row.address, comment__writer_key=writer)
    return same.exclude(confirmed_at=None).exists()


# Confirming
def find(token: str) -> ReplyWish | None:
    """Return the wish that the link of a mail is about; None where it is gone.

    Raises signing.SignatureExpired for one that is too old, signing.BadSignature for one of another make.
    """
    key = signing.loads(token, salt=CONFIRMING, max_age=VALID)
    return ReplyWish.objects.select_related("comment").filter(key=key).first()


def confirm(row: ReplyWish) -> bool:
    """Let the wish hold from now on; return False for one that holds already, which changes nothing.

    A mailbox gets one such mail in a window, so what the same browser has asked for the same address
    meanwhile is confirmed along with it.
    """
    writer = row.comment.writer_key
    is_browser = bool(writer) and writer != row.comment.network_key
    with transaction.atomic():
        open_wishes = ReplyWish.objects.filter(confirmed_at=None)
        if not open_wishes.filter(pk=row.pk).update(confirmed_at=timezone.now()):
            return False
        if is_browser:
            same = open_wishes.filter(address=row.address, comment__writer_key=writer)
            same.update(confirmed_at=timezone.now())
        confirmations.confirmed(row.address, row.language)
    return True


def forget_old() -> int:
    """Delete wishes that nobody confirmed in time; return how many."""
    old = ReplyWish.objects.filter(confirmed_at=None, created_at__lt=timezone.now() - VALID)
    return old.delete()[0]


# Telling
def tell_of(comment: Comment, entry: Entry) -> None:
    """Mail `comment`, which readers see from now on, to everybody above it who wants answers.

    Once to each, whatever else they wrote in the conversation and however often it is approved; not to
    its own writer, and not for an entry or below a comment that readers do not see. Inside the
    transaction of the approval.
    """
    if not comment.is_reply or not entry.is_published:
        return
    above = list(_wishes_above(comment))
    keys = [_mail_key(comment, row) for row in above]
    earlier = OutgoingMail.objects.filter(key__in=keys).values_list("recipient", flat=True)
    served = {address.lower() for address in earlier} | {_address_of_writer(comment)}
    for row in above:
        address = _recipient(row)
        if not row.comment.is_approved or _is_by(comment, row) or address.lower() in served:
            continue
        served.add(address.lower())
        _tell(row, address, comment, entry)


def take_back(comment: Comment) -> None:
    """Keep what has not left yet: mails about `comment`, and answers for whoever wrote it."""
    about = [_mail_key(comment, row) for row in _wishes_above(comment)]
    outbox.take_back(OutgoingMail.objects.filter(key__in=about))
    _take_back_mails_for(ReplyWish.objects.filter(comment=comment))


def take_back_all(entry_key: str) -> None:
    """Keep every mail about an answer on the entry of that name that has not left yet."""
    about = {key: int(key.split("-")[1]) for key in _waiting_keys()}
    hidden = Comment.objects.filter(entry_key=entry_key, pk__in=about.values())
    pks = set(hidden.values_list("pk", flat=True))
    keys = [key for key, pk in about.items() if pk in pks]
    outbox.take_back(OutgoingMail.objects.filter(key__in=keys))


def _tell(row: ReplyWish, address: str, comment: Comment, entry: Entry) -> None:
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
        rest=UNDO,
    )


def _wishes_above(comment: Comment) -> QuerySet[ReplyWish]:
    """The wishes that hold on the comments above `comment`, the nearest first."""
    above = ReplyWish.objects.filter(comment__in=comment.ancestors_and_self[:-1])
    rows = above.exclude(confirmed_at=None).select_related("comment", "user")
    return rows.order_by("-comment__level")


def _recipient(row: ReplyWish) -> str:
    """Where the answers go: the address that the account has now, "" for one that is closed."""
    if row.user is None:
        return row.address
    return row.user.email if row.user.is_active else ""


def _address_of_writer(comment: Comment) -> str:
    """The writer's own address, or "", to which nothing goes anyway."""
    return (comment.user.email if comment.user else comment.user_email).lower()


def _is_by(comment: Comment, row: ReplyWish) -> bool:
    """Whether whoever has the wish wrote `comment` themselves."""
    if comment.user_id is not None:
        return comment.user_id == row.user_id
    return bool(comment.writer_key) and comment.writer_key == row.comment.writer_key


def _mail_key(comment: Comment, row: ReplyWish) -> str:
    return f"{MAIL_KEY}{comment.pk}-{row.pk}"


# Stopping
def with_key(key: str) -> ReplyWish | None:
    """Return the wish that the links of its mails name, None where it is stopped already."""
    if not _KEY.fullmatch(key):  # PostgreSQL takes no NUL
        return None
    return ReplyWish.objects.select_related("comment").filter(key=key).first()


def owner_key(row: ReplyWish) -> str:
    """Return what names the owner of a wish in the link that stops all: it outlives each wish."""
    digest = _owner_digest(row.user_id, row.address, settings.SECRET_KEY)
    return signing.Signer(salt=STOPPING).sign(digest)


def stop(row: ReplyWish) -> None:
    """Mail its owner nothing more from the conversation."""
    whose = {"user": row.user_id} if row.user_id else {"user": None, "address": row.address}
    _stop(ReplyWish.objects.filter(comment__root=row.comment.root, **whose))


def stop_all(key: str) -> None:
    """Mail nothing more to the owner of that key (`owner_key`), whatever they asked for until now.

    Raises signing.BadSignature for a key of another make, or made with a secret that is gone.
    """
    wanted = owner_digest(key)
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    for user, address in ReplyWish.objects.values_list("user", "address").distinct():
        digests = [_owner_digest(user, address, secret) for secret in secrets]
        if any(constant_time_compare(digest, wanted) for digest in digests):
            _stop(ReplyWish.objects.filter(user=user, address=address))


def owner_digest(key: str) -> str:
    """Return what stands for the owner in their key; raises as `stop_all`."""
    return signing.Signer(salt=STOPPING).unsign(key)


def _stop(rows: QuerySet[ReplyWish]) -> None:
    with transaction.atomic():
        _take_back_mails_for(rows)
        rows.delete()


def _owner_digest(user: int | None, address: str, secret: str | bytes) -> str:
    """Return what stands for somebody: nobody without the secret can tell whom from it."""
    owner = f"user-{user}" if user else address
    return salted_hmac(STOPPING, owner, secret=secret, algorithm="sha256").hexdigest()


# Mails that wait
def _take_back_mails_for(rows: QuerySet[ReplyWish]) -> None:
    pks = {str(pk) for pk in rows.values_list("pk", flat=True)}
    keys = [key for key in _waiting_keys() if key.split("-")[2] in pks] if pks else []
    outbox.take_back(OutgoingMail.objects.filter(key__in=keys))


def _waiting_keys() -> list[str]:
    """The keys of all answers that still wait, which are few; mails that ask are not among them."""
    waiting = OutgoingMail.objects.waiting().filter(key__regex=rf"^{MAIL_KEY}[0-9]+-[0-9]+$")
    return list(waiting.values_list("key", flat=True))
