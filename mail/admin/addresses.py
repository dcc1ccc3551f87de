"""Admin of e-mail addresses: suppress and lift, with the reason."""

from typing import TYPE_CHECKING, Any, cast

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

if TYPE_CHECKING:
    from accounts.models import User


class AddressForm(forms.ModelForm[Address]):
    """An address, whether it is suppressed, the reason and a note."""

    is_suppressed = forms.BooleanField(
        label=_("Do not send email to this address"),
        required=False,
        initial=True,
        help_text=_("Only a password reset link requested by the owner is still sent there."),
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
        return normalised(self.cleaned_data["address"])

    def clean(self) -> dict[str, Any]:
        """Require a reason for a suppression."""
        data = super().clean() or {}
        if data.get("is_suppressed") and not data.get("reason"):
            raise ValidationError({"reason": _("Please choose why.")})
        return data


@admin.register(Address)
class AddressAdmin(admin.ModelAdmin[Address]):
    """Suppress and lift by mail.suppression, which records the deciding user."""

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
        """Make the address read-only once it is saved."""
        return [*(["address"] if obj else []), *self.readonly_fields]

    def save_model(
        self, request: HttpRequest, obj: Address, form: forms.ModelForm[Address], change: bool
    ) -> None:
        """Suppress or lift."""
        user = cast("User", request.user)
        note = form.cleaned_data["note"]
        if form.cleaned_data["is_suppressed"]:
            reason = Address.Reason(form.cleaned_data["reason"])
            row = suppression.suppress(obj.address, reason, by=user, note=note)
        else:
            row = Address.objects.get_or_create(address=obj.address)[0]
            suppression.lift(obj.address, by=user, note=note)
        obj.pk = row.pk
        obj.refresh_from_db()

    @admin.display(description=_("email"), ordering="suppressed_at")
    def gets_mail(self, address: Address) -> SafeString:
        """Return a badge: suppressed or not."""
        name, label = (
            ("withheld", _("Suppressed"))
            if address.is_suppressed
            else ("sent", _("Receives email"))
        )
        return format_html('<span class="state state-mail-{}">{}</span>', name, label)
