"""URLconf of the blog. Other sites link to these URLs, so they must not change."""

from django.urls import URLPattern, path

from blog import converters
from blog.feeds import views
from blog.seo import sitemaps
from blog.views import entries, lists, manifest, preview, protected, robots, sharing
from core.theme import GENERATION

converters.register()

app_name = "blog"


def _with_feeds(prefix: str, scope: str) -> list[URLPattern]:
    """Return the patterns of the three feeds under `prefix`, and of the page that explains them.

    Names: blog:feed_rss, blog:category_feed_rss …; likewise _atom, _json, _guide.
    """
    name = f"{scope}_feed" if scope else "feed"
    kwargs = {"scope": scope}
    return [
        path(f"{prefix}feed/", views.rss, kwargs, name=f"{name}_rss"),
        path(f"{prefix}feed/atom/", views.atom, kwargs, name=f"{name}_atom"),
        path(f"{prefix}feed/json/", views.json, kwargs, name=f"{name}_json"),
        path(f"{prefix}feed/guide/", views.guide, kwargs, name=f"{name}_guide"),
    ]


urlpatterns = [
    path("", lists.Home.as_view(), name="home"),
    path("posts/<uslug:slug>/", entries.post_detail, name="post_detail"),
    # The text of a password-protected entry; a personal page
    path("unlock/<slug:kind>/<int:pk>/", protected.unlock, name="unlock"),
    path("preview/<str:token>/", preview.linked_preview, name="preview"),
    # Terms, authors, monthly archives
    *_with_feeds("categories/<uslugpath:slug>/", "category"),
    path("categories/<uslugpath:slug>/", lists.CategoryDetail.as_view(), name="category_detail"),
    *_with_feeds("tags/<uslug:slug>/", "tag"),
    path("tags/<uslug:slug>/", lists.TagDetail.as_view(), name="tag_detail"),
    *_with_feeds("series/<uslug:slug>/", "series"),
    path("series/<uslug:slug>/", lists.SeriesDetail.as_view(), name="series_detail"),
    *_with_feeds("authors/<uslug:slug>/", "author"),
    path("authors/<uslug:slug>/", lists.AuthorDetail.as_view(), name="author_detail"),
    path("archive/<int:year>/<int:month>/", lists.ArchiveMonth.as_view(), name="archive_month"),
    # Feeds, sitemap and other files for machines
    *_with_feeds("", ""),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:name>-<int:number>.xml", sitemaps.section, name="sitemap_section"),
    path("robots.txt", robots.robots, name="robots"),
    # The URL encodes the theme, so the CSS of a code may change only with GENERATION (core/theme.py).
    path(f"appearance/{GENERATION}/<slug:code>.css", manifest.appearance, name="appearance"),
    path(
        f"appearance/{GENERATION}/preview/<slug:code>.css",
        manifest.appearance,
        {"scope": ".look"},
        name="appearance_preview",
    ),
    path("favicon.ico", manifest.favicon, name="favicon"),
    path("ads.txt", robots.ads_txt, name="ads_txt"),
    path("manifest.webmanifest", manifest.manifest, name="manifest"),
    # Sharing to federated services without JavaScript
    path("share/<slug:service>/", sharing.choose_instance, name="share_instance"),
    # Pages are at the root, so this pattern comes last; config/urls.py includes this file last.
    path("<uslug:slug>/", entries.page_detail, name="page_detail"),
]
