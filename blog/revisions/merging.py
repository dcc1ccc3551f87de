"""Merges a text with the changes of other people, by a revision that both began with."""

from blog.models import Entry, Revision
from blog.revisions import store
from core.cleaning import unix_line_ends
from core.diff3 import Merged, merge


def merge_body(entry: Entry, *, base: Revision, mine: str) -> Merged:
    """Merge the changes from `base` to `mine` with those from `base` to the body of `entry`.

    `entry` is the current row. Line ends become "\\n".
    """
    texts = (store.content_of(base)["body"], mine, entry.body)
    return merge(*map(unix_line_ends, texts))
