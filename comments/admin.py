"""Comments in the admin: the queue where they are decided about, the full list, the policy."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.admin import XtdCommentsAdmin

from comments import moderation, queue
from comments.models import Comment, FilterSettings, Queue
from comments.querysets import MODERATE
from comments.spam import page as filter_page
from core.read_only import ReadOnly


@admin.register(Queue)
class QueueAdmin(ReadOnly, admin.ModelAdmin[Queue]):
    """The place of the queue in the admin's index; the pages are views of comments/queue.py."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return queue.may_open(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return queue.may_open(request.user)

    def get_urls(self) -> list[URLPattern]:
        """Replace the list and the forms of a model by the queue. The index wants the list's name."""
        view = self.admin_site.admin_view
        verbs = "|".join(queue.VERBS)
        return [
            path("", view(queue.queue), name="comments_queue_changelist"),
            path("", view(queue.queue), name="comments_queue"),
            path("<int:pk>/reply/", view(queue.reply), name="comments_queue_reply"),
            re_path(
                rf"^(?P<pk>[0-9]+)/(?P<action>{verbs})/$",
                view(queue.decide),
                name="comments_queue_decide",
            ),
        ]


@admin.register(Comment)
class CommentAdmin(XtdCommentsAdmin):
    """Every comment, to search and to mend a text. Decisions go through comments/moderation.py."""

    list_display = ("user_name", "excerpt", "state", "place", "submit_date")
    list_display_links = ("excerpt",)
    list_filter = ("state", "submit_date")
    list_select_related = False
    fieldsets = (
        (None, {"fields": ("comment",)}),
        (
            _("About it"),
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
        """The beginning of the text, as plain text."""
        return comment.comment[:80]

    @admin.display(description=_("post or page"), ordering="entry_key")
    def place(self, comment: Comment) -> str:
        """What it stands on, by model and key; the queue shows the title."""
        return comment.entry_key

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: comments are written on the page or in the queue."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: a comment is removed, and deleted for good out of the trash only."""
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer decisions to moderators only."""
        actions: dict[str, Any] = super().get_actions(request)
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

    def save_model(self, request: HttpRequest, obj: Comment, form: Any, change: bool) -> None:
        """Mend the text; what is derived from it follows."""
        moderation.rewrite(obj, text=obj.comment)

    def _decide(self, request: HttpRequest, chosen: QuerySet[Comment], verb: Any) -> None:
        changed = sum(verb(comment, by=request.user) for comment in chosen)
        self.message_user(request, _("Comments changed: %(number)d") % {"number": changed})


@admin.register(FilterSettings)
class FilterAdmin(ReadOnly, admin.ModelAdmin[FilterSettings]):
    """The place of the filter in the admin's index: how it does. It is set in the settings section."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MODERATE)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(MODERATE)

    def get_urls(self) -> list[URLPattern]:
        """Replace the list and the forms of a model by one page."""
        view = self.admin_site.admin_view(filter_page.show)
        return [path("", view, name="comments_filtersettings_changelist")]
