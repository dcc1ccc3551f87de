"""Personal data of one person in the comments: export and erasure.

A person is an account or the owner of an email address. Anyone can type an address into the form. So
what a browser did without an address (comments/identity.py) belongs to the owner of an address only
where they have confirmed the address from that browser.
"""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from accounts.models import Avatar, User
from comments import deletion
from comments.models import Comment, Like, ReplySubscription, Report
from comments.reply_notifications import MAIL_KEY
from comments.targets import target_of
from core.site_urls import absolute
from mail.addresses import normalised
from mail.models import OutgoingMail


@dataclass(frozen=True)
class Person:
    """The data subject: `user`, or the owner of `address`."""

    user: User | None = None
    address: str = ""

    @property
    def subscriptions(self) -> QuerySet[ReplySubscription]:
        """Their reply notifications."""
        owner = Q(user=self.user) if self.user else Q(user=None, address=self.address)
        return ReplySubscription.objects.filter(owner)

    @property
    def keys(self) -> list[str]:
        """Their reader keys; never that of a network, which many people share."""
        if self.user:
            return [f"user-{self.user.pk}"]
        confirmed = self.subscriptions.exclude(confirmed_at=None).exclude(comment__writer_key="")
        browsers = confirmed.exclude(comment__writer_key=F("comment__network_key"))
        return sorted(set(browsers.values_list("comment__writer_key", flat=True)))

    @property
    def comments(self) -> QuerySet[Comment]:
        """Their comments, in every state."""
        if self.user:
            return Comment.objects.filter(user=self.user)
        own = Q(user_email__iexact=self.address) | Q(writer_key__in=self.keys)
        return Comment.objects.filter(own, user=None)

    @property
    def likes(self) -> QuerySet[Like]:
        return Like.objects.filter(reader_key__in=self.keys)

    @property
    def reports(self) -> QuerySet[Report]:
        return Report.objects.filter(reader_key__in=self.keys)

    @property
    def avatars(self) -> QuerySet[Avatar]:
        """The avatar of the account, if there is one."""
        return Avatar.objects.filter(user=self.user) if self.user else Avatar.objects.none()

    @property
    def mails(self) -> QuerySet[OutgoingMail]:
        """Reply mails that are still stored (mail.retention)."""
        address = self.user.email if self.user else self.address
        return OutgoingMail.objects.filter(recipient__iexact=address, key__startswith=MAIL_KEY)


def person_of_user(user: User) -> Person:
    """Return the person who owns an account."""
    return Person(user=user)


def person_of_address(address: str) -> Person:
    """Return the person who owns `address`; raises ValidationError for an invalid address."""
    return Person(address=normalised(address))


def export(person: Person) -> dict[str, list[dict[str, object]]]:
    """Return the data of `person` as JSON values: timestamps in ISO 8601, UTC; avatars in Base64.

    It holds nothing about other people: a comment that the person likes or reported is a URL only.
    """
    return {
        "comments": [_comment_data(row) for row in person.comments.order_by("pk")],
        "likes": [
            {"comment": _url(row.comment), "liked_at": _iso(row.created_at)}
            for row in person.likes.select_related("comment").order_by("pk")
        ],
        "reports": [
            {
                "comment": _url(row.comment),
                "reason": row.reason,
                "text": row.text,
                "reported_at": _iso(row.created_at),
                "resolved_at": _iso(row.resolved_at),
            }
            for row in person.reports.select_related("comment").order_by("pk")
        ],
        "answers_by_mail": [
            {
                "comment": _url(row.comment),
                "address": row.address,
                "language": row.language,
                "requested_at": _iso(row.created_at),
                "confirmed_at": _iso(row.confirmed_at),
            }
            for row in person.subscriptions.select_related("comment").order_by("pk")
        ],
        "pictures": [{"webp": b64encode(row.webp).decode()} for row in person.avatars],
    }


def forget(person: Person, *, keep: bool) -> dict[str, int]:
    """Erase `person` in one transaction; return the number of rows by kind.

    In order: delete reply mails and subscriptions; delete likes and reports, and recount them; delete the
    avatar; remove name, address and keys from the comments (with `keep`) or delete them permanently. A
    second call changes nothing.
    """
    with transaction.atomic():
        # Read first: some rows are found through rows that are deleted below.
        comments = list(person.comments.values_list("pk", flat=True))
        likes, reports = list(person.likes), list(person.reports)
        counts = {
            "comments": len(comments),
            "likes": len(likes),
            "reports": len(reports),
            "answers_by_mail": person.subscriptions.count(),
            "pictures": person.avatars.count(),
        }
        person.mails.delete()
        person.subscriptions.delete()
        _delete_reactions(likes, reports)
        person.avatars.delete()
        deletion.forget_writers(Comment.objects.filter(pk__in=comments), keep=keep)
    return counts


def _delete_reactions(likes: list[Like], reports: list[Report]) -> None:
    """Delete them and recount the comments that they were about."""
    Like.objects.filter(pk__in=[row.pk for row in likes]).delete()
    Report.objects.filter(pk__in=[row.pk for row in reports]).delete()
    comments = {row.comment_id for row in likes} | {row.comment_id for row in reports}
    locked = Comment.objects.select_for_update(of=("self",)).filter(pk__in=comments)
    list(locked.order_by("pk").values_list("pk"))
    for comment_pk in comments:
        Comment.objects.filter(pk=comment_pk).update(
            like_count=Like.objects.filter(comment=comment_pk).count(),
            report_count=Report.objects.filter(comment=comment_pk, resolved_at=None).count(),
        )


def _comment_data(comment: Comment) -> dict[str, object]:
    entry = target_of(comment.entry_key)
    return {
        "address": _url(comment),
        "on": entry.title if entry and entry.is_published else "",
        "name": comment.user_name,
        "email": comment.user_email,
        "text": comment.comment,
        "state": comment.state,
        "answers": comment.answers,
        "written_at": _iso(comment.submit_date),
        "edited_at": _iso(comment.edited_at),
    }


def _url(comment: Comment) -> str:
    return absolute(comment.get_absolute_url())


def _iso(timestamp: datetime | None) -> str | None:
    return timestamp.isoformat() if timestamp else None
