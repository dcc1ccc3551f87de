"""The HTML of a thread, put together by format_html: 200 comments in a few milliseconds.

A template takes ten times as long, most of it for finding the same variables again and again; the frame
around (templates/comments/_thread.html) is one. Everything here goes through format_html, so whatever is
not marked as safe is escaped, and the only text that comes marked is the HTML that comments/rendering.py
made. Every comment stands in an element with `id="comment-<pk>"` and `data-comment="<pk>"`, and has a
paragraph of actions. One that readers did not see as soon as it was written has `data-since`, since when they
do, in milliseconds (Unix time).
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

from comments.enums import Rank
from comments.faces import face_of
from comments.threads import Node, Standing

if TYPE_CHECKING:
    from comments.threads import ShownComment

# What stands in double braces is filled in for every comment, the rest once for all of a page.
_COMMENT = """<li class="comment" id="comment-{{pk}}" data-comment="{{pk}}"{{since}}>
<article aria-label="{label}">
<header class="comment-header">{{face}}<span class="comment-name"><bdi>{{name}}</bdi></span>{{marks}}\
<a class="comment-date" href="{permalinks}{{pk}}/" rel="nofollow">{{date}}</a>{{edited}}</header>
{{answered}}<div class="comment-text"{{lang}}>{{text}}</div>
<p class="comment-actions">{answer}\
<a href="{mine}{{pk}}/like/" rel="nofollow" data-comment-like>{like}</a>\
<a href="{mine}{{pk}}/report/" rel="nofollow">{report}</a></p>
</article>
"""
_ANSWER = (
    '<a href="{form_url}?reply_to={{pk}}" rel="nofollow" data-comment-reply="{{pk}}">{answer}'
    '<span class="visually-hidden"> – {{name}}</span></a>'
)
_GONE = '<li class="comment" id="comment-{}"><p class="comment-gone">{}</p>\n'
_BADGE = '<span class="comment-badge">{}</span>'
_MARK = '<span class="comment-mark">{}</span>'
_DAILY_ID = '<span class="comment-id">ID:{}</span>'
_EDITED = '<time class="comment-edited" datetime="{}" title="{}">{}</time>'
_ANSWERED = '<p class="comment-parent"><a href="#comment-{}">{}</a></p>\n'
_ANSWERED_GONE = '<p class="comment-parent">{}</p>\n'
_SINCE = ' data-since="{}"'
_DATE = '<time datetime="{}">{}</time>'
_FOLD = (
    '</ol><details class="comment-fold"><summary>{}</summary>\n'
    '<ol class="comment-answers comment-answers-on">'
)

_OPEN_ANSWERS = mark_safe('<ol class="comment-answers">\n')
_CLOSE_ANSWERS = mark_safe("</ol></li>\n")
_CLOSE_FOLD = mark_safe("</ol></details></li>\n")
_CLOSE_COMMENT = mark_safe("</li>\n")
_NOTHING = mark_safe("")


@dataclass(frozen=True)
class Offer:
    """What readers may do in a thread: answer by the form at `form_url` above the level `max_level`."""

    form_url: str
    is_open: bool
    max_level: int
    daily_ids: bool  # whether the names of guests are told apart


def render_nodes(nodes: Iterable[Node], offer: Offer) -> SafeString:
    """Return the items of a list of comments; they are complete, the list around them is not there."""
    parts = list(_Writer(offer).parts(nodes))
    return format_html("{}" * len(parts), *parts)


class _Writer:
    """Writes the comments of one page. What is the same for all of them is found once."""

    def __init__(self, offer: Offer) -> None:
        self.offer = offer
        self.language = translation.get_language()
        self.zone = timezone.get_current_timezone_name()
        self.faces: dict[tuple[int | None, str], SafeString] = {}
        self.templates: dict[tuple[int, bool], SafeString] = {}
        self.answer_to = gettext("Answer to %(name)s")
        self.edited_on = gettext("Edited: %(moment)s")
        self.edited = gettext("(edited)")
        self.gone = gettext("This comment was removed.")
        self.answer_to_gone = format_html(_ANSWERED_GONE, gettext("Answer to a removed comment"))
        self.pinned = format_html(_MARK, gettext("Pinned"))
        self.off_topic = format_html(_MARK, gettext("Off topic"))
        self.closed = format_html(_MARK, gettext("Closed to answers"))
        self.badges = {
            Standing.SIGNS: format_html(_BADGE, gettext("Author of the post")),
            Standing.WRITES_HERE: format_html(_BADGE, gettext("Writes on this blog")),
            Standing.STAFF: format_html(_BADGE, gettext("Runs this blog")),
        }

    def parts(self, nodes: Iterable[Node]) -> Iterator[SafeString]:
        """Yield the pieces in order. Lists of answers open and close as the nodes say."""
        ends: list[SafeString] = []
        for node in nodes:
            if node.folds:
                yield format_html(_FOLD, _more_answers(node.folds))
                ends[-1] = _CLOSE_FOLD
            yield self.comment(node, node.comment) if node.comment else self.removed(node)
            if node.opens:
                yield _OPEN_ANSWERS
                ends.append(_CLOSE_ANSWERS)
            else:
                yield _CLOSE_COMMENT
            for _level in range(node.closes):
                yield ends.pop()

    def removed(self, node: Node) -> SafeString:
        """The mark above answers to what readers do not see."""
        return format_html(_GONE, node.pk, self.gone)

    def comment(self, node: Node, comment: "ShownComment") -> SafeString:
        """One comment, without the end of its item: answers may follow in it."""
        offer = self.offer
        may_answer = offer.is_open and not node.is_closed and node.level < offer.max_level
        return format_html(
            self._template(node.level, may_answer),
            pk=node.pk,
            since=_since(comment.shown_at) if comment.shown_at else _NOTHING,
            name=conditional_escape(comment.user_name),
            face=self._face(comment),
            marks=self._marks(node, comment),
            date=_date(comment.submit_date, self.language, self.zone),
            edited=self._edited(comment.edited_at) if comment.edited_at else _NOTHING,
            answered=self._answered(node) if node.level else _NOTHING,
            lang=_lang(comment.language),
            text=mark_safe(comment.body_html),  # noqa: S308 - comments/rendering.py made it
        )

    def _template(self, level: int, may_answer: bool) -> SafeString:
        """What all comments of a level share, with the places for what is their own."""
        key = (level, may_answer)
        if key not in self.templates:
            words = gettext("Level %(level)s: comment by %(name)s")
            words = words if level else gettext("Comment by %(name)s")
            answer = format_html(_ANSWER, form_url=self.offer.form_url, answer=gettext("Answer"))
            self.templates[key] = format_html(
                _COMMENT,
                label=words % {"level": level + 1, "name": "{name}"},
                permalinks=reverse("comments:permalink", args=[0]).removesuffix("0/"),
                mine=reverse("comments:mine"),
                answer=answer if may_answer else _NOTHING,
                like=gettext("Like"),
                report=gettext("Report"),
            )
        return self.templates[key]

    def _face(self, comment: "ShownComment") -> SafeString:
        """Picture or letter, found once for each writer: an address takes as long as all the rest."""
        writer = (comment.user_id, comment.user_name)
        if writer not in self.faces:
            self.faces[writer] = face_of(comment)
        return self.faces[writer]

    def _marks(self, node: Node, comment: "ShownComment") -> SafeString:
        """What stands between name and date: who that is, and what became of the conversation."""
        marks = _NOTHING
        if node.standing in self.badges:
            marks += self.badges[node.standing]
        elif comment.daily_id and self.offer.daily_ids:
            marks += format_html(_DAILY_ID, comment.daily_id)
        if node.level == 0:
            marks += self._marks_of_conversation(node)
        return marks

    def _marks_of_conversation(self, node: Node) -> SafeString:
        marks = _NOTHING
        if node.rank == Rank.PINNED:
            marks += self.pinned
        elif node.rank == Rank.OFF_TOPIC:
            marks += self.off_topic
        return marks + self.closed if node.is_closed else marks

    def _edited(self, moment: datetime) -> SafeString:
        machine_date, date = _written(moment)
        return format_html(_EDITED, machine_date, self.edited_on % {"moment": date}, self.edited)

    def _answered(self, node: Node) -> SafeString:
        """Whom an answer answers, with a way there."""
        if node.parent is None:
            return self.answer_to_gone
        label = self.answer_to % {"name": node.parent.user_name}
        return format_html(_ANSWERED, node.parent.pk, label)


def _more_answers(count: int) -> str:
    return ngettext("%(count)s more answer", "%(count)s more answers", count) % {"count": count}


@lru_cache(maxsize=4096)  # writing a date takes as long as all the rest of a comment
def _date(moment: datetime, language: str | None, zone: str) -> SafeString:
    """Return a moment as written in the present language and time zone, which are part of the key."""
    return format_html(_DATE, *_written(moment))


def _since(moment: datetime) -> SafeString:
    return format_html(_SINCE, int(moment.timestamp() * 1_000))


def _written(moment: datetime) -> tuple[str, str]:
    """Return a moment for machines, to the second, and for people."""
    local = timezone.localtime(moment)
    return local.isoformat(timespec="seconds"), date_format(local, "DATETIME_FORMAT")


@lru_cache(maxsize=8)
def _lang(language: str) -> SafeString:
    return format_html(' lang="{}"', language) if language else _NOTHING
