"""The settings section's parts that the blog has: what its pages show, and rows of its own."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.look import LookForm, look_preview
from blog.models import BlogSettings, Post
from blog.sharing import SERVICES
from core.models import SiteSettings
from core.ordered_choices import OrderedChoiceField, OrderedSelect
from core.settings_forms import SettingsForm
from core.settings_groups import SITE, Group, ListLink, Place, Section
from images.decoding import ImageRefused
from images.fields import ImageChoiceField
from images.icons import make_icons
from images.models import Image


def home() -> str:
    """Return the address of the home page."""
    return reverse("blog:home")


def newest_post() -> str:
    """Return the address of the newest post, or "" on a blog without one."""
    post = Post.objects.published().newest_first().only("slug").first()
    return post.get_absolute_url() if post else ""


class IdentityForm(SettingsForm):
    """What the site says of itself."""

    class Meta:
        model = SiteSettings
        fields = ["name", "tagline", "description", "language"]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}


class PicturesForm(SettingsForm):
    """Pictures of the site."""

    logo = ImageChoiceField(
        label=_("logo"), help_text=_("Stands in the header instead of the name.")
    )
    icon = ImageChoiceField(
        label=_("icon"),
        help_text=_(
            "For browser tabs and home screens, in all the sizes they want. Square is best, each "
            "side at least 192 pixels."
        ),
    )
    default_cover = ImageChoiceField(
        label=_("default cover"),
        help_text=_("For link previews of pages without a picture of their own."),
    )

    class Meta:
        model = BlogSettings
        fields = ["logo", "icon", "default_cover"]

    made_icons: Sequence[dict[str, object]] = ()

    def clean_icon(self) -> Image | None:
        """Make the icons now, before anything is locked; refuse a picture they cannot be made from."""
        icon: Image | None = self.cleaned_data["icon"]
        if icon and (icon.pk != self.stored["icon"] or not self.instance.icons):
            try:
                self.made_icons = make_icons(icon)
            except ImageRefused as refused:
                raise ValidationError(str(refused.message)) from refused
        return icon

    def derive(self, row: Any, touched: Sequence[str]) -> Sequence[str]:
        """Keep the icons of a new picture; without one there are none."""
        if "icon" not in touched:
            return ()
        row.icons = list(self.made_icons)
        return ["icons"]


class ListForm(SettingsForm):
    """How many posts a list shows."""

    class Meta:
        model = SiteSettings
        fields = ["posts_per_page"]


class TextForm(SettingsForm):
    """What stands around a text, and how it is read."""

    class Meta:
        model = SiteSettings
        fields = ["author_box", "related_posts", "reading_speed", "hard_breaks"]


class ContentsForm(SettingsForm):
    """Tables of contents."""

    class Meta:
        model = SiteSettings
        fields = ["toc_enabled", "toc_threshold", "toc_max_level", "toc_open"]


class ShareForm(SettingsForm):
    """Share buttons, chosen in order."""

    share_targets = OrderedChoiceField(
        label=_("share buttons"),
        choices=[(service.name, service.label) for service in SERVICES.values()],
        required=False,
        widget=OrderedSelect(spare=2),
        help_text=_("In this order. Choose nothing to take one out."),
    )

    class Meta:
        model = SiteSettings
        fields = ["share_targets"]


class IndexingForm(SettingsForm):
    """What search engines may do."""

    class Meta:
        model = SiteSettings
        fields = ["noindex"]


GROUPS = [
    Group(
        "identity",
        _("Name and face of the site"),
        _("What the site is called, what it says of itself, its logo and its icon."),
        order=10,
        permission=SITE,
        keywords=(_("title, blog name, header, favicon, brand, site icon"),),
        places=(Place(_("Home page"), home),),
    ),
    Group(
        "appearance",
        _("Appearance"),
        _("Colours, typefaces and layout of every page."),
        order=20,
        keywords=(_("theme, design, colour, color, font, style, customise, dark"),),
        places=(Place(_("Home page"), home),),
    ),
    Group(
        "reading",
        _("Reading"),
        _("How many posts a list shows, and what stands around a text."),
        order=30,
        keywords=(_("front page, per page, pagination, home, widgets, sidebar"),),
        places=(Place(_("Home page"), home),),
    ),
    Group(
        "seo",
        _("Search engines"),
        _("What search engines may index, and the proof that the site is yours."),
        order=80,
        permission=SITE,
        keywords=(_("SEO, Google, Bing, Search Console, noindex, robots.txt, sitemap"),),
        places=(
            Place("robots.txt", lambda: reverse("blog:robots")),
            Place("sitemap.xml", lambda: reverse("blog:sitemap")),
        ),
    ),
    Group(
        "contents",
        _("Table of contents"),
        _("When a post gets a table of contents, and how deep it goes."),
        order=40,
        keywords=(_("TOC, headings, index"),),
        places=(Place(_("Newest post"), newest_post),),
    ),
    Group(
        "sharing",
        _("Follow and share"),
        _("Where readers can follow the site, and what they can share a post with."),
        order=50,
        keywords=(_("social, SNS, buttons, RSS, profiles, X, Facebook, LINE"),),
        places=(
            Place(_("Newest post"), newest_post),
            Place(_("RSS and other feeds"), lambda: reverse("blog:feed_guide")),
        ),
    ),
]

SECTIONS = [
    Section("identity", _("Name"), IdentityForm, order=10),
    Section("identity", _("Pictures"), PicturesForm, order=20),
    Section("appearance", _("Colours, type and layout"), LookForm, order=20, preview=look_preview),
    Section("reading", _("Lists"), ListForm, order=10),
    Section("reading", _("Text"), TextForm, order=20),
    Section("contents", _("Table of contents"), ContentsForm),
    Section(
        "sharing",
        _("Profiles of the site"),
        help=_("Pages elsewhere that belong to the site; readers find them in the footer."),
        order=10,
        links=(
            ListLink(_("Profiles"), "admin:blog_profilelink_changelist", "blog.view_profilelink"),
        ),
    ),
    Section("sharing", _("Share buttons"), ShareForm, order=30),
    Section("seo", _("Indexing"), IndexingForm, order=10),
]
