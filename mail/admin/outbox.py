"""Admin of the outbox: read, send again, cancel, send a test mail."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from audit import log
from audit.enums import Verb
from mail import health, outbox, sending
from mail.email_backend import has_server
from mail.models import OutgoingMail
from mail.tasks import send_waiting

if TYPE_CHECKING:
    from accounts.models import User

State = OutgoingMail.State


@admin.register(OutgoingMail)
class OutgoingMailAdmin(admin.ModelAdmin[OutgoingMail]):
    """Read-only list and detail page, with the actions “send now” and “cancel” and a test mail button."""

    TEXT = _("Text")

    change_list_template = "admin/mail/outgoingmail/change_list.html"
    list_display = [
        "subject",
        "recipient",
        "state_label",
        "next_attempt",
        "last_response",
        "created_at",
    ]
    list_filter = ["state", "language", "created_at"]
    search_fields = ["subject", "recipient", "key"]
    date_hierarchy = "created_at"
    actions = ["send_now", "cancel"]
    fieldsets = [
        (None, {"fields": ["subject", "recipient", "language", "state_label", "last_response"]}),
        (TEXT, {"fields": ["plain_text", "html_source"]}),
        (
            _("Sending"),
            {
                "fields": [
                    *("attempts", "next_attempt", "created_at", "sent_at", "failed_at"),
                    *("ignores_suppression", "key", "headers"),
                ]
            },
        ),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: OutgoingMail | None = None) -> Any:
        """Hide the text of a secret mail (a link to an account) from all but superusers."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj and obj.is_secret and not request.user.is_superuser:
            return [fieldset for fieldset in fieldsets if fieldset[0] != self.TEXT]
        return fieldsets

    def get_urls(self) -> list[URLPattern]:
        """Add the URL of the test mail button."""
        send_test = path(
            "test/",
            self.admin_site.admin_view(require_POST(self.send_test)),
            name="mail_outgoingmail_test",
        )
        return [send_test, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse | HttpResponse:
        """Show the list with the health of the outbox above it."""
        context = {
            "health": health.summary(),
            "may_send": self.has_send_permission(request),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: mails are written by outbox.enqueue."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutgoingMail | None = None) -> bool:
        """Return False: mails are not edited."""
        return False

    def has_send_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may send and cancel: the model's change permission."""
        return request.user.has_perm("mail.change_outgoingmail")

    @admin.action(description=_("Send now"), permissions=["send"])
    def send_now(self, request: HttpRequest, queryset: QuerySet[OutgoingMail]) -> None:
        """Queue the selected mails again and start sending after the commit."""
        with transaction.atomic():
            count = sending.send_again(queryset)
            log.record(Verb.MAILS_RESENT, note=str(count))
        transaction.on_commit(send_waiting.enqueue)
        if not has_server():
            self.message_user(
                request, _("No mail server is configured. Emails are held."), messages.WARNING
            )
            return
        text = ngettext("%(count)d email is being sent.", "%(count)d emails are being sent.", count)
        self.message_user(request, text % {"count": count})

    @admin.action(description=_("Cancel"), permissions=["send"])
    def cancel(self, request: HttpRequest, queryset: QuerySet[OutgoingMail]) -> None:
        count = sending.cancel(queryset)
        text = ngettext(
            "Sending of %(count)d email was cancelled.",
            "Sending of %(count)d emails was cancelled.",
            count,
        )
        self.message_user(request, text % {"count": count})

    def send_test(self, request: HttpRequest) -> HttpResponse:
        """Send a test mail to the user at once, and show the server's response."""
        if not self.has_send_permission(request):
            raise PermissionDenied
        level, text = _send_test(cast("User", request.user))
        self.message_user(request, text, level)
        return redirect(reverse("admin:mail_outgoingmail_changelist"))

    @admin.display(description=_("state"), ordering="state")
    def state_label(self, mail: OutgoingMail) -> SafeString:
        """Return the state as a badge; a queued mail without a mail server is shown as held."""
        label: str | Promise = State(mail.state).label
        if mail.state == State.WAITING and not has_server():
            label = _("Held: no mail server")
        return format_html('<span class="state state-mail-{}">{}</span>', mail.state, label)

    @admin.display(description=_("next attempt"), ordering="send_after")
    def next_attempt(self, mail: OutgoingMail) -> datetime | None:
        return mail.send_after if mail.state == State.WAITING and has_server() else None

    @admin.display(description=_("last server response"))
    def last_response(self, mail: OutgoingMail) -> str:
        return mail.error or mail.answer

    @admin.display(description=_("text"))
    def plain_text(self, mail: OutgoingMail) -> SafeString:
        return format_html("<pre>{}</pre>", mail.text)

    @admin.display(description=_("HTML source"))
    def html_source(self, mail: OutgoingMail) -> SafeString:
        """Return the HTML escaped, as source text."""
        return format_html("<pre>{}</pre>", mail.html)


def _send_test(user: "User") -> tuple[int, str]:
    """Send a test mail to `user`; return level and text of the message for django.contrib.messages."""
    if not has_server():
        return messages.WARNING, gettext("No mail server is configured. Emails are held.")
    try:
        mail = outbox.enqueue(
            key=f"test-{uuid.uuid4()}",
            to=user.email,
            template="test",
            context={},
            language=get_language() or "en",
        )
    except ValidationError:
        return messages.ERROR, gettext("Your account has no email address for a test email.")
    mail = sending.send_now(cast(OutgoingMail, mail))  # the key is new
    if mail.state == State.SENT:
        facts = {"address": mail.recipient, "answer": mail.answer}
        return messages.SUCCESS, gettext("Sent to %(address)s. Server response: %(answer)s") % facts
    if mail.state == State.SENDING:  # the worker was quicker
        return messages.INFO, gettext("The test email is being sent.")
    answer = mail.error or health.summary().last_answer or mail.get_state_display()
    text = gettext("The test email was not sent. Server response: %(answer)s")
    return messages.ERROR, text % {"answer": answer}
