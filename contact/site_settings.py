"""Settings pages of the contact form."""

from collections.abc import Sequence

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.models import BlogSettings
from contact.models import ContactSettings
from core.settings_forms import SettingsForm
from core.settings_groups import Group, ListLink, Place, Section


class EnableContactForm(SettingsForm):
    """Enables the form."""

    class Meta:
        model = BlogSettings
        fields = ["contact_form"]


class ContactSettingsForm(SettingsForm):
    """Introduction, recipients and retention."""

    class Meta:
        model = ContactSettings
        fields = ["intro", "recipients", "keep_days"]
        widgets = {
            "intro": forms.Textarea(attrs={"rows": 5}),
            "recipients": forms.Textarea(attrs={"rows": 3}),
        }

    def derive(self, row: ContactSettings, touched: Sequence[str]) -> Sequence[str]:
        """Update `intro_html` if `intro` was changed."""
        if "intro" not in touched:
            return ()
        row.derive()
        return ("intro_html",)


def form_url() -> str:
    """Return the URL of the form, or "" if it is disabled."""
    return reverse("contact:form") if BlogSettings.load().contact_form else ""


GROUPS = [
    Group(
        "contact",
        _("Contact"),
        _("A form for readers to contact you."),
        order=65,
        keywords=(_("inquiry, email, e-mail, message, form"),),
        places=(Place(_("Contact form"), form_url),),
    )
]

SECTIONS = [
    Section("contact", _("The form"), EnableContactForm, order=10),
    Section(
        "contact",
        _("Introduction and messages"),
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
