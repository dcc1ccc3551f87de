"""Admin of the site's profile links."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from blog.models import ProfileLink
from core.typed_text import TypedModelForm


@admin.register(ProfileLink)
class SiteProfileAdmin(admin.ModelAdmin[ProfileLink]):
    """Admin of the site's profiles. Profiles of an author are an inline of AuthorAdmin."""

    form = TypedModelForm
    list_display = ["service", "url", "order"]
    fields = ["service", "url", "order"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProfileLink]:
        return super().get_queryset(request).filter(author=None)
