"""What the comments know of one person: handed out as it is, or forgotten.

A person is an account, or whoever holds a mail address. Anybody can type an address into the form; so
what a browser did without giving one (comments/writers.py) belongs to its holder only where they have
confirmed the address from that browser.
"""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from accounts.models import Portrait, User
from comments import moderation
from comments.entries import find as find_entry
from comments.models import Comment, Like, ReplyWish, Report
from comments.replies import MAIL_KEY
from core.site_urls import absolute
from mail.addresses import normalised
from mail.models import OutgoingMail


@dataclass(frozen=True)
class Person:
    """Whose data it is: `user`, or the holder of `address`."""

    user: User | None = None
    address: str = ""

    @property
    def wishes(self) -> QuerySet[ReplyWish]:
        """What they asked to have mailed."""
        whose = Q(user=self.user) if self.user else Q(user=None, address=self.address)
        return ReplyWish.objects.filter(whose)

    @property
    def keys(self) -> list[str]:
        """Their keys as readers; never that of a network, which many share."""
        if self.user:
            return [f"user-{self.user.pk}"]
        confirmed = self.wishes.exclude(confirmed_at=None).exclude(comment__writer_key="")
        browsers = confirmed.exclude(comment__writer_key=F("comment__network_key"))
        return sorted(set(browsers.values_list("comment__writer_key", flat=True)))

    @property
    def comments(self) -> QuerySet[Comment]:
        """What they wrote, in whatever state."""
        if self.user:
            return Comment.objects.filter(user=self.user)
        theirs = Q(user_email__iexact=self.address) | Q(writer_key__in=self.keys)
        return Comment.objects.filter(theirs, user=None)

    @property
    def likes(self) -> QuerySet[Like]:
        """What they like."""
        return Like.objects.filter(reader_key__in=self.keys)

    @property
    def reports(self) -> QuerySet[Report]:
        """What they reported."""
        return Report.objects.filter(reader_key__in=self.keys)

    @property
    def pictures(self) -> QuerySet[Portrait]:
        """What their account shows beside their comments."""
        return Portrait.objects.filter(user=self.user) if self.user else Portrait.objects.none()

    @property
    def mails(self) -> QuerySet[OutgoingMail]:
        """Mails about answers, as far as they are kept (mail.retention)."""
        address = self.user.email if self.user else self.address
        return OutgoingMail.objects.filter(recipient__iexact=address, key__startswith=MAIL_KEY)


def of_user(user: User) -> Person:
    """Return the person with an account."""
    return Person(user=user)


def of_address(address: str) -> Person:
    """Return the person who holds `address`; raises ValidationError for what is none."""
    return Person(address=normalised(address))


def export(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return everything about `person` in values that JSON knows; moments in ISO 8601, UTC, pictures in Base64.

    Nothing of others is in it: of a comment that they like or reported, only where it stands.
    """
    return {
        "comments": [_comment(row) for row in person.comments.order_by("pk")],
        "likes": [
            {"comment": _address(row.comment), "liked_at": _iso(row.created_at)}
            for row in person.likes.select_related("comment").order_by("pk")
        ],
        "reports": [
            {
                "comment": _address(row.comment),
                "reason": row.reason,
                "text": row.text,
                "reported_at": _iso(row.created_at),
                "settled_at": _iso(row.settled_at),
            }
            for row in person.reports.select_related("comment").order_by("pk")
        ],
        "answers_by_mail": [
            {
                "comment": _address(row.comment),
                "address": row.address,
                "language": row.language,
                "asked_at": _iso(row.created_at),
                "confirmed_at": _iso(row.confirmed_at),
            }
            for row in person.wishes.select_related("comment").order_by("pk")
        ],
        "pictures": [{"webp": b64encode(row.webp).decode()} for row in person.pictures],
    }


def forget(person: Person, *, keep: bool) -> dict[str, int]:
    """Take `person` out of everything, all or nothing; return how many rows of each kind that were.

    In order: wishes and the mails about them go, likes and reports go and are counted anew, the picture goes,
    comments lose name, address and keys (with `keep`) or go for good. Twice does no harm.
    """
    with transaction.atomic():
        # Read before anything goes: some of it is found by the rest.
        written = list(person.comments.values_list("pk", flat=True))
        likes, reports = list(person.likes), list(person.reports)
        counts = {
            "comments": len(written),
            "likes": len(likes),
            "reports": len(reports),
            "answers_by_mail": person.wishes.count(),
            "pictures": person.pictures.count(),
        }
        person.mails.delete()
        person.wishes.delete()
        _withdraw(likes, reports)
        person.pictures.delete()
        moderation.forget_writers(Comment.objects.filter(pk__in=written), keep=keep)
    return counts


def _withdraw(likes: list[Like], reports: list[Report]) -> None:
    """Delete them and count anew what they were about."""
    Like.objects.filter(pk__in=[row.pk for row in likes]).delete()
    Report.objects.filter(pk__in=[row.pk for row in reports]).delete()
    touched = {row.comment_id for row in likes} | {row.comment_id for row in reports}
    for comment_pk in touched:
        Comment.objects.filter(pk=comment_pk).update(
            like_count=Like.objects.filter(comment=comment_pk).count(),
            report_count=Report.objects.filter(comment=comment_pk, settled_at=None).count(),
        )


def _comment(comment: Comment) -> dict[str, Any]:
    entry = find_entry(comment.entry_key)
    return {
        "address": _address(comment),
        "on": entry.title if entry and entry.is_published else "",
        "name": comment.user_name,
        "email": comment.user_email,
        "text": comment.comment,
        "state": comment.state,
        "answers": comment.answers,
        "written_at": _iso(comment.submit_date),
        "edited_at": _iso(comment.edited_at),
    }


def _address(comment: Comment) -> str:
    return absolute(comment.get_absolute_url())


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
