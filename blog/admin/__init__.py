"""Admin of the blog: fields and layout. Actions call blog.publishing and blog.taxonomy."""

from blog.admin import ads, entries, menus, personas, profiles, redirects, sidebar, terms

__all__ = ["ads", "entries", "menus", "personas", "profiles", "redirects", "sidebar", "terms"]
