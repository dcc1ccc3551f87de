"""Forms of the blog's sections of the admin settings (blog/site_settings.py)."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from blog.feeds import follow_links
from blog.form_fields import CategoriesField
from blog.forms import TagsField
from blog.models import BlogSettings, Category, Tag
from blog.players import PROVIDERS
from blog.seo import metadata, robots
from blog.sharing import SERVICES
from core.models import SiteSettings
from core.ordered_choices import OrderedChoiceField, OrderedSelect
from core.settings_forms import SettingsForm
from images.decoding import ImageRefused
from images.fields import ImageChoiceField
from images.icons import make_icons
from images.models import Image


class IdentityForm(SettingsForm):
    """Name, description and language of the site."""

    class Meta:
        model = SiteSettings
        fields = ["name", "tagline", "description", "language"]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}


class ReviewForm(SettingsForm):
    """Whether the posts of authors need a review."""

    class Meta:
        model = BlogSettings
        fields = ["posts_need_review"]


class PicturesForm(SettingsForm):
    """Logo, site icon and default cover."""

    logo = ImageChoiceField(
        label=_("logo"), help_text=_("Shown in the header instead of the name.")
    )
    icon = ImageChoiceField(
        label=_("site icon"),
        help_text=_(
            "For browser tabs and home screens, in all sizes needed. Square images work best, "
            "at least 192 pixels on each side."
        ),
    )
    default_cover = ImageChoiceField(
        label=_("default cover"),
        help_text=_("For link previews of pages without an image of their own."),
    )

    class Meta:
        model = BlogSettings
        fields = ["logo", "icon", "default_cover"]

    made_icons: Sequence[dict[str, object]] = ()

    def clean_icon(self) -> Image | None:
        """Generate the icons before any row is locked; refuse an image that cannot be used for them."""
        icon: Image | None = self.cleaned_data["icon"]
        if icon and (icon.pk != self.stored["icon"] or not self.instance.icons):
            try:
                self.made_icons = make_icons(icon)
            except ImageRefused as error:
                raise ValidationError(str(error.message)) from error
        return icon

    def derive(self, row: BlogSettings, touched: Sequence[str]) -> Sequence[str]:
        """Set the generated icons if the icon was changed; without an image the list is empty."""
        if "icon" not in touched:
            return ()
        row.icons = list(self.made_icons)
        return ["icons"]


class LayoutForm(SettingsForm):
    """Layout of all pages: with or without a sidebar."""

    class Meta:
        model = BlogSettings
        fields = ["layout"]


class ListForm(SettingsForm):
    """Pagination of lists."""

    class Meta:
        model = BlogSettings
        fields = ["posts_per_page"]


class HomeForm(SettingsForm):
    """Layout of the home page."""

    class Meta:
        model = BlogSettings
        fields = ["home_layout", "picks_title"]
        widgets = {"home_layout": forms.RadioSelect}


class TextForm(SettingsForm):
    """Author box, related posts, reading speed and line breaks."""

    class Meta:
        model = BlogSettings
        fields = ["author_box", "related_posts", "reading_speed", "hard_breaks"]


class VersionsForm(SettingsForm):
    """How many versions of a text are kept."""

    class Meta:
        model = BlogSettings
        fields = ["revisions_kept"]


class ContentsForm(SettingsForm):
    """Settings of the table of contents."""

    class Meta:
        model = BlogSettings
        fields = ["toc_enabled", "toc_threshold", "toc_max_level", "toc_open"]


class ShareForm(SettingsForm):
    """Share buttons and their order."""

    share_targets = OrderedChoiceField(
        label=_("share buttons"),
        choices=[(service.name, service.label) for service in SERVICES.values()],
        required=False,
        widget=OrderedSelect(spare=2),
        help_text=_("Shown in this order. Choose nothing to remove one."),
    )

    class Meta:
        model = BlogSettings
        fields = ["share_targets"]


class FollowForm(SettingsForm):
    """Follow box under a post."""

    follow_channels = OrderedChoiceField(
        label=_("ways to follow"),
        choices=list(follow_links.KINDS.items()),
        required=False,
        widget=OrderedSelect(spare=1),
        help_text=_("Shown in this order. Choose nothing to remove one."),
    )

    class Meta:
        model = BlogSettings
        fields = ["follow_box", "follow_text", "follow_channels"]


class PlayersForm(SettingsForm):
    """Providers whose players readers may load."""

    players = forms.MultipleChoiceField(
        label=_("players in posts"),
        choices=[(name, provider.label) for name, provider in PROVIDERS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "A URL of a chosen provider on a line of its own becomes a card with a play button. Only a "
            "click on it connects the reader to the provider, which then gets the reader’s IP address "
            "and may set cookies."
        ),
    )

    class Meta:
        model = BlogSettings
        fields = ["players"]


class VisibilityForm(SettingsForm):
    """Noindex for the whole site."""

    class Meta:
        model = SiteSettings
        fields = ["noindex"]


class IndexingForm(SettingsForm):
    """Kinds of pages with noindex, and the default meta description."""

    unindexed = forms.MultipleChoiceField(
        label=_("excluded from search engines"),
        choices=list(metadata.KINDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Search engines are asked not to index these pages. They are also removed from "
            "the sitemap. Search results are always excluded."
        ),
    )

    class Meta:
        model = BlogSettings
        fields = ["unindexed", "meta_description"]


class VerificationField(forms.CharField):
    """Meta tags for site verification, one per line; cleans to a list of [name, content]."""

    widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})

    def prepare_value(self, value: object) -> object:
        """Join the stored pairs to lines; a submitted string stays."""
        return "\n".join(" ".join(row) for row in value) if isinstance(value, list) else value

    def clean(self, value: object) -> list[list[str]]:  # type: ignore[override]
        """Return the pairs; raise ValidationError with each bad line."""
        return robots.clean_verification(super().clean(value))


class VerificationForm(SettingsForm):
    """Site verification for search engines and other services."""

    verification = VerificationField(
        label=_("meta tags for the home page"),
        required=False,
        max_length=5000,
        help_text=format_lazy(
            _(
                "Paste the <meta> tag that the service shows, or enter its name and content. One "
                "per line. Supported: {names}."
            ),
            names=", ".join(robots.VERIFIERS.values()),
        ),
    )

    class Meta:
        model = BlogSettings
        fields = ["verification"]


class RobotsForm(SettingsForm):
    """Additions to robots.txt."""

    class Meta:
        model = BlogSettings
        fields = ["robots_additions"]
        widgets = {"robots_additions": forms.Textarea(attrs={"rows": 5, "spellcheck": "false"})}

    def clean_robots_additions(self) -> str:
        """Validate the additions (blog/seo/robots.py)."""
        return robots.clean_robots(self.cleaned_data["robots_additions"])


def robots_preview(form: RobotsForm) -> str:
    """Render robots.txt as stored or, if the form is valid, with the submitted additions."""
    blog_settings = BlogSettings.load()
    if form.is_bound and form.is_valid():
        blog_settings.robots_additions = form.cleaned_data["robots_additions"]
    text = robots.robots(blog_settings)
    return format_html(
        '<p>{}</p><pre class="settings-text" tabindex="0">{}</pre>', "robots.txt", text
    )


class AdRulesForm(SettingsForm):
    """Whether ads are shown, and the rules for placed ads."""

    class Meta:
        model = BlogSettings
        fields = [
            "ads_enabled",
            "ads_label",
            "ads_on_pages",
            "ads_min_characters",
            "ads_after_days",
        ]


class KnownTagsField(TagsField):
    """Names of existing tags in one line; cleans to the tags."""

    def clean(self, value: object) -> list[Tag]:  # type: ignore[override]
        """Return the tags; raise ValidationError for the name of a tag that does not exist."""
        names = super().clean(value)
        tags = list(Tag.objects.filter(name__in=names))
        if unknown := [name for name in names if name not in {tag.name for tag in tags}]:
            raise ValidationError(
                _("There is no tag “%(name)s”."), params={"name": "、".join(unknown)}
            )
        return tags


class AdExclusionsForm(SettingsForm):
    """Categories and tags without ads."""

    ads_excluded_categories = CategoriesField(
        label=_("categories without ads"),
        queryset=Category.objects.order_by("path"),
        required=False,
        help_text=_("Includes all their subcategories."),
    )
    ads_excluded_tags = KnownTagsField(
        label=_("tags without ads"),
        required=False,
        help_text=_("Names, separated by commas. A post or page can turn off its ads."),
    )

    class Meta:
        model = BlogSettings
        fields = ["ads_excluded_categories", "ads_excluded_tags"]


class PRForm(SettingsForm):
    """Rule for the PR notice."""

    class Meta:
        model = BlogSettings
        fields = ["pr_rule"]

    def derive(self, row: BlogSettings, touched: Sequence[str]) -> Sequence[str]:
        """End the offer of the dashboard: the rule has been chosen."""
        if not touched:
            return ()
        row.offers_pr_rule = False
        return ("offers_pr_rule",)


class AdsTxtForm(SettingsForm):
    """Records of ads.txt."""

    class Meta:
        model = BlogSettings
        fields = ["ads_txt"]
        widgets = {"ads_txt": forms.Textarea(attrs={"rows": 5, "spellcheck": "false"})}

    def clean_ads_txt(self) -> str:
        """Validate the records (blog/seo/robots.py)."""
        return robots.clean_ads_txt(self.cleaned_data["ads_txt"])
