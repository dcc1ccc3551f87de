"""Admin of contact messages: read, annotate, mark, delete."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from contact.models import ContactMessage
from core.typed_text import TypedTextMixin

State = ContactMessage.State


class ContactMessageForm(TypedTextMixin, forms.ModelForm[ContactMessage]):
    """State and note. An unread message is preset to "read", which takes effect on saving."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("state") == State.UNREAD:
            self.initial["state"] = State.READ


@admin.register(ContactMessage)
class ContactMessageAdmin(admin.ModelAdmin[ContactMessage]):
    form = ContactMessageForm
    list_display = ["excerpt", "sender_name", "email", "state_label", "created_at"]
    list_filter = ["state", "created_at"]
    search_fields = ["name", "email", "text", "note"]
    actions = ["mark_read", "mark_unread", "mark_spam"]
    fields = ["name", "email", "created_at", "message_text", "state", "note"]
    readonly_fields = ["name", "email", "created_at", "message_text"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: messages come from the form."""
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the message under a title with the sender's name."""
        message = self.get_object(request, object_id)
        if message and self.has_view_permission(request, message):
            title = _("Message from %(name)s") % {"name": message.name}
            extra_context = {"title": title, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, extra_context)

    @admin.action(description=_("Mark as read"), permissions=["change"])
    def mark_read(self, request: HttpRequest, queryset: QuerySet[ContactMessage]) -> None:
        self._mark(request, queryset, State.READ)

    @admin.action(description=_("Mark as unread"), permissions=["change"])
    def mark_unread(self, request: HttpRequest, queryset: QuerySet[ContactMessage]) -> None:
        self._mark(request, queryset, State.UNREAD)

    @admin.action(description=_("Mark as spam"), permissions=["change"])
    def mark_spam(self, request: HttpRequest, queryset: QuerySet[ContactMessage]) -> None:
        self._mark(request, queryset, State.SPAM)

    @admin.display(description=_("message"))
    def excerpt(self, message: ContactMessage) -> str:
        return message.text[:80]

    @admin.display(description=_("name"), ordering="name")
    def sender_name(self, message: ContactMessage) -> str:
        """Return the name. Not the field itself: Django's CSS widens a column named “name”."""
        return message.name

    @admin.display(description=_("state"), ordering="state")
    def state_label(self, message: ContactMessage) -> SafeString:
        """Return the state as a badge."""
        return format_html(
            '<span class="state state-contact-{}">{}</span>',
            message.state,
            State(message.state).label,
        )

    @admin.display(description=_("message"))
    def message_text(self, message: ContactMessage) -> SafeString:
        """Return the escaped text without links; CSS keeps its line breaks."""
        return format_html('<div class="contact-text">{}</div>', message.text)

    def _mark(self, request: HttpRequest, queryset: QuerySet[ContactMessage], state: State) -> None:
        count = queryset.exclude(state=state).update(state=state)
        text = ngettext("%(count)d message changed.", "%(count)d messages changed.", count)
        self.message_user(request, text % {"count": count})
