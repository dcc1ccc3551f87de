"""The outbox in the admin: to read, to send again, to cancel. Nobody writes mails here."""

import uuid
from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from audit import trail
from audit.enums import Verb
from mail import health, outbox, sending
from mail.models import OutgoingMail
from mail.servers import has_server
from mail.tasks import send_waiting

State = OutgoingMail.State


@admin.register(OutgoingMail)
class OutgoingMailAdmin(admin.ModelAdmin[OutgoingMail]):
    """Read-only list and detail with the actions “send now” and “cancel”, and a button for a test mail."""

    TEXT = _("Text")

    change_list_template = "admin/mail/outgoingmail/change_list.html"
    list_display = [
        "subject",
        "recipient",
        "what_happened",
        "next_try",
        "last_answer",
        "created_at",
    ]
    list_filter = ["state", "language", "created_at"]
    search_fields = ["subject", "recipient", "key"]
    date_hierarchy = "created_at"
    actions = ["send_now", "cancel"]
    fieldsets = [
        (None, {"fields": ["subject", "recipient", "language", "what_happened", "last_answer"]}),
        (TEXT, {"fields": ["text_to_read", "html_source"]}),
        (
            _("Sending"),
            {
                "fields": [
                    *("attempts", "next_try", "created_at", "sent_at", "failed_at"),
                    *("ignores_suppression", "key", "headers"),
                ]
            },
        ),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: OutgoingMail | None = None) -> Any:
        """Leave the text out for those who may not read a mail that opens an account."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj and obj.is_secret and not request.user.is_superuser:
            return [fieldset for fieldset in fieldsets if fieldset[0] != self.TEXT]
        return fieldsets

    def get_urls(self) -> list[URLPattern]:
        """Add the button's address."""
        send_test = path(
            "test/",
            self.admin_site.admin_view(require_POST(self.send_test)),
            name="mail_outgoingmail_test",
        )
        return [send_test, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse | HttpResponse:
        """Say above the list how mail does."""
        context = {
            "health": health.summary(),
            "may_send": self.has_send_permission(request),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: mails are written by what happens on the site."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutgoingMail | None = None) -> bool:
        """Never: what was announced stays as it was announced."""
        return False

    def has_send_permission(self, request: HttpRequest) -> bool:
        """Whoever has the model's change permission may send again, and cancel."""
        return request.user.has_perm("mail.change_outgoingmail")

    @admin.action(description=_("Send now"), permissions=["send"])
    def send_now(self, request: HttpRequest, queryset: QuerySet[OutgoingMail]) -> None:
        """Give the chosen mails a fresh start."""
        with transaction.atomic():
            count = sending.send_again(queryset)
            trail.record(Verb.MAILS_SENT_AGAIN, note=str(count))
        transaction.on_commit(send_waiting.enqueue)
        if not has_server():
            self.message_user(
                request, _("No mail server is configured: the mails are kept."), messages.WARNING
            )
            return
        text = ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", count)
        self.message_user(request, text % {"count": count})

    @admin.action(description=_("Cancel"), permissions=["send"])
    def cancel(self, request: HttpRequest, queryset: QuerySet[OutgoingMail]) -> None:
        """Never send the chosen mails."""
        count = sending.cancel(queryset)
        text = ngettext(
            "%(count)d mail will not be sent.", "%(count)d mails will not be sent.", count
        )
        self.message_user(request, text % {"count": count})

    def send_test(self, request: HttpRequest) -> HttpResponse:
        """Write to the person who asks, at once, and tell what the server said."""
        if not self.has_send_permission(request):
            raise PermissionDenied
        level, text = _send_test(request.user)
        self.message_user(request, text, level)
        return redirect(reverse("admin:mail_outgoingmail_changelist"))

    @admin.display(description=_("state"), ordering="state")
    def what_happened(self, mail: OutgoingMail) -> SafeString:
        """The state in words; says plainly when nothing will ever send the mail."""
        label: Any = State(mail.state).label
        if mail.state == State.WAITING and not has_server():
            label = _("Kept: no mail server")
        return format_html('<span class="state state-mail-{}">{}</span>', mail.state, label)

    @admin.display(description=_("next try"), ordering="send_after")
    def next_try(self, mail: OutgoingMail) -> Any:
        """When it is tried again."""
        return mail.send_after if mail.state == State.WAITING and has_server() else None

    @admin.display(description=_("last answer of the server"))
    def last_answer(self, mail: OutgoingMail) -> str:
        """What the server said, good or bad."""
        return mail.error or mail.answer

    @admin.display(description=_("text"))
    def text_to_read(self, mail: OutgoingMail) -> SafeString:
        """The plain text with its line breaks."""
        return format_html("<pre>{}</pre>", mail.text)

    @admin.display(description=_("HTML source"))
    def html_source(self, mail: OutgoingMail) -> SafeString:
        """The HTML as source: it is shown, never run."""
        return format_html("<pre>{}</pre>", mail.html)


def _send_test(user: Any) -> tuple[int, str]:
    """Send a test mail to `user`; return the level of the message about it, and the message."""
    if not has_server():
        return messages.WARNING, gettext("No mail server is configured: the mails are kept.")
    try:
        mail = outbox.enqueue(
            key=f"test-{uuid.uuid4()}",
            to=user.email,
            template="test",
            context={},
            language=get_language() or "en",
        )
    except ValidationError:
        return messages.ERROR, gettext("Your account has no mail address to send a test to.")
    mail = sending.send_now(cast(OutgoingMail, mail))  # the key is new
    if mail.state == State.SENT:
        facts = {"address": mail.recipient, "answer": mail.answer}
        return messages.SUCCESS, gettext("Sent to %(address)s. The server said: %(answer)s") % facts
    if mail.state == State.SENDING:  # the worker was quicker
        return messages.INFO, gettext("The test mail is on its way.")
    answer = mail.error or health.summary().last_answer or mail.get_state_display()
    text = gettext("The test mail has not left. The server said: %(answer)s")
    return messages.ERROR, text % {"answer": answer}
