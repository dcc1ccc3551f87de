"""What the comments do when the blog changes."""

from typing import Any

from blog.models import Entry
from comments import moderation


def forget_entry(sender: type[Entry], instance: Entry, **kwargs: Any) -> None:
    """Delete the comments along with the entry they stand on; the package's rows have no key to do it."""
    moderation.forget_entry(instance)
