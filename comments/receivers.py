"""What the comments do when the blog changes."""

from typing import Any

from blog.models import Entry
from comments import moderation, replies


def forget_entry(sender: type[Entry], instance: Entry, **kwargs: Any) -> None:
    """Delete the comments along with the entry they stand on; the package's rows have no key to do it."""
    moderation.forget_entry(instance)


def hide_entry(sender: type[Entry], model: str, pk: int, **facts: Any) -> None:
    """Mail nothing more of the comments on an entry that readers do no longer see."""
    replies.take_back_all(f"{model}:{pk}")
