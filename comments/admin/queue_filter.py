"""The query string of the moderation queue, and the comments that it selects."""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from comments.admin.forms import SearchForm
from comments.enums import OPINIONS, REPORTED, HeldFor, State
from comments.querysets import CommentQuerySet

PAGE_SIZE = 30
#: Comments that one page of a search scans: no index covers the text.
SEARCHED = 10_000
NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)

TABS = {
    State.HELD.value: State.HELD.label,
    OPINIONS: gettext_lazy("Second opinions"),
    REPORTED: gettext_lazy("Reported"),
    State.SPAM.value: State.SPAM.label,
    State.APPROVED.value: State.APPROVED.label,
    State.REJECTED.value: State.REJECTED.label,
    State.REMOVED.value: State.REMOVED.label,
}
OLDEST, NEWEST = "oldest", "newest"
#: Tabs of waiting comments, which are decided oldest first. The other tabs begin with the newest.
WAITING_TABS = (State.HELD, OPINIONS, REPORTED)


class KeyPage(NamedTuple):
    """The keys of the comments on one page; `end` is the key before the next page, None on the last."""

    keys: list[int]
    end: int | None

    @property
    def is_short(self) -> bool:
        """Whether the scan of a search ended before the page was full."""
        return self.end is not None and len(self.keys) < PAGE_SIZE


@dataclass(frozen=True)
class QueueFilter:
    """The parameters of the queue. Invalid values in the query string are ignored."""

    tab: str = State.HELD.value
    order: str = ""
    words: str = ""
    writer: int | None = None  # all comments by the writer of this comment
    comment: int | None = None  # this comment alone
    after: int | None = None  # the page begins after this comment

    @classmethod
    def from_query(cls, data: QueryDict) -> Self:
        """Parse a query string."""
        form = SearchForm(data)
        tab, order = data.get("state", ""), data.get("order", "")
        return cls(
            tab=str(tab) if tab in TABS else State.HELD.value,
            order=str(order) if order in (OLDEST, NEWEST) else "",
            words=form.cleaned_data["q"] if form.is_valid() else "",
            writer=_number(data.get("writer", "")),
            comment=_number(data.get("comment", "")),
            after=_number(data.get("after", "")),
        )

    @classmethod
    def from_form(cls, request: HttpRequest) -> Self:
        """Parse `back`, the page that a form was sent from: known parameters only, never a URL."""
        return cls.from_query(QueryDict(request.POST.get("back", "")))

    @property
    def query(self) -> str:
        """The query string of this filter, without default values."""
        parameters = {
            "comment": self.comment,
            "writer": self.writer,
            "q": self.words,
            "state": "" if self.is_any_state or self.tab == State.HELD else self.tab,
            "order": self.order,
            "after": self.after,
        }
        return urlencode({name: value for name, value in parameters.items() if value})

    @property
    def is_any_state(self) -> bool:
        """Whether comments of every state are selected: by comment, by writer, or by words."""
        return bool(self.comment or self.writer or self.words)

    @property
    def is_newest_first(self) -> bool:
        """The order in the query string, else the default order of the tab."""
        is_waiting = self.tab in WAITING_TABS and not self.is_any_state
        return self.order == NEWEST if self.order else not is_waiting

    @property
    def search_words(self) -> str:
        """The words that comments must contain."""
        return "" if self.comment else self.words

    def apply(self, comments: CommentQuerySet) -> CommentQuerySet:
        """Return the selected `comments`, unordered."""
        return self.scope(comments).containing(self.search_words)

    def scope(self, comments: CommentQuerySet) -> CommentQuerySet:
        """Return the selected `comments`, without the condition on words."""
        if self.comment:
            return comments.with_key(self.comment)
        if self.writer:
            writer = comments.with_key(self.writer).first()
            return comments.by_writer_of(writer) if writer else comments.none()
        return comments if self.words else in_tab(comments, self.tab)

    def page_keys(self, comments: CommentQuerySet) -> KeyPage:
        """Return the keys of one page of `comments`.

        A page of a search scans SEARCHED comments. It may be short, and the next page continues there.
        """
        rows = self.scope(comments).after_key(self.after, newest_first=self.is_newest_first)
        if self.search_words:
            scanned = list(rows.keys_with_hits(self.search_words)[: SEARCHED + 1])
            keys = [key for key, is_hit in scanned[:SEARCHED] if is_hit]
            end = scanned[SEARCHED - 1][0] if len(scanned) > SEARCHED else None
        else:
            keys, end = list(rows.values_list("pk", flat=True)[: PAGE_SIZE + 1]), None
        if len(keys) > PAGE_SIZE:
            return KeyPage(keys[:PAGE_SIZE], keys[PAGE_SIZE - 1])
        return KeyPage(keys, end)

    def tabs(self, counts: dict[str, str]) -> list[dict[str, object]]:
        """Return the tabs for the template, with `counts` by tab."""
        return [
            {
                "tab": tab,
                "label": label,
                "count": counts[tab],
                "is_current": tab == self.tab and not self.is_any_state,
            }
            for tab, label in TABS.items()
        ]

    def orders(self) -> list[dict[str, object]]:
        """Return the links to both orders for the template."""
        labels = {OLDEST: gettext_lazy("Oldest first"), NEWEST: gettext_lazy("Newest first")}
        return [
            {
                "query": replace(self, order=order, after=None).query,
                "label": label,
                "is_current": (order == NEWEST) == self.is_newest_first,
            }
            for order, label in labels.items()
        ]


def in_tab(comments: CommentQuerySet, tab: str) -> CommentQuerySet:
    """Return the `comments` of a tab."""
    if tab == OPINIONS:
        return comments.filter(state=State.HELD, held_for=HeldFor.OPINION)
    return comments.reported() if tab == REPORTED else comments.filter(state=tab)


def _number(text: str) -> int | None:
    return int(text) if NUMBER.fullmatch(text) else None
