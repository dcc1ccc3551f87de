"""The comment model: a child of XtdComment with columns of its own."""

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment

from comments.enums import HeldFor, Rank, State
from comments.querysets import CommentQuerySet

# Digits of one key in a path. The package's keys are 32-bit integers, which have up to ten digits.
# Digits sort the same in every collation.
SEGMENT = 10
DEEPEST_LEVEL = 9


def segment(pk: int) -> str:
    """Return the part of a path for one comment."""
    return f"{pk:0{SEGMENT}d}"


def keys_in(path: str) -> list[int]:
    """Return the keys in a path, from the root of the conversation down."""
    return [int(path[at : at + SEGMENT]) for at in range(0, len(path), SEGMENT)]


class Comment(XtdComment):
    """A comment; `path` orders a thread depth first, oldest first.

    Of the package's columns, `order` and `nested_count` are not updated; `is_public` and `is_removed`
    follow `state`; `ip_address` and `user_url` stay empty.
    """

    # Declared for its related_name: the default accessor would clash with the field `comment`.
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
    # Time of approval; None if it was public at once, or is not public.
    published_at = models.DateTimeField(null=True, editable=False)
    # Columns for the index of a thread, which must be in this table: the entry key ("blog.post:12"),
    # the package's thread_id, and the path, made of the keys of all ancestors and of the comment.
    entry_key = models.CharField(max_length=40, editable=False)
    root = models.IntegerField(editable=False, default=0)
    path = models.CharField(max_length=200, editable=False, default="")
    body_html = models.TextField(editable=False, default="")
    size = models.PositiveIntegerField(
        editable=False, default=0
    )  # approximate bytes of HTML on a page
    language = models.CharField(_("language"), max_length=10, editable=False, default="")
    renderer_version = models.CharField(max_length=20, editable=False, default="")

    # Identity of the writer as keyed hashes (comments/identity.py). No IP address is stored.
    writer_key = models.CharField(max_length=43, blank=True, editable=False, default="")
    network_key = models.CharField(max_length=43, blank=True, editable=False, default="")
    daily_id = models.CharField(max_length=8, blank=True, editable=False, default="")
    edited_at = models.DateTimeField(null=True, editable=False)

    # Set by moderators. `rank` and `is_closed` are the same in the whole conversation.
    rank = models.SmallIntegerField(choices=Rank, default=Rank.USUAL, editable=False)
    is_closed = models.BooleanField(_("closed for replies"), default=False, editable=False)
    opinion_requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("second opinion requested by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    # Recounted from their tables on every change.
    like_count = models.PositiveIntegerField(default=0, editable=False)
    report_count = models.PositiveIntegerField(default=0, editable=False)

    # Reason for holding it, points and rule hits of the filter (comments/spam).
    learned_as = models.CharField(max_length=4, blank=True, editable=False)  # "good" or "spam"
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
        """Save the row and, for a new one, its position in the thread.

        XtdComment.save is skipped: it counts without a lock, so its numbers drift.
        """
        is_new = self._state.adding
        for column, value in State(self.state).package_flags.items():
            setattr(self, column, value)
        with transaction.atomic():
            super(XtdComment, self).save(*args, **kwargs)  # type: ignore[no-untyped-call]
            if is_new:
                self._set_position()

    def get_absolute_url(self, anchor_pattern: str = "") -> str:
        """Return the permalink, which redirects to the page that shows it."""
        return reverse("comments:permalink", args=[self.pk])

    @property
    def userinfo(self) -> dict[str, str]:
        """The writer for templates of the package: the name as written, never that of the account."""
        return {"name": self.user_name, "email": self.user_email, "url": ""}

    @property
    def is_approved(self) -> bool:
        """Whether its state is APPROVED, like CommentQuerySet.approved()."""
        return self.state == State.APPROVED

    @property
    def seems_to_wait(self) -> bool:
        """Whether its writer sees it as waiting, like CommentQuerySet.waiting().

        That includes spam by the filter alone, which a moderator has not confirmed.
        """
        return self.state == State.HELD or (self.state == State.SPAM and not self.previous_state)

    @property
    def ancestors_and_self(self) -> list[int]:
        """The keys in its path, from the root of the conversation down to itself."""
        return keys_in(self.path)

    @property
    def is_reply(self) -> bool:
        """Whether it is a reply. The `parent_id` of a saved root is its own key."""
        return self.parent_id not in (0, self.pk)

    @property
    def answers(self) -> int | None:
        """The key of the comment that it replies to, None for a root, saved or not."""
        return self.parent_id if self.is_reply else None

    def _set_position(self) -> None:
        """Set the columns of the thread: the path is that of the parent plus one segment. No other row changes."""
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
    """Proxy for the moderation queue: an entry in the admin index with its URL."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("moderation queue")
        verbose_name_plural = _("moderation queue")
