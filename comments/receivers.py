"""What the comments do when the blog or its settings change."""

from collections.abc import Sequence
from typing import Any

from blog.models import Entry
from comments import digests, moderation, replies
from comments.enums import MailPace
from comments.models import CommentPolicy
from core.settings_forms import Change


def forget_entry(sender: type[Entry], instance: Entry, **kwargs: Any) -> None:
    """Delete the comments along with the entry they stand on; the package's rows have no key to do it."""
    moderation.forget_entry(instance)


def hide_entry(sender: type[Entry], model: str, pk: int, **facts: Any) -> None:
    """Mail nothing more of the comments on an entry that readers do no longer see."""
    replies.take_back_all(f"{model}:{pk}")


def end_digests(sender: type[CommentPolicy], changes: Sequence[Change], **facts: Any) -> None:
    """Tell what a digest would have told, where from now on each comment is told of at once."""
    if any(change.field == "mail_pace" and change.before == MailPace.DAILY for change in changes):
        digests.write_last()
