"""Cards of the moderation queue: a comment with its context, reports, notes, history and forms."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from accounts.models import User
from audit.messages import actor_name
from audit.models import Event
from blog.models import Entry
from comments import bans, spam
from comments.admin.forms import NoteForm, ReplyForm, RuleForm
from comments.avatars import writer_avatar_url
from comments.enums import BanKind, HeldFor, Rank, State
from comments.models import CannedReply, Comment, CommentPolicy, Note, Report
from comments.querysets import MODERATE
from comments.targets import titles_of

Row = TypeVar("Row", Note, Report)

#: Lines of a card's history; the audit log shows all of them.
HISTORY = 8
#: The number of a writer's other comments is counted up to here.
MOST_OTHERS = 50
#: Each decision: its state, its keyboard shortcut, the label of its button.
DECISIONS = {
    "approve": (State.APPROVED, "a", gettext_lazy("Approve")),
    "reject": (State.REJECTED, "r", gettext_lazy("Reject")),
    "spam": (State.SPAM, "s", gettext_lazy("Spam")),
    "delete": (State.REMOVED, "d", gettext_lazy("Delete")),
}


@dataclass(frozen=True)
class Decision:
    """A button that decides; `key` is its keyboard shortcut."""

    verb: str
    key: str
    label: StrOrPromise


@dataclass(frozen=True)
class HistoryLine:
    """An event of the audit log on a card."""

    moment: datetime
    who: str
    what: str


@dataclass
class Card:
    """One comment, as `user` sees it. `forms` holds the forms that they may use: reply, note, rule."""

    comment: Comment
    user: User
    entry: Entry | None = None
    parent: Comment | None = None
    others: int = 0  # other comments of the same writer, counted up to MOST_OTHERS + 1
    reports: list[Report] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    history: list[HistoryLine] = field(default_factory=list)
    forms: dict[str, Form] = field(default_factory=dict)

    @property
    def waits(self) -> bool:
        """Whether it is held for moderation."""
        return self.comment.state == State.HELD

    @property
    def many(self) -> int:
        """MOST_OTHERS where there are more, else 0: all are counted."""
        return MOST_OTHERS if self.others > MOST_OTHERS else 0

    @cached_property
    def open_reports(self) -> list[Report]:
        """Reports that are not resolved yet."""
        return [report for report in self.reports if report.resolved_at is None]

    @property
    def decisions(self) -> list[Decision]:
        """The decisions that change something. One for the present state only resolves reports."""
        decisions = []
        for verb, (state, key, label) in DECISIONS.items():
            if state != self.comment.state:
                decisions.append(Decision(verb, key, label))
            elif self.open_reports:
                decisions.append(Decision(verb, key, _("Keep") if verb == "approve" else label))
        return decisions

    @property
    def why(self) -> list[str]:
        """Sentences: the reason why it is held, and the rule hits of the filter."""
        held_for = self.comment.held_for
        reasons = [str(HeldFor(held_for).label)] if self.waits and held_for in HeldFor else []
        return [*reasons, *spam.sentences(self.comment.signals)]

    @property
    def opinion(self) -> str:
        """Sentence about the request for a second opinion, "" without one."""
        comment = self.comment
        if not self.waits or comment.held_for != HeldFor.OPINION:
            return ""
        if comment.opinion_requested_by_id == self.user.pk:
            return _("You asked for a second opinion. It is better to let someone else decide.")
        asker = comment.opinion_requested_by
        return _("%(name)s asks for your opinion.") % {"name": asker or _("Someone")}

    @property
    def marks(self) -> list[str]:
        """Labels of its conversation: pinned, off topic, closed."""
        labels = [] if self.comment.rank == Rank.USUAL else [str(Rank(self.comment.rank).label)]
        return [*labels, _("Closed for replies")] if self.comment.is_closed else labels

    @property
    def avatar_url(self) -> str:
        """The URL of the writer's avatar, "" without one."""
        return writer_avatar_url(self.comment)

    @property
    def may_remove_avatar(self) -> bool:
        """Whether the writer's account has an avatar that the user may remove."""
        avatar = getattr(self.comment, "account_avatar", None)  # annotated by with_avatars()
        return bool(avatar) and self.user.has_perm(MODERATE)

    @property
    def may_be_barred(self) -> bool:
        """Whether the user may ban the writer."""
        return "rule" in self.forms and may_be_barred(self.comment)

    @property
    def actions(self) -> list[tuple[str, str]]:
        """Further actions on it and its conversation: (name in queue.ACTIONS, label of the button)."""
        comment = self.comment
        is_requested = self.waits and comment.held_for == HeldFor.OPINION
        offered = {
            "ask": (not is_requested, _("Ask for a second opinion")),
            "withdraw": (is_requested, _("Withdraw the request for an opinion")),
            "close": (not comment.is_closed, _("Close the conversation")),
            "reopen": (comment.is_closed, _("Reopen the conversation")),
            "pin": (comment.rank != Rank.PINNED, _("Pin the conversation")),
            "off_topic": (comment.rank != Rank.OFF_TOPIC, _("Move to off topic")),
            "put_back": (comment.rank != Rank.USUAL, _("Put back in normal order")),
            "take_picture": (self.may_remove_avatar, _("Remove the commenter’s avatar")),
        }
        return [(name, label) for name, (is_offered, label) in offered.items() if is_offered]


def build_cards(
    comments: list[Comment], user: User, bound: dict[str, Form] | None = None
) -> list[Card]:
    """Return a card for each of `comments`, which are read `with_avatars()`.

    The number of queries does not depend on the number of comments. `bound` holds invalid forms; there
    is only one comment then, which they belong to.
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
    forms: dict[str, Form] = {"note": NoteForm(auto_id=f"note-{comment.pk}-%s")}
    if may_be_answered(comment, policy):
        forms["reply"] = ReplyForm(canned=canned, auto_id=f"answer-{comment.pk}-%s")
    if moderates:
        forms["rule"] = RuleForm(comment=comment, auto_id=f"rule-{comment.pk}-%s")
    return forms


def may_be_answered(comment: Comment, policy: CommentPolicy) -> bool:
    """Whether a reply to it could be shown to readers."""
    is_open = not comment.is_closed and comment.level < policy.max_level
    return is_open and comment.state in (State.HELD, State.APPROVED)


def may_be_barred(comment: Comment) -> bool:
    """Whether its writer can be banned: identified, and not staff of the blog."""
    is_staff = comment.user.is_staff if comment.user else False
    return bool(bans.subject(comment, BanKind.WRITER)) and not is_staff


def _by_comment(rows: Iterable[Row]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.comment_id, []).append(row)
    return grouped


def _histories(comments: list[Comment]) -> dict[int, list[HistoryLine]]:
    """Return the events of each comment by its key, newest first."""
    kind, keys = Comment._meta.label_lower, [str(comment.pk) for comment in comments]
    histories: dict[int, list[HistoryLine]] = {}
    for event in Event.objects.about(kind).filter(target_pk__in=keys).newest_first():
        lines = histories.setdefault(int(event.target_pk), [])
        if len(lines) < HISTORY:
            lines.append(HistoryLine(event.created_at, actor_name(event), event.get_verb_display()))
    return histories
