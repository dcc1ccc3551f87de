"""Receivers of signals of the blog and of the settings."""

from collections.abc import Sequence
from typing import Any

from blog.models import Entry
from comments import deletion, digests, reply_notifications
from comments.enums import NotificationFrequency
from comments.models import CommentPolicy
from core.settings_forms import Change


def delete_comments(sender: type[Entry], instance: Entry, **kwargs: Any) -> None:
    """Delete the comments of a deleted entry; the package's table has no foreign key that cascades."""
    deletion.delete_for_entry(instance)


def cancel_reply_mails(sender: type[Entry], model: str, pk: int, **kwargs: Any) -> None:
    """Cancel the waiting reply mails about an entry that is no longer public."""
    reply_notifications.cancel_all(f"{model}:{pk}")


def send_final_digests(
    sender: type[CommentPolicy], changes: Sequence[Change], **kwargs: Any
) -> None:
    """Send the last digests when the policy changes from daily digests to a mail for each comment."""
    if any(
        change.field == "notification_frequency" and change.before == NotificationFrequency.DAILY
        for change in changes
    ):
        digests.write_final()
