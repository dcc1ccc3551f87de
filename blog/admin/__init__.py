"""Admin of the blog: fields and layout. Actions call blog.publishing and blog.taxonomy."""

from blog.admin import (
    ads,
    entries,
    external_pages,
    menus,
    personas,
    profiles,
    redirects,
    sidebar,
    terms,
)

__all__ = [
    "ads",
    "entries",
    "external_pages",
    "menus",
    "personas",
    "profiles",
    "redirects",
    "sidebar",
    "terms",
]
