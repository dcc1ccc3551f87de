"""The site's settings. They are here because the share buttons to choose from are the blog's."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from blog.forms import BlogSettingsForm
from blog.models import BlogSettings
from blog.sharing import SERVICES
from core.models import SiteSettings
from core.ordered_choices import OrderedChoiceField, OrderedSelect
from core.singletons import SingletonAdmin


class SiteSettingsForm(forms.ModelForm[Any]):
    """The site's scalars, with share buttons chosen in order."""

    share_targets = OrderedChoiceField(
        label=_("share buttons"),
        choices=[(service.name, service.label) for service in SERVICES.values()],
        required=False,
        widget=OrderedSelect(spare=2),
        help_text=_("In this order. Choose nothing to take one out."),
    )


@admin.register(SiteSettings)
class SiteSettingsAdmin(SingletonAdmin):
    """What the owner says about the site as a whole."""

    form = SiteSettingsForm
    fieldsets = [
        (_("The site"), {"fields": ["name", "tagline", "description", "language", "noindex"]}),
        (
            _("Look"),
            {"fields": ["layout", "heading_font", "posts_per_page", "author_box", "related_posts"]},
        ),
        (
            _("Table of contents"),
            {"fields": ["toc_enabled", "toc_threshold", "toc_max_level", "toc_open"]},
        ),
        (_("Text"), {"fields": ["hard_breaks", "reading_speed"]}),
        (_("Sharing"), {"fields": ["share_targets"]}),
    ]


@admin.register(BlogSettings)
class BlogSettingsAdmin(SingletonAdmin):
    """Pictures of the site as a whole."""

    form = BlogSettingsForm
    fields = ["logo", "default_cover"]
