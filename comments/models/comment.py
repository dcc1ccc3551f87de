"""Comments of readers, on the package's tables with columns of our own."""

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment

from comments.enums import HeldFor, Rank, State
from comments.querysets import CommentQuerySet

# Keys are 32-bit integers in the package's tables, so ten digits hold each; digits sort alike in
# every collation.
SEGMENT = 10
DEEPEST_LEVEL = 9


def segment(pk: int) -> str:
    """Return the part of a path that names one comment."""
    return f"{pk:0{SEGMENT}d}"


def keys_in(path: str) -> list[int]:
    """Return the keys in a path, from the root of the conversation down."""
    return [int(path[at : at + SEGMENT]) for at in range(0, len(path), SEGMENT)]


class Comment(XtdComment):
    """A comment; `path` orders a thread depth first, oldest first.

    Of the package's columns, `order` and `nested_count` are not kept up; `is_public` and
    `is_removed` follow `state`; `ip_address` and `user_url` stay empty.
    """

    # Named, because the default accessor would clash with the package's own `comment`.
    xtdcomment_ptr = models.OneToOneField(
        XtdComment,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="blog_comment",
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.HELD)
    previous_state = models.CharField(max_length=10, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    # When it was let through; None where it appeared at once, or not at all.
    shown_at = models.DateTimeField(null=True, editable=False)
    # What one index must hold together stands on this table: the entry ("blog.post:12"), the
    # package's thread_id again, and the keys of all ancestors and the comment itself.
    entry_key = models.CharField(max_length=40, editable=False)
    root = models.IntegerField(editable=False, default=0)
    path = models.CharField(max_length=200, editable=False, default="")
    body_html = models.TextField(editable=False, default="")
    size = models.PositiveIntegerField(editable=False, default=0)  # bytes on a page, about
    language = models.CharField(_("language"), max_length=10, editable=False, default="")
    renderer_version = models.CharField(max_length=20, editable=False, default="")

    # Who wrote it, as far as people must be told apart (comments/writers.py): no address is kept.
    writer_key = models.CharField(max_length=43, blank=True, editable=False, default="")
    network_key = models.CharField(max_length=43, blank=True, editable=False, default="")
    daily_id = models.CharField(max_length=8, blank=True, editable=False, default="")
    edited_at = models.DateTimeField(null=True, editable=False)

    # What moderators made of it. `rank` and `is_closed` are those of the whole conversation.
    rank = models.SmallIntegerField(choices=Rank, default=Rank.USUAL, editable=False)
    is_closed = models.BooleanField(_("closed to answers"), default=False, editable=False)
    opinion_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("second opinion asked by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    # Counted anew from their tables whenever these change.
    like_count = models.PositiveIntegerField(default=0, editable=False)
    report_count = models.PositiveIntegerField(default=0, editable=False)

    # Why it waits: the filter's points, and what it found (comments/spam).
    learnt_as = models.CharField(max_length=4, blank=True, editable=False)  # "good" or "spam"
    held_for = models.CharField(max_length=10, choices=HeldFor, blank=True, editable=False)
    spam_score = models.SmallIntegerField(null=True, editable=False)
    signals = models.JSONField(default=list, editable=False)

    objects = CommentQuerySet.as_manager()  # type: ignore[assignment,misc]  # not the package's

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["-pk"]
        default_manager_name = "objects"
        indexes = [
            models.Index(
                fields=["entry_key", "state", "rank", "root", "path", "size"],
                name="comment_in_thread",
            ),
            models.Index(fields=["root", "path"], name="comment_in_conversation"),
            models.Index(fields=["state", "xtdcomment_ptr"], name="comment_in_queue"),
            models.Index(fields=["writer_key"], name="comment_by_writer"),
            models.Index(fields=["network_key"], name="comment_by_network"),
        ]

    def __str__(self) -> str:
        return f"{self.user_name}: {self.comment[:50]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row and, for a new one, its place in the thread.

        The package's own save is passed over: it counts without a lock, and its numbers drift.
        """
        is_new = self._state.adding
        for column, value in State(self.state).package_flags.items():
            setattr(self, column, value)
        with transaction.atomic():
            super(XtdComment, self).save(*args, **kwargs)  # type: ignore[no-untyped-call]
            if is_new:
                self._place()

    def get_absolute_url(self, anchor_pattern: str = "") -> str:
        """Return its permanent address, which leads to the page that shows it."""
        return reverse("comments:permalink", args=[self.pk])

    @property
    def userinfo(self) -> dict[str, str]:
        """The package's view of the writer: the name as written, never that of the account."""
        return {"name": self.user_name, "email": self.user_email, "url": ""}

    @property
    def is_approved(self) -> bool:
        """Whether readers see it as far as moderation is concerned; agrees with approved()."""
        return self.state == State.APPROVED

    @property
    def seems_to_wait(self) -> bool:
        """Whether its writer sees it as waiting; agrees with waiting(). The filter is no judge."""
        return self.state == State.HELD or (self.state == State.SPAM and not self.previous_state)

    @property
    def ancestors_and_self(self) -> list[int]:
        """Keys from the root of its conversation down to itself."""
        return keys_in(self.path)

    @property
    def is_reply(self) -> bool:
        """Whether it answers another comment. A saved root names itself as its parent."""
        return self.parent_id not in (0, self.pk)

    @property
    def answers(self) -> int | None:
        """The key of the comment it answers, saved or not."""
        return self.parent_id if self.is_reply else None

    def _place(self) -> None:
        """Take the place below the parent: its path and our own segment. Needs no other row's change."""
        parent = Comment.objects.filter(pk=self.parent_id).first() if self.parent_id else None
        self.parent_id = parent.pk if parent else self.pk
        self.thread_id = self.root = parent.root if parent else self.pk
        self.level = parent.level + 1 if parent else 0
        self.rank = parent.rank if parent else Rank.USUAL
        self.path = (parent.path if parent else "") + segment(self.pk)
        super(XtdComment, self).save(  # type: ignore[no-untyped-call]
            force_update=True,
            update_fields=["parent_id", "thread_id", "root", "level", "rank", "path"],
        )


class Queue(Comment):
    """The comments as the admin's queue sees them: a name and an address there, no table."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("moderation queue")
        verbose_name_plural = _("moderation queue")
