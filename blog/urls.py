"""Addresses of the blog. They are part of the product: others link to them (docs/architecture.md)."""

from django.urls import URLPattern, path

from blog import converters, feeds, sitemaps
from blog.views import entries, lists, machines, sharing
from core.appearance import GENERATION

converters.register()

app_name = "blog"


def _with_feeds(prefix: str, scope: str) -> list[URLPattern]:
    """Return the patterns of the three feeds under `prefix`, and of the page that explains them.

    Names: blog:feed_rss, blog:category_feed_rss … with _atom, _json, _guide.
    """
    name = f"{scope}_feed" if scope else "feed"
    kwargs = {"scope": scope}
    return [
        path(f"{prefix}feed/", feeds.rss, kwargs, name=f"{name}_rss"),
        path(f"{prefix}feed/atom/", feeds.atom, kwargs, name=f"{name}_atom"),
        path(f"{prefix}feed/json/", feeds.json, kwargs, name=f"{name}_json"),
        path(f"{prefix}feed/guide/", feeds.guide, kwargs, name=f"{name}_guide"),
    ]


urlpatterns = [
    path("", lists.Home.as_view(), name="home"),
    path("posts/<uslug:slug>/", entries.post_detail, name="post_detail"),
    # Terms, authors, time
    *_with_feeds("categories/<uslugpath:slug>/", "category"),
    path("categories/<uslugpath:slug>/", lists.CategoryDetail.as_view(), name="category_detail"),
    *_with_feeds("tags/<uslug:slug>/", "tag"),
    path("tags/<uslug:slug>/", lists.TagDetail.as_view(), name="tag_detail"),
    *_with_feeds("series/<uslug:slug>/", "series"),
    path("series/<uslug:slug>/", lists.SeriesDetail.as_view(), name="series_detail"),
    *_with_feeds("authors/<uslug:slug>/", "author"),
    path("authors/<uslug:slug>/", lists.AuthorDetail.as_view(), name="author_detail"),
    path("archive/<int:year>/<int:month>/", lists.ArchiveMonth.as_view(), name="archive_month"),
    # Feeds and machines
    *_with_feeds("", ""),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:name>-<int:number>.xml", sitemaps.section, name="sitemap_section"),
    path("robots.txt", machines.robots, name="robots"),
    # The address is the choice, so what a rule means may only change with GENERATION (core/appearance.py).
    path(f"appearance/{GENERATION}/<slug:code>.css", machines.appearance, name="appearance"),
    path(
        f"appearance/{GENERATION}/preview/<slug:code>.css",
        machines.appearance,
        {"scope": ".look"},
        name="appearance_preview",
    ),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("ads.txt", machines.ads_txt, name="ads_txt"),
    path("manifest.webmanifest", machines.manifest, name="manifest"),
    # Sharing without JavaScript to services that live on many hosts
    path("share/<slug:service>/", sharing.choose_instance, name="share_instance"),
    # Pages stand at the root, so they come last; config/urls.py includes this file last of all.
    path("<uslug:slug>/", entries.page_detail, name="page_detail"),
]
