"""HTML of a thread, built with format_html: 200 comments in a few milliseconds.

A template takes ten times as long, most of it for the lookup of variables. Only the markup around the
list (templates/comments/_thread.html) is a template. format_html escapes every value that is not marked
as safe; the only stored text marked as safe is the output of comments/rendering.py. Every comment is an
element with `id="comment-<pk>"` and `data-comment="<pk>"`, and has a paragraph of actions. A comment that
was published later than it was written has `data-since`, the time of publication in milliseconds since
the Unix epoch.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from comments.avatars import avatar_html
from comments.enums import Rank
from comments.threads import Node, WriterRole

if TYPE_CHECKING:
    from comments.threads import ShownComment

# Names in double braces are filled in for every comment, the others once per page and level.
_COMMENT = """<li class="comment" id="comment-{{pk}}" data-comment="{{pk}}"{{since}}>
<article aria-label="{label}">
<header class="comment-header">{{avatar}}<span class="comment-name"><bdi>{{name}}</bdi></span>{{marks}}\
<a class="comment-date" href="{permalinks}{{pk}}/" rel="nofollow">{{date}}</a>{{edited}}</header>
{{reply_line}}<div class="comment-text"{{lang}}>{{text}}</div>
<p class="comment-actions">{reply}\
<a href="{mine}{{pk}}/like/" rel="nofollow" data-comment-like>{like}</a>\
<a href="{mine}{{pk}}/report/" rel="nofollow">{report}</a></p>
</article>
"""
_REPLY = (
    '<a href="{form_url}?reply_to={{pk}}" rel="nofollow" data-comment-reply="{{pk}}">{label}'
    '<span class="visually-hidden"> – {{name}}</span></a>'
)
_GONE = '<li class="comment" id="comment-{}"><p class="comment-gone">{}</p>\n'
_BADGE = '<span class="comment-badge">{}</span>'
_MARK = '<span class="comment-mark">{}</span>'
_DAILY_ID = '<span class="comment-id">ID:{}</span>'
_EDITED = '<time class="comment-edited" datetime="{}" title="{}">{}</time>'
_PARENT = '<p class="comment-parent"><a href="#comment-{}">{}</a></p>\n'
_PARENT_GONE = '<p class="comment-parent">{}</p>\n'
_SINCE = ' data-since="{}"'
_DATE = '<time datetime="{}">{}</time>'
_FOLD = (
    '</ol><details class="comment-fold"><summary>{}</summary>\n'
    '<ol class="comment-answers comment-answers-on">'
)

_OPEN_REPLIES = mark_safe('<ol class="comment-answers">\n')
_CLOSE_REPLIES = mark_safe("</ol></li>\n")
_CLOSE_FOLD = mark_safe("</ol></details></li>\n")
_CLOSE_COMMENT = mark_safe("</li>\n")
_NOTHING = mark_safe("")


@dataclass(frozen=True)
class ThreadOptions:
    """Options of a thread. Comments above the level `max_level` get a link to the form at `form_url`."""

    form_url: str
    is_open: bool
    max_level: int
    daily_ids: bool  # CommentPolicy.daily_ids


def render_nodes(nodes: Iterable[Node], options: ThreadOptions) -> SafeString:
    """Return the `<li>` elements of `nodes`, without the list around them."""
    parts = list(_ThreadRenderer(options).parts(nodes))
    return format_html("{}" * len(parts), *parts)


class _ThreadRenderer:
    """Renders the comments of one page. Texts that all comments share are translated once."""

    def __init__(self, options: ThreadOptions) -> None:
        self.options = options
        self.language = translation.get_language()
        self.zone = timezone.get_current_timezone_name()
        self.avatars: dict[tuple[int | None, str], SafeString] = {}
        self.templates: dict[tuple[int, bool], SafeString] = {}
        self.reply_to = gettext("Reply to %(name)s")
        self.edited_on = gettext("Edited: %(moment)s")
        self.edited = gettext("(edited)")
        self.gone = gettext("This comment was removed.")
        self.reply_to_gone = format_html(_PARENT_GONE, gettext("Reply to a removed comment"))
        self.pinned = format_html(_MARK, gettext("Pinned"))
        self.off_topic = format_html(_MARK, gettext("Off topic"))
        self.closed = format_html(_MARK, gettext("Closed for replies"))
        self.badges = {
            WriterRole.ENTRY_AUTHOR: format_html(_BADGE, gettext("Author of the post")),
            WriterRole.BLOG_AUTHOR: format_html(_BADGE, gettext("Author on this blog")),
            WriterRole.STAFF: format_html(_BADGE, gettext("Staff of this blog")),
        }

    def parts(self, nodes: Iterable[Node]) -> Iterator[SafeString]:
        """Yield the HTML of the nodes in order, with the tags that open and close lists and folds."""
        ends: list[SafeString] = []
        for node in nodes:
            if node.folds:
                yield format_html(_FOLD, _more_replies(node.folds))
                ends[-1] = _CLOSE_FOLD
            yield self.comment(node, node.comment) if node.comment else self.removed(node)
            if node.opens:
                yield _OPEN_REPLIES
                ends.append(_CLOSE_REPLIES)
            else:
                yield _CLOSE_COMMENT
            for _level in range(node.closes):
                yield ends.pop()

    def removed(self, node: Node) -> SafeString:
        """Return the mark of a removed comment above its replies."""
        return format_html(_GONE, node.pk, self.gone)

    def comment(self, node: Node, comment: "ShownComment") -> SafeString:
        """Return one comment without its closing tag: a list of replies may follow inside."""
        options = self.options
        may_reply = options.is_open and not node.is_closed and node.level < options.max_level
        return format_html(
            self._template(node.level, may_reply),
            pk=node.pk,
            since=_since(comment.published_at) if comment.published_at else _NOTHING,
            name=conditional_escape(comment.user_name),
            avatar=self._avatar(comment),
            marks=self._marks(node, comment),
            date=_date(comment.submit_date, self.language, self.zone),
            edited=self._edited(comment.edited_at) if comment.edited_at else _NOTHING,
            reply_line=self._reply_line(node) if node.level else _NOTHING,
            lang=_lang(comment.language),
            text=mark_safe(comment.body_html),  # noqa: S308 - comments/rendering.py made it
        )

    def _template(self, level: int, may_reply: bool) -> SafeString:
        """Return the format string that all comments of a level share."""
        key = (level, may_reply)
        if key not in self.templates:
            words = gettext("Level %(level)s: comment by %(name)s")
            words = words if level else gettext("Comment by %(name)s")
            reply = format_html(_REPLY, form_url=self.options.form_url, label=gettext("Reply"))
            self.templates[key] = format_html(
                _COMMENT,
                label=words % {"level": level + 1, "name": "{name}"},
                permalinks=reverse("comments:permalink", args=[0]).removesuffix("0/"),
                mine=reverse("comments:mine"),
                reply=reply if may_reply else _NOTHING,
                like=gettext("Like"),
                report=gettext("Report"),
            )
        return self.templates[key]

    def _avatar(self, comment: "ShownComment") -> SafeString:
        """Return the avatar, cached per writer: its URL costs as much as the rest of the comment."""
        writer = (comment.user_id, comment.user_name)
        if writer not in self.avatars:
            self.avatars[writer] = avatar_html(comment)
        return self.avatars[writer]

    def _marks(self, node: Node, comment: "ShownComment") -> SafeString:
        """Return the marks between name and date: role or daily ID, and the state of the conversation."""
        marks = _NOTHING
        if node.writer_role in self.badges:
            marks += self.badges[node.writer_role]
        elif comment.daily_id and self.options.daily_ids:
            marks += format_html(_DAILY_ID, comment.daily_id)
        if node.level == 0:
            marks += self._conversation_marks(node)
        return marks

    def _conversation_marks(self, node: Node) -> SafeString:
        marks = _NOTHING
        if node.rank == Rank.PINNED:
            marks += self.pinned
        elif node.rank == Rank.OFF_TOPIC:
            marks += self.off_topic
        return marks + self.closed if node.is_closed else marks

    def _edited(self, timestamp: datetime) -> SafeString:
        machine_date, date = _formatted(timestamp)
        return format_html(_EDITED, machine_date, self.edited_on % {"moment": date}, self.edited)

    def _reply_line(self, node: Node) -> SafeString:
        """Return the line with a link to the comment that this one replies to."""
        if node.parent is None:
            return self.reply_to_gone
        label = self.reply_to % {"name": node.parent.user_name}
        return format_html(_PARENT, node.parent.pk, label)


def _more_replies(count: int) -> str:
    return ngettext("%(count)s more reply", "%(count)s more replies", count) % {"count": count}


@lru_cache(maxsize=4096)  # formatting a date costs as much as the rest of a comment
def _date(timestamp: datetime, language: str | None, zone: str) -> SafeString:
    """Return a timestamp in the active language and time zone, which are part of the cache key."""
    return format_html(_DATE, *_formatted(timestamp))


def _since(timestamp: datetime) -> SafeString:
    return format_html(_SINCE, int(timestamp.timestamp() * 1_000))


def _formatted(timestamp: datetime) -> tuple[str, str]:
    """Return a timestamp in ISO 8601, to the second, and in the active language."""
    local = timezone.localtime(timestamp)
    return local.isoformat(timespec="seconds"), date_format(local, "DATETIME_FORMAT")


@lru_cache(maxsize=8)
def _lang(language: str) -> SafeString:
    return format_html(' lang="{}"', language) if language else _NOTHING
