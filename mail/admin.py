"""The outbox in the admin: to read, and to send again. Nobody writes mails here."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from audit import trail
from audit.enums import Verb
from mail import sending
from mail.models import OutgoingMail
from mail.tasks import send_waiting


@admin.register(OutgoingMail)
class OutgoingMailAdmin(admin.ModelAdmin):
    """Read-only list and detail with the action “send now”."""

    TEXT = _("Text")

    list_display = ["subject", "recipient", "what_happened", "attempts", "created_at", "sent_at"]
    list_filter = ["state", "language", "created_at"]
    search_fields = ["subject", "recipient", "key"]
    date_hierarchy = "created_at"
    actions = ["send_now"]
    fieldsets = [
        (None, {"fields": ["subject", "recipient", "language", "what_happened", "error"]}),
        (TEXT, {"fields": ["text_to_read", "html_source"]}),
        (
            _("Sending"),
            {"fields": ["attempts", "send_after", "created_at", "sent_at", "key", "headers"]},
        ),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: OutgoingMail | None = None) -> Any:
        """Leave the text out for those who may not read a mail that opens an account."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj and obj.is_secret and not request.user.is_superuser:
            return [fieldset for fieldset in fieldsets if fieldset[0] != self.TEXT]
        return fieldsets

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: mails are written by what happens on the site."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutgoingMail | None = None) -> bool:
        """Never: what was announced stays as it was announced."""
        return False

    def has_send_permission(self, request: HttpRequest) -> bool:
        """Whoever has the model's change permission may send again."""
        return request.user.has_perm("mail.change_outgoingmail")

    @admin.action(description=_("Send now"), permissions=["send"])
    def send_now(self, request: HttpRequest, queryset: QuerySet[OutgoingMail]) -> None:
        """Give the chosen mails a fresh start."""
        with transaction.atomic():
            count = sending.send_again(queryset)
            trail.record(Verb.MAILS_SENT_AGAIN, note=str(count))
        transaction.on_commit(send_waiting.enqueue)
        if not sending.has_server():
            self.message_user(
                request, _("No mail server is configured: the mails are kept."), messages.WARNING
            )
            return
        text = ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", count)
        self.message_user(request, text % {"count": count})

    @admin.display(description=_("state"), ordering="state")
    def what_happened(self, mail: OutgoingMail) -> str:
        """The state in words; says plainly when nothing will ever send the mail."""
        if mail.state == OutgoingMail.State.WAITING and not sending.has_server():
            return str(_("Kept: no mail server"))
        return mail.get_state_display()

    @admin.display(description=_("text"))
    def text_to_read(self, mail: OutgoingMail) -> SafeString:
        """The plain text with its line breaks."""
        return format_html("<pre>{}</pre>", mail.text)

    @admin.display(description=_("HTML source"))
    def html_source(self, mail: OutgoingMail) -> SafeString:
        """The HTML as source: it is shown, never run."""
        return format_html("<pre>{}</pre>", mail.html)
