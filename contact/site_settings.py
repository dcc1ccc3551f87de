"""The contact form in the settings section."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contact.models import ContactSettings
from core.models import SiteSettings
from core.settings_forms import SettingsForm
from core.settings_groups import Group, ListLink, Place, Section


class OfferForm(SettingsForm):
    """Whether there is a form."""

    class Meta:
        model = SiteSettings
        fields = ["contact_form"]


class ContactSettingsForm(SettingsForm):
    """What stands above it, and what becomes of messages."""

    class Meta:
        model = ContactSettings
        fields = ["words", "recipients", "keep_days"]
        widgets = {
            "words": forms.Textarea(attrs={"rows": 5}),
            "recipients": forms.Textarea(attrs={"rows": 3}),
        }

    def derive(self, row: Any, touched: Sequence[str]) -> Sequence[str]:
        """Let the HTML of the words follow them."""
        if "words" not in touched:
            return ()
        row.derive()
        return ("words_html",)


def address() -> str:
    """Return the address of the form, or "" where there is none."""
    return reverse("contact:form") if SiteSettings.load().contact_form else ""


GROUPS = [
    Group(
        "contact",
        _("Contact"),
        _("A form through which strangers write to you."),
        order=65,
        keywords=(_("inquiry, e-mail, message, form"),),
        places=(Place(_("Contact form"), address),),
    )
]

SECTIONS = [
    Section("contact", _("The form"), OfferForm, order=10),
    Section(
        "contact",
        _("Words and messages"),
        ContactSettingsForm,
        order=20,
        links=(
            ListLink(
                _("Messages"),
                "admin:contact_contactmessage_changelist",
                "contact.view_contactmessage",
            ),
        ),
    ),
]
