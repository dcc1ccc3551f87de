"""The list of addresses in the admin: who gets no mail, why, and who decided."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from mail import suppression
from mail.addresses import normalised
from mail.models import Address


class AddressForm(forms.ModelForm[Address]):
    """An address, whether it gets mail, and a word about why."""

    is_suppressed = forms.BooleanField(
        label=_("Send no mail to this address"),
        required=False,
        initial=True,
        help_text=_("Only a link for a new password, which its owner asks for, still goes there."),
    )

    class Meta:
        model = Address
        fields = ["address", "reason", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["is_suppressed"] = self.instance.is_suppressed
        elif "reason" in self.fields:
            self.initial.setdefault("reason", Address.Reason.BY_HAND)

    def clean_address(self) -> str:
        """Return the address in its one spelling."""
        return normalised(self.cleaned_data["address"])

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where mail is to stop."""
        data = super().clean() or {}
        if data.get("is_suppressed") and not data.get("reason"):
            raise ValidationError({"reason": _("Please choose why.")})
        return data


@admin.register(Address)
class AddressAdmin(admin.ModelAdmin[Address]):
    """Suppress and lift; both go through mail.suppression and keep who decided."""

    records_itself = True
    form = AddressForm
    list_display = ["address", "gets_mail", "reason", "suppressed_at", "decided_by"]
    list_filter = [("suppressed_at", admin.EmptyFieldListFilter), "reason"]
    list_select_related = ["decided_by"]
    search_fields = ["address", "note"]
    fields = [
        *("address", "is_suppressed", "reason", "note"),
        *("suppressed_at", "decided_by", "language", "confirmed_at", "created_at"),
    ]
    readonly_fields = ["suppressed_at", "decided_by", "language", "confirmed_at", "created_at"]

    def get_readonly_fields(self, request: HttpRequest, obj: Address | None = None) -> list[str]:
        """An address that is listed keeps its spelling."""
        return [*(["address"] if obj else []), *self.readonly_fields]

    def save_model(self, request: HttpRequest, obj: Address, form: Any, change: bool) -> None:
        """Suppress or lift."""
        note = form.cleaned_data["note"]
        if form.cleaned_data["is_suppressed"]:
            reason = Address.Reason(form.cleaned_data["reason"])
            row = suppression.suppress(obj.address, reason, by=request.user, note=note)
        else:
            row = Address.objects.get_or_create(address=obj.address)[0]
            suppression.lift(obj.address, by=request.user, note=note)
        obj.pk = row.pk
        obj.refresh_from_db()

    @admin.display(description=_("mail"), ordering="suppressed_at")
    def gets_mail(self, address: Address) -> SafeString:
        """Whether it gets mail, in words."""
        name, label = (
            ("withheld", _("Suppressed")) if address.is_suppressed else ("sent", _("Gets mail"))
        )
        return format_html('<span class="state state-mail-{}">{}</span>', name, label)
