"""What posts borrow: speakers and ads; and where readers can follow the site."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from blog.forms import AdForm, PersonaForm
from blog.models import Ad, Persona, ProfileLink
from images.admin import thumbnail


@admin.register(Persona)
class PersonaAdmin(admin.ModelAdmin[Any]):
    """The cast of speakers."""

    form = PersonaForm
    list_display = ["picture", "name", "how_to_write", "side", "shape"]
    list_display_links = ["picture", "name"]
    list_select_related = ["avatar"]
    search_fields = ["name", "key"]
    fields = ["name", "key", "avatar", "side", "shape"]

    @admin.display(description=_("avatar"))
    def picture(self, persona: Persona) -> SafeString | str:
        """The avatar, small."""
        return thumbnail(persona.avatar)

    @admin.display(description=_("in a text"))
    def how_to_write(self, persona: Persona) -> SafeString:
        """What an author writes."""
        return format_html("<code>:::balloon {}</code>", persona.key)


@admin.register(Ad)
class AdAdmin(admin.ModelAdmin[Any]):
    """Ads: text, own picture, sponsored link."""

    form = AdForm
    list_display = ["name", "text", "position", "is_active"]
    list_filter = ["position", "is_active"]
    search_fields = ["name", "text", "url"]

    def save_model(self, request: HttpRequest, obj: Ad, form: AdForm, change: bool) -> None:
        """Save, and tell what of the pasted HTML was left out."""
        super().save_model(request, obj, form, change)
        for sentence in form.reduced.dropped if form.reduced else []:
            messages.warning(request, sentence)


@admin.register(ProfileLink)
class SiteProfileAdmin(admin.ModelAdmin[Any]):
    """Where readers can follow the site as a whole; authors' own profiles stand with the author."""

    list_display = ["service", "url", "order"]
    fields = ["service", "url", "order"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(author=None)
