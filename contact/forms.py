"""The form that strangers fill, with the guards of the comment form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contact.models import ContactSettings
from core.guarded_forms import GuardedForm, LineField, TextField
from mail.addresses import deliverable

NAME_LENGTH = 50
TEXT_LENGTH = 5000


class ContactForm(GuardedForm):
    """Name, address for the answer, text."""

    name = LineField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name", "maxlength": str(NAME_LENGTH)}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Where the answer goes. Nothing else is sent there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = TextField(
        label=_("Message"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, settings: ContactSettings, data: Any = None) -> None:
        settings.pk = 1  # what is signed is the same before the row exists
        super().__init__(settings, data=data, auto_id="contact-%s")
        for name in ("content_type", "object_pk"):
            del self.fields[name]
        # A browser would cut a pasted text without a word.
        self.fields["text"].widget.attrs.pop("maxlength", None)

    def clean_email(self) -> str:
        """Return the address as mails take it, or ""."""
        email: str = self.cleaned_data["email"]
        return deliverable(email) if email else ""
