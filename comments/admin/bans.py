"""Bans and canned replies in the admin."""

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import DateTimeField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from blog.local_datetime_field import LocalDateTimeField
from comments import bans, canned
from comments.enums import BanKind
from comments.models import Ban, CannedReply
from core.merging_forms import MergingAdmin, MergingForm


class BanForm(MergingForm):
    """A ban of a word or a domain. Writers and networks are banned on the card of a comment."""

    class Meta:
        model = Ban
        fields = ["kind", "value", "effect", "note", "expires_at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            kinds = [BanKind.WORD, BanKind.DOMAIN]
            self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
            self.fields["value"].label = _("Word or domain")
        if "expires_at" in self.fields:
            self.fields["expires_at"].stored = self.instance.expires_at  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Normalize the word or domain (bans.folded)."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") and cleaned.get("value"):
            try:
                cleaned["value"] = bans.folded(cleaned["kind"], cleaned["value"])
            except ValidationError as error:
                self.add_error("value", error)
        return cleaned


@admin.register(Ban)
class BanAdmin(MergingAdmin):
    """List of bans. Effect, note and end can be changed; kind and value of a saved ban cannot."""

    form = BanForm
    formfield_overrides = {
        DateTimeField: {"form_class": LocalDateTimeField, "widget": LocalDateTimeField.widget}
    }
    list_display = ("about", "effect", "note", "until", "created_by", "origin")
    list_filter = ("kind", "effect")
    list_select_related = ("created_by",)
    search_fields = ("value", "note")
    fields = ("kind", "value", "effect", "note", "expires_at")

    def get_fields(self, request: HttpRequest, obj: Ban | None = None) -> tuple[str, ...]:
        """Show a label in place of the value of a saved ban: the key of a writer means nothing to people."""
        if obj is None:
            return self.fields
        return ("about", "effect", "note", "expires_at", "created_by", "created_at", "origin")

    def get_readonly_fields(self, request: HttpRequest, obj: Ban | None = None) -> tuple[str, ...]:
        return ("about", "created_by", "created_at", "origin") if obj else ()

    def save_model(self, request: HttpRequest, obj: Ban, form: BanForm, change: bool) -> None:
        """Store the moderator of a new ban."""
        if not change:
            obj.created_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)

    @admin.display(description=_("about"), ordering="kind")
    def about(self, ban: Ban) -> str:
        """Kind and value (Ban.__str__)."""
        return str(ban)

    @admin.display(description=_("until"), ordering="expires_at")
    def until(self, ban: Ban) -> datetime | str:
        """Its end; the label of "forever" without one."""
        return ban.expires_at or str(bans.Lasting.FOREVER.label)

    @admin.display(description=_("origin"))
    def origin(self, ban: Ban) -> str:
        """Link to the comment on whose card it was created."""
        if ban.comment_id is None:
            return "–"
        url = f"{reverse('admin:comments_queue')}?comment={ban.comment_id}"
        return format_html('<a href="{}">{}</a>', url, _("the comment"))


class CannedReplyForm(MergingForm):
    class Meta:
        model = CannedReply
        fields = ["title", "text", "order"]


@admin.register(CannedReply)
class CannedReplyAdmin(MergingAdmin):
    """Canned replies that moderators insert in the queue."""

    form = CannedReplyForm
    list_display = ("title", "excerpt", "order")
    search_fields = ("title", "text")
    fields = ("title", "text", "order")

    def save_model(
        self, request: HttpRequest, obj: CannedReply, form: CannedReplyForm, change: bool
    ) -> None:
        """Save it, and warn about words in braces that are no placeholder."""
        super().save_model(request, obj, form, change)
        if words := canned.unknown_placeholders(obj.text):
            text = _("%(words)s is not replaced and will be sent unchanged.")
            messages.warning(request, text % {"words": " ".join(words)})

    @admin.display(description=_("text"))
    def excerpt(self, reply: CannedReply) -> str:
        """The first 60 characters of the text."""
        return reply.text[:60]
