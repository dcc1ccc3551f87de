"""Admin of personas."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from blog.forms import PersonaForm
from blog.models import Persona
from core.merging_forms import MergingAdmin
from images.admin import thumbnail


@admin.register(Persona)
class PersonaAdmin(MergingAdmin):
    """Admin of personas: the speakers of balloons."""

    form = PersonaForm
    list_display = ["picture", "name", "how_to_write", "side", "shape"]
    list_display_links = ["picture", "name"]
    list_select_related = ["avatar"]
    search_fields = ["name", "key"]
    fields = ["name", "key", "avatar", "side", "shape"]

    @admin.display(description=_("avatar"))
    def picture(self, persona: Persona) -> SafeString | str:
        """Thumbnail of the avatar."""
        return thumbnail(persona.avatar)

    @admin.display(description=_("usage in text"))
    def how_to_write(self, persona: Persona) -> SafeString:
        """Markdown that inserts a balloon of the persona."""
        return format_html("<code>:::balloon {}</code>", persona.key)
