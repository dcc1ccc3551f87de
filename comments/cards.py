"""What stands on a card of the queue: a comment with all that a moderator needs beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.models import Event
from audit.sentences import actor_name
from blog.models import Entry
from comments import spam
from comments.entries import titles_of
from comments.enums import HeldFor, Rank, State
from comments.faces import picture_of
from comments.models import CannedReply, Comment, CommentPolicy, Note, Report
from comments.querysets import MODERATE
from comments.queue_forms import NoteForm, ReplyForm, RuleForm

#: Lines of a card's history; the log has all of them.
HISTORY = 8
#: Of a writer with more other comments, it is only said that there are more.
MOST_OTHERS = 50
#: Each decision with the key that takes it and its button.
DECISIONS = {
    "approve": (State.APPROVED, "a", gettext_lazy("Approve")),
    "reject": (State.REJECTED, "r", gettext_lazy("Reject")),
    "spam": (State.SPAM, "s", gettext_lazy("Spam")),
    "delete": (State.REMOVED, "d", gettext_lazy("Delete")),
}


@dataclass(frozen=True)
class Decision:
    """A button that decides; `key` is the letter that does the same."""

    verb: str
    key: str
    label: Any


@dataclass(frozen=True)
class Line:
    """A line of a card's history."""

    moment: Any
    who: str
    what: str


@dataclass
class Card:
    """One comment. `forms` holds those that the person may use, by name: reply, note, rule."""

    comment: Comment
    user: User
    entry: Entry | None = None
    parent: Comment | None = None
    others: int = 0  # what else the same writer wrote, counted up to one more than MOST_OTHERS
    reports: list[Report] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    history: list[Line] = field(default_factory=list)
    forms: dict[str, Form] = field(default_factory=dict)

    @property
    def waits(self) -> bool:
        """Whether nobody has decided about it yet."""
        return self.comment.state == State.HELD

    @property
    def many(self) -> int:
        """The number that `others` is above, 0 where all are counted."""
        return MOST_OTHERS if self.others > MOST_OTHERS else 0

    @cached_property
    def open_reports(self) -> list[Report]:
        """Reports that nobody has decided about."""
        return [report for report in self.reports if report.settled_at is None]

    @property
    def decisions(self) -> list[Decision]:
        """The decisions that would change something; a reported comment may be kept as it is."""
        found = []
        for verb, (state, key, label) in DECISIONS.items():
            if state != self.comment.state:
                found.append(Decision(verb, key, label))
            elif self.open_reports:
                found.append(Decision(verb, key, _("Keep") if verb == "approve" else label))
        return found

    @property
    def why(self) -> list[str]:
        """Why it waits, and what the filter found in it, in sentences."""
        held_for = self.comment.held_for
        reasons = [str(HeldFor(held_for).label)] if self.waits and held_for in HeldFor else []
        return [*reasons, *spam.sentences(self.comment.signals)]

    @property
    def opinion(self) -> str:
        """What is to be said about a second opinion, if anything."""
        comment = self.comment
        if not self.waits or comment.held_for != HeldFor.OPINION:
            return ""
        if comment.opinion_asked_by_id == self.user.pk:
            return _("You asked for a second opinion. Better let somebody else decide.")
        asker = comment.opinion_asked_by
        return _("%(name)s asks for your opinion.") % {"name": asker or _("Somebody")}

    @property
    def marks(self) -> list[str]:
        """What moderators made of its conversation."""
        found = [] if self.comment.rank == Rank.USUAL else [str(Rank(self.comment.rank).label)]
        return [*found, _("Closed to answers")] if self.comment.is_closed else found

    @property
    def picture(self) -> str:
        """The address of the writer's picture, "" without one."""
        return picture_of(self.comment)

    @property
    def may_take_picture(self) -> bool:
        """Whether the writer's account shows a picture, and the person may take it away."""
        comment: Any = self.comment  # with_faces() tells more of it than the model
        return bool(comment.writer_portrait) and self.user.has_perm(MODERATE)

    @property
    def deeds(self) -> list[tuple[str, str]]:
        """What else can be done with it and its conversation: the name of the deed, and its button."""
        comment = self.comment
        asked = self.waits and comment.held_for == HeldFor.OPINION
        offered = {
            "ask": (not asked, _("Ask for a second opinion")),
            "withdraw": (asked, _("Take the question back")),
            "close": (not comment.is_closed, _("Close the conversation")),
            "reopen": (comment.is_closed, _("Open the conversation again")),
            "pin": (comment.rank != Rank.PINNED, _("Pin the conversation")),
            "off_topic": (comment.rank != Rank.OFF_TOPIC, _("Move it to off topic")),
            "put_back": (comment.rank != Rank.USUAL, _("Put it back in its order")),
            "take_picture": (self.may_take_picture, _("Take the writer’s picture away")),
        }
        return [(name, label) for name, (is_offered, label) in offered.items() if is_offered]


def of(comments: list[Comment], user: User, bound: dict[str, Form] | None = None) -> list[Card]:
    """Return a card for each of `comments`, read `with_faces()`, with the same queries for any number.

    `bound` are forms to be mended; they belong to the only comment there is then.
    """
    policy = CommentPolicy.load()
    entries = titles_of(comment.entry_key for comment in comments)
    parents = Comment.objects.in_bulk([one.parent_id for one in comments if one.is_reply])
    counted = Comment.objects.filter(pk__in=[one.pk for one in comments]).with_others(
        MOST_OTHERS + 1
    )
    others = dict(counted.values_list("pk", "others"))
    reports = _by_comment(Report.objects.filter(comment__in=comments).order_by("pk"))
    notes = _by_comment(Note.objects.filter(comment__in=comments).select_related("author"))
    histories = _histories(comments)
    moderates = user.has_perm(MODERATE)
    canned = list(CannedReply.objects.all()) if moderates else []
    return [
        Card(
            comment,
            user,
            entry=entries.get(comment.entry_key),
            parent=parents.get(comment.answers),
            others=others.get(comment.pk, 0),
            reports=reports.get(comment.pk, []),
            notes=notes.get(comment.pk, []),
            history=histories.get(comment.pk, []),
            forms={**_forms(comment, policy, canned, moderates), **(bound or {})},
        )
        for comment in comments
    ]


def _forms(
    comment: Comment, policy: CommentPolicy, canned: list[CannedReply], moderates: bool
) -> dict[str, Form]:
    found: dict[str, Form] = {"note": NoteForm(auto_id=f"note-{comment.pk}-%s")}
    if may_be_answered(comment, policy):
        found["reply"] = ReplyForm(canned=canned, auto_id=f"answer-{comment.pk}-%s")
    if moderates:
        found["rule"] = RuleForm(comment=comment, auto_id=f"rule-{comment.pk}-%s")
    return found


def may_be_answered(comment: Comment, policy: CommentPolicy) -> bool:
    """Whether an answer to it could be shown."""
    is_open = not comment.is_closed and comment.level < policy.max_level
    return is_open and comment.state in (State.HELD, State.APPROVED)


def _by_comment(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.comment_id, []).append(row)
    return found


def _histories(comments: list[Comment]) -> dict[int, list[Line]]:
    """Return what was done to each, newest first."""
    kind, keys = Comment._meta.label_lower, [str(comment.pk) for comment in comments]
    found: dict[int, list[Line]] = {}
    for event in Event.objects.about(kind).filter(target_pk__in=keys).newest_first():
        lines = found.setdefault(int(event.target_pk), [])
        if len(lines) < HISTORY:
            lines.append(Line(event.moment, actor_name(event), event.get_verb_display()))
    return found
