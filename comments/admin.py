"""Comments in the admin: the queue where they are decided about, the full list, the policy."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import DateTimeField, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, re_path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.admin import XtdCommentsAdmin

from blog.forms import MomentField
from comments import bans, moderation, queue
from comments.enums import BanKind
from comments.models import Ban, CannedReply, Comment, FilterSettings, Queue
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
        verbs, deeds = "|".join(queue.VERBS), "|".join(queue.DEEDS)
        return [
            path("", view(queue.queue), name="comments_queue_changelist"),
            path("", view(queue.queue), name="comments_queue"),
            path("decide/", view(queue.decide_many), name="comments_queue_decide_many"),
            path("<int:pk>/reply/", view(queue.reply), name="comments_queue_reply"),
            path("<int:pk>/note/", view(queue.note), name="comments_queue_note"),
            path("<int:pk>/rule/", view(queue.rule), name="comments_queue_rule"),
            path("slow/<int:pk>/lift/", view(queue.lift), name="comments_queue_lift"),
            re_path(
                rf"^(?P<pk>[0-9]+)/(?P<action>{verbs})/$",
                view(queue.decide),
                name="comments_queue_decide",
            ),
            re_path(
                rf"^(?P<pk>[0-9]+)/(?P<deed>{deeds})/$",
                view(queue.arrange),
                name="comments_queue_arrange",
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


class BanForm(forms.ModelForm[Ban]):
    """A rule about a word or a domain; those about people are made on the card of a comment."""

    class Meta:
        model = Ban
        fields = ["kind", "value", "effect", "note", "expires_at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            typed = [BanKind.WORD, BanKind.DOMAIN]
            self.fields["kind"].choices = [(kind.value, kind.label) for kind in typed]  # type: ignore[attr-defined]
            self.fields["value"].label = _("Word or domain")

    def clean(self) -> dict[str, Any]:
        """Put the word or domain as it is compared into `value`."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") and cleaned.get("value"):
            try:
                cleaned["value"] = bans.folded(cleaned["kind"], cleaned["value"])
            except ValidationError as error:
                self.add_error("value", error)
        return cleaned


@admin.register(Ban)
class BanAdmin(admin.ModelAdmin[Ban]):
    """The rules there are. What a rule is about stays; how it ends is changed here."""

    form = BanForm
    formfield_overrides = {DateTimeField: {"form_class": MomentField, "widget": MomentField.widget}}
    list_display = ("about", "effect", "note", "until", "created_by", "origin")
    list_filter = ("kind", "effect")
    list_select_related = ("created_by",)
    search_fields = ("value", "note")
    fields = ("kind", "value", "effect", "note", "expires_at")

    def get_fields(self, request: HttpRequest, obj: Ban | None = None) -> Any:
        """Name a rule that there is; its key tells people nothing."""
        if obj is None:
            return self.fields
        return ("about", "effect", "note", "expires_at", "created_by", "created_at", "origin")

    def get_readonly_fields(self, request: HttpRequest, obj: Ban | None = None) -> Any:
        return ("about", "created_by", "created_at", "origin") if obj else ()

    def save_model(self, request: HttpRequest, obj: Ban, form: Any, change: bool) -> None:
        """Remember who made it."""
        if not change:
            obj.created_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)

    @admin.display(description=_("about"), ordering="kind")
    def about(self, ban: Ban) -> str:
        """The kind and the word or domain."""
        return str(ban)

    @admin.display(description=_("until"), ordering="expires_at")
    def until(self, ban: Ban) -> Any:
        """When it ends."""
        return ban.expires_at or bans.Lasting.FOREVER.label

    @admin.display(description=_("made because of"))
    def origin(self, ban: Ban) -> str:
        """A link to the comment on whose card it was made."""
        if ban.comment_id is None:
            return "–"
        address = f"{reverse('admin:comments_queue')}?comment={ban.comment_id}"
        return format_html('<a href="{}">{}</a>', address, _("the comment"))


@admin.register(CannedReply)
class CannedReplyAdmin(admin.ModelAdmin[CannedReply]):
    """Answers that moderators have at hand in the queue."""

    list_display = ("title", "excerpt", "order")
    search_fields = ("title", "text")
    fields = ("title", "text", "order")

    @admin.display(description=_("text"))
    def excerpt(self, reply: CannedReply) -> str:
        """The beginning of the text."""
        return reply.text[:60]


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
