"""The contact form, with the spam protection of the comment form."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from contact.models import ContactSettings
from core.antispam_forms import GuardedSiteForm, LineField, TextField
from mail.addresses import deliverable

NAME_LENGTH = 50
TEXT_LENGTH = 5000


class ContactForm(GuardedSiteForm):
    """Name, optional address for the reply, text."""

    name = LineField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name", "maxlength": str(NAME_LENGTH)}),
    )
    email = forms.EmailField(
        label=_("Email address"),
        required=False,
        help_text=_("The reply is sent here. Nothing else is sent."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = TextField(
        label=_("Message"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, settings: ContactSettings, data: QueryDict | None = None) -> None:
        super().__init__(settings, data, auto_id="contact-%s")
        # With maxlength, browsers cut off pasted text silently.
        self.fields["text"].widget.attrs.pop("maxlength", None)

    def clean_email(self) -> str:
        """Return the address in its deliverable form, or ""."""
        email: str = self.cleaned_data["email"]
        return deliverable(email) if email else ""
