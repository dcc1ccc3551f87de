"""The settings section's parts that the blog has: what its pages show, and rows of its own."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from blog import crawlers, following, metadata
from blog.forms import TagsField
from blog.look import LookForm, look_preview
from blog.models import BlogSettings, Category, Post, Tag
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


def ads_txt() -> str:
    """Return the address of ads.txt, or "" while the owner has none."""
    return reverse("blog:ads_txt") if BlogSettings.load().ads_txt else ""


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


class HomeForm(SettingsForm):
    """How the home looks."""

    class Meta:
        model = SiteSettings
        fields = ["home_layout", "picks_title"]
        widgets = {"home_layout": forms.RadioSelect}


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


class FollowForm(SettingsForm):
    """The box under a post that says where to follow."""

    follow_channels = OrderedChoiceField(
        label=_("ways to follow"),
        choices=list(following.KINDS.items()),
        required=False,
        widget=OrderedSelect(spare=1),
        help_text=_("In this order. Choose nothing to take one out."),
    )

    class Meta:
        model = SiteSettings
        fields = ["follow_box", "follow_words", "follow_channels"]


class IndexingForm(SettingsForm):
    """What search engines may do."""

    unindexed = forms.MultipleChoiceField(
        label=_("kept out of search engines"),
        choices=list(metadata.KINDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "These pages ask not to be indexed and leave the sitemap. Results of searches always do."
        ),
    )

    class Meta:
        model = SiteSettings
        fields = ["noindex", "unindexed", "meta_description"]


class VerificationField(forms.CharField):
    """Tags that services ask for, one a line; cleans to a list of (name, content)."""

    widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})

    def prepare_value(self, value: Any) -> Any:
        """Return the lines for what the row holds."""
        return "\n".join(" ".join(row) for row in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[list[str]]:  # type: ignore[override]
        """Return the pairs; raises ValidationError naming each bad line."""
        return crawlers.clean_verification(super().clean(value))


class VerificationForm(SettingsForm):
    """Proofs that the site is the owner's."""

    verification = VerificationField(
        label=_("tags for the home page"),
        required=False,
        max_length=5000,
        help_text=format_lazy(
            _(
                "Paste the <meta> tag that the service shows, or write its name and content. One a "
                "line. Known are: {names}."
            ),
            names=", ".join(crawlers.VERIFIERS.values()),
        ),
    )

    class Meta:
        model = SiteSettings
        fields = ["verification"]


class RobotsForm(SettingsForm):
    """Rules for crawlers."""

    class Meta:
        model = BlogSettings
        fields = ["robots_additions"]
        widgets = {"robots_additions": forms.Textarea(attrs={"rows": 5, "spellcheck": "false"})}

    def clean_robots_additions(self) -> str:
        """Refuse what is no rule, and what would open what must stay closed."""
        return crawlers.clean_robots(self.cleaned_data["robots_additions"])


def robots_preview(form: RobotsForm) -> str:
    """Return robots.txt as it stands, or as it would stand with what was typed."""
    additions = form.stored["robots_additions"]
    if form.is_bound and form.is_valid():
        additions = form.cleaned_data["robots_additions"]
    text = crawlers.robots(SiteSettings.load(), additions)
    return format_html(
        '<p>{}</p><pre class="settings-text" tabindex="0">{}</pre>', "robots.txt", text
    )


class AdRulesForm(SettingsForm):
    """Whether there are ads, and the rules of those that are placed."""

    class Meta:
        model = SiteSettings
        fields = [
            "ads_enabled",
            "ads_label",
            "ads_on_pages",
            "ads_min_characters",
            "ads_after_days",
        ]


class CategoriesField(forms.ModelMultipleChoiceField):
    """Several categories, each shown with its place in the tree."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, category: Any) -> str:
        return f"{'　' * category.path.count('/')}{category.name}"


class KnownTagsField(TagsField):
    """Tags that exist, as a line of names; cleans to the tags."""

    def clean(self, value: Any) -> Any:
        """Return the tags; raises ValidationError for a name that no tag has."""
        names = super().clean(value)
        found = list(Tag.objects.filter(name__in=names))
        if unknown := [name for name in names if name not in {tag.name for tag in found}]:
            raise ValidationError(
                _("There is no tag “%(name)s”."), params={"name": "、".join(unknown)}
            )
        return found


class AdExclusionsForm(SettingsForm):
    """Where no ads stand."""

    ads_excluded_categories = CategoriesField(
        label=_("categories without ads"),
        queryset=Category.objects.order_by("path"),
        required=False,
        help_text=_("And all below them."),
    )
    ads_excluded_tags = KnownTagsField(
        label=_("tags without ads"),
        required=False,
        help_text=_("Names, parted by commas. A post or page can refuse ads for itself."),
    )

    class Meta:
        model = BlogSettings
        fields = ["ads_excluded_categories", "ads_excluded_tags"]


class PRForm(SettingsForm):
    """When readers are told that a text advertises."""

    class Meta:
        model = SiteSettings
        fields = ["pr_rule"]


class AdsTxtForm(SettingsForm):
    """Who may sell ads of the site."""

    class Meta:
        model = BlogSettings
        fields = ["ads_txt"]
        widgets = {"ads_txt": forms.Textarea(attrs={"rows": 5, "spellcheck": "false"})}

    def clean_ads_txt(self) -> str:
        """Refuse lines that are no record."""
        return crawlers.clean_ads_txt(self.cleaned_data["ads_txt"])


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
        _("How the home looks, how many posts a list shows, and what stands around a text."),
        order=30,
        keywords=(_("front page, per page, pagination, home, pinned, sticky, featured, pickup"),),
        places=(Place(_("Home page"), home),),
    ),
    Group(
        "menus",
        _("Menus and sidebar"),
        _("What stands in the header, in the footer and beside every page."),
        order=25,
        keywords=(_("navigation, global menu, links, header, footer, nav bar, widgets"),),
        places=(Place(_("Home page"), home),),
    ),
    Group(
        "ads",
        _("Ads"),
        _("Whether and where ads stand, and what readers are told about them."),
        order=55,
        permission=SITE,
        keywords=(_("advertising, affiliate, sponsored, PR, stealth marketing, AdSense"),),
        places=(Place(_("Newest post"), newest_post), Place("ads.txt", ads_txt)),
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
    Section(
        "menus",
        _("Menus"),
        help=_("Posts, pages, terms and addresses, in two levels, in your order."),
        links=(
            ListLink(_("The menu in the header"), "admin:blog_menu_changelist", "blog.change_menu"),
            ListLink(_("The menu in the footer"), "admin:blog_menu_footer", "blog.change_menu"),
        ),
    ),
    Section(
        "menus",
        _("Sidebar"),
        help=_("Profile, search, newest posts and more, beside the page or, on phones, below it."),
        links=(
            ListLink(
                _("Pieces of the sidebar"),
                "admin:blog_sidebarwidget_changelist",
                "blog.view_sidebarwidget",
            ),
        ),
    ),
    Section(
        "reading",
        _("Home page"),
        HomeForm,
        order=5,
        links=(
            ListLink(_("Posts, to pin and pick"), "admin:blog_post_changelist", "blog.change_post"),
            ListLink(
                _("Categories, to choose shelves"),
                "admin:blog_category_changelist",
                "blog.change_category",
            ),
        ),
    ),
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
    Section("sharing", _("Follow box"), FollowForm, order=20),
    Section(
        "ads",
        _("Placed ads"),
        AdRulesForm,
        order=10,
        links=(ListLink(_("Ads and their places"), "admin:blog_ad_changelist", "blog.view_ad"),),
    ),
    Section("ads", _("Where no ads stand"), AdExclusionsForm, order=20),
    Section("ads", _("PR notice"), PRForm, order=30),
    Section("ads", "ads.txt", AdsTxtForm, order=40),
    Section("seo", _("Indexing"), IndexingForm, order=10),
    Section("seo", _("Proofs of ownership"), VerificationForm, order=20),
    Section("seo", "robots.txt", RobotsForm, order=30, preview=robots_preview),
]
