"""The blog's groups and sections of the admin settings."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from blog.appearance_form import AppearanceForm, appearance_preview
from blog.models import BlogSettings, Post
from blog.settings_forms import (
    AdExclusionsForm,
    AdRulesForm,
    AdsTxtForm,
    ContentsForm,
    FollowForm,
    HomeForm,
    IdentityForm,
    IndexingForm,
    LayoutForm,
    ListForm,
    PicturesForm,
    PlayersForm,
    PRForm,
    ReviewForm,
    RobotsForm,
    ShareForm,
    TextForm,
    VerificationForm,
    VersionsForm,
    VisibilityForm,
    robots_preview,
)
from core.settings_groups import SITE, Group, ListLink, Place, Section


def home_url() -> str:
    return reverse("blog:home")


def ads_txt_url() -> str:
    """Return the URL of ads.txt, or "" if the owner has not entered any records."""
    return reverse("blog:ads_txt") if BlogSettings.load().ads_txt else ""


def newest_post_url() -> str:
    """Return the URL of the newest post, or "" if there is none."""
    post = Post.objects.published().newest_first().only("slug").first()
    return post.get_absolute_url() if post else ""


GROUPS = [
    Group(
        "identity",
        _("Site identity"),
        _("Name, description, logo and icon of the site."),
        order=10,
        permission=SITE,
        keywords=(_("title, blog name, header, favicon, brand, site icon"),),
        places=(Place(_("Home page"), home_url),),
    ),
    Group(
        "appearance",
        _("Appearance"),
        _("Colours, typefaces and layout of every page."),
        order=20,
        keywords=(_("theme, design, colour, color, font, style, customise, dark"),),
        places=(Place(_("Home page"), home_url),),
    ),
    Group(
        "reading",
        _("Reading"),
        _("Home page layout, posts per list, and what appears around the text."),
        order=30,
        keywords=(_("front page, per page, pagination, home, pinned, sticky, featured, pickup"),),
        places=(Place(_("Home page"), home_url),),
    ),
    Group(
        "menus",
        _("Menus and sidebar"),
        _("What appears in the header, footer and sidebar of every page."),
        order=25,
        keywords=(_("navigation, global menu, links, header, footer, nav bar, widgets"),),
        places=(Place(_("Home page"), home_url),),
    ),
    Group(
        "writing",
        _("Writing"),
        _("Who may publish posts."),
        order=35,
        permission=SITE,
        keywords=(_("review, approval, workflow, contributor, editor, publish"),),
    ),
    Group(
        "ads",
        _("Ads"),
        _("Whether and where ads are shown, and how they are labelled."),
        order=55,
        permission=SITE,
        keywords=(_("advertising, affiliate, sponsored, PR, stealth marketing, AdSense"),),
        places=(Place(_("Newest post"), newest_post_url), Place("ads.txt", ads_txt_url)),
    ),
    Group(
        "seo",
        _("Search engines"),
        _("What search engines may index, and site verification."),
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
        places=(Place(_("Newest post"), newest_post_url),),
    ),
    Group(
        "sharing",
        _("Follow and share"),
        _("Where readers can follow the site, and where they can share a post."),
        order=50,
        keywords=(_("social, SNS, buttons, RSS, profiles, X, Facebook, LINE"),),
        places=(
            Place(_("Newest post"), newest_post_url),
            Place(_("RSS and other feeds"), lambda: reverse("blog:feed_guide")),
        ),
    ),
]

SECTIONS = [
    Section("identity", _("Name"), IdentityForm, order=10),
    Section("identity", _("Images"), PicturesForm, order=20),
    Section(
        "appearance",
        _("Colours and type"),
        AppearanceForm,
        order=20,
        preview=appearance_preview,
    ),
    Section("appearance", _("Layout"), LayoutForm, order=30),
    Section(
        "menus",
        _("Menus"),
        help=_("Posts, pages, terms and URLs, in two levels, in any order."),
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
                _("Sidebar widgets"),
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
            ListLink(_("Posts (pin and pick)"), "admin:blog_post_changelist", "blog.change_post"),
            ListLink(
                _("Categories (choose which to show)"),
                "admin:blog_category_changelist",
                "blog.change_category",
            ),
        ),
    ),
    Section("reading", _("Lists"), ListForm, order=10),
    Section("reading", _("Text"), TextForm, order=20),
    Section("reading", pgettext_lazy("of a text", "Versions"), VersionsForm, order=30),
    Section("writing", _("Review"), ReviewForm, order=10),
    Section("contents", _("Table of contents"), ContentsForm),
    Section(
        "sharing",
        _("Profiles of the site"),
        help=_("External pages that belong to the site. Readers find them in the footer."),
        order=10,
        links=(
            ListLink(_("Profiles"), "admin:blog_profilelink_changelist", "blog.view_profilelink"),
        ),
    ),
    Section("sharing", _("Share buttons"), ShareForm, order=30),
    Section("sharing", _("Follow box"), FollowForm, order=20),
    Section(
        "ads",
        _("Ad placement"),
        AdRulesForm,
        order=10,
        links=(ListLink(_("Ads and their places"), "admin:blog_ad_changelist", "blog.view_ad"),),
    ),
    Section("ads", _("Where no ads are shown"), AdExclusionsForm, order=20),
    Section("ads", _("PR notice"), PRForm, order=30),
    Section("ads", "ads.txt", AdsTxtForm, order=40),
    Section(
        "privacy",
        _("Players of other sites"),
        PlayersForm,
        order=20,
        links=(
            ListLink(
                _("Cards of other sites"),
                "admin:blog_externalpage_changelist",
                "blog.view_externalpage",
            ),
        ),
    ),
    Section("seo", _("Visibility"), VisibilityForm, order=5),
    Section("seo", _("Indexing"), IndexingForm, order=10),
    Section("seo", _("Site verification"), VerificationForm, order=20),
    Section("seo", "robots.txt", RobotsForm, order=30, preview=robots_preview),
]
