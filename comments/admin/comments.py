"""Comments in the admin: the URLs of the moderation queue, and the list of all comments."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, re_path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.admin import XtdCommentsAdmin

from blog.models import Entry
from comments import moderation
from comments.admin import queue
from comments.models import Comment, Queue
from comments.policy import may_open_queue
from comments.querysets import MODERATE
from comments.targets import target_of, titles_of
from core.merging_forms import MergingAdmin, MergingForm
from core.read_only import ReadOnly

Actions = dict[str, tuple[Callable[..., str], str, str] | None]  # as in django-stubs
Decide = Callable[..., bool]


@admin.register(Queue)
class QueueAdmin(ReadOnly, admin.ModelAdmin[Queue]):
    """The queue's entry in the admin index. Its pages are the views of comments/admin/queue.py."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_open_queue(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_open_queue(request.user)

    def get_urls(self) -> list[URLPattern]:
        """Replace the model's pages by the queue. The admin index links to the name of the changelist."""
        view = self.admin_site.admin_view
        decisions, actions = "|".join(queue.DECISIONS), "|".join(queue.ACTIONS)
        return [
            path("", view(queue.queue), name="comments_queue_changelist"),
            path("", view(queue.queue), name="comments_queue"),
            path("decide/", view(queue.decide_many), name="comments_queue_decide_many"),
            path("<int:pk>/reply/", view(queue.reply), name="comments_queue_reply"),
            path("<int:pk>/note/", view(queue.note), name="comments_queue_note"),
            path("<int:pk>/bar/", view(queue.bar), name="comments_queue_bar"),
            path("<int:pk>/rule/", view(queue.rule), name="comments_queue_rule"),
            path("slow/<int:pk>/lift/", view(queue.lift_slow_mode), name="comments_queue_lift"),
            re_path(
                rf"^(?P<pk>[0-9]+)/(?P<action>{decisions})/$",
                view(queue.decide),
                name="comments_queue_decide",
            ),
            re_path(
                rf"^(?P<pk>[0-9]+)/(?P<action>{actions})/$",
                view(queue.run_action),
                name="comments_queue_arrange",
            ),
        ]


class CommentForm(MergingForm):
    class Meta:
        model = Comment
        fields = ["comment"]


class CommentList(ChangeList):
    """A page of the list. The posts and pages of its comments are read in one query per model."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        entries = titles_of(comment.entry_key for comment in self.result_list)
        for comment in self.result_list:
            comment.shown_entries = entries


@admin.register(Comment)
class CommentAdmin(MergingAdmin, XtdCommentsAdmin):
    """List of all comments, with search. The text can be edited; comments/moderation.py decides."""

    form = CommentForm
    list_display = ("user_name", "excerpt", "state", "place", "submit_date")
    list_display_links = ("excerpt",)
    list_filter = ("state", "submit_date")
    list_select_related = False
    fieldsets = (
        (None, {"fields": ("comment",)}),
        (
            _("About this comment"),
            {"fields": ("state", "place", "user_name", "user_email", "user", "submit_date")},
        ),
    )
    readonly_fields = ("state", "place", "user_name", "user_email", "user", "submit_date")
    raw_id_fields = ()
    ordering = ("-pk",)
    search_fields = ("comment", "user_name", "user_email")
    records_itself = True
    actions = ("approve_comments", "reject_comments", "mark_as_spam", "remove_comments")

    @admin.display(description=_("comment"))
    def excerpt(self, comment: Comment) -> str:
        """The first 80 characters of the Markdown source."""
        return comment.comment[:80]

    @admin.display(description=_("post or page"), ordering="entry_key")
    def place(self, comment: Comment) -> str:
        """Title of the post or page; a link if it is public, else with its status."""
        entries: dict[str, Entry] | None = getattr(comment, "shown_entries", None)
        key = comment.entry_key
        entry = target_of(key) if entries is None else entries.get(key)
        if entry is None:
            return "–"
        title = entry.title or _("(no title)")
        if not entry.is_published:
            return format_html("{} ({})", title, entry.get_status_display())
        return format_html('<a href="{}">{}</a>', entry.get_absolute_url(), title)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CommentList

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Comments are written on the public page or in the queue only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Comments are moved to the trash by an action, and deleted permanently in the trash only."""
        return False

    def get_actions(self, request: HttpRequest) -> Actions:
        """Hide the decisions from users who are no moderators."""
        actions: Actions = super().get_actions(request)
        if request.user.has_perm(MODERATE):
            return actions
        return {name: action for name, action in actions.items() if name not in self.actions}

    @admin.action(description=_("Approve"))
    def approve_comments(self, request: HttpRequest, chosen: QuerySet[Comment]) -> None:
        self._decide(request, chosen, moderation.approve)

    @admin.action(description=_("Reject"))
    def reject_comments(self, request: HttpRequest, chosen: QuerySet[Comment]) -> None:
        self._decide(request, chosen, moderation.reject)

    @admin.action(description=_("Mark as spam"))
    def mark_as_spam(self, request: HttpRequest, chosen: QuerySet[Comment]) -> None:
        self._decide(request, chosen, moderation.mark_spam)

    @admin.action(description=_("Remove"))
    def remove_comments(self, request: HttpRequest, chosen: QuerySet[Comment]) -> None:
        self._decide(request, chosen, moderation.remove)

    def save_model(
        self, request: HttpRequest, obj: Comment, form: MergingForm, change: bool
    ) -> None:
        """Save the text and the fields derived from it."""
        if form.columns:
            moderation.rewrite(obj, text=obj.comment)

    def _decide(self, request: HttpRequest, chosen: QuerySet[Comment], decide: Decide) -> None:
        changed = sum(decide(comment, by=request.user) for comment in chosen)
        self.message_user(request, _("Comments changed: %(number)d") % {"number": changed})
