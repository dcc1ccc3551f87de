"""Admin of personas."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.forms import PersonaForm
from blog.models import Persona
from blog.models.persona import PersonaQuerySet
from core.merging_forms import MergingAdmin
from images.admin import thumbnail


@admin.register(Persona)
class PersonaAdmin(MergingAdmin):
    """Admin of personas: authors see and change their own, editors all."""

    form = PersonaForm
    list_display = ["picture", "name", "how_to_write", "side", "shape"]
    list_display_links = ["picture", "name"]
    list_select_related = ["avatar", "owner"]
    search_fields = ["name", "key"]
    fields = ["name", "key", "avatar", "side", "shape"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Persona]:
        """Return the personas that the user may change."""
        rows: PersonaQuerySet = Persona.objects.editable_by(request.user)
        return rows.order_by("name", "pk")

    def get_list_display(self, request: HttpRequest) -> Any:
        """Show the owners to users who see personas of others."""
        owner = ["owner"] if request.user.has_perm("blog.edit_any_persona") else []
        return [*self.list_display, *owner]

    def save_model(
        self, request: HttpRequest, obj: Persona, form: PersonaForm, change: bool
    ) -> None:
        """Save; a new persona belongs to the user."""
        if not change:
            obj.owner = cast(User, request.user)
        super().save_model(request, obj, form, change)

    @admin.display(description=_("avatar"))
    def picture(self, persona: Persona) -> SafeString | str:
        """Thumbnail of the avatar."""
        return thumbnail(persona.avatar)

    @admin.display(description=_("usage in text"))
    def how_to_write(self, persona: Persona) -> SafeString:
        """Markdown that inserts a balloon of the persona."""
        return format_html("<code>:::balloon {}</code>", persona.key)
