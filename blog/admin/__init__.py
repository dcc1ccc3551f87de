"""The blog in the admin: fields and layout only; every button calls the functions everyone calls."""

from blog.admin import cast, entries, menus, redirects, sidebar, terms

__all__ = ["cast", "entries", "menus", "redirects", "sidebar", "terms"]
