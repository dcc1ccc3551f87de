"""The blog's tables. Import names from here; the files behind it may move."""

from blog.models.ad import Ad
from blog.models.author import Author, ProfileLink
from blog.models.entry import Entry, Page, PageAuthor, Post, PostAuthor
from blog.models.menu import Menu, MenuItem
from blog.models.old_path import OldPath
from blog.models.persona import Persona
from blog.models.redirect import MissedPath, Redirect
from blog.models.sidebar import SidebarWidget
from blog.models.site import BlogSettings
from blog.models.taxonomy import Category, Series, Tag
from blog.models.term_move import TermMove

__all__ = [
    "Ad",
    "Author",
    "BlogSettings",
    "Category",
    "Entry",
    "Menu",
    "MenuItem",
    "MissedPath",
    "OldPath",
    "Page",
    "PageAuthor",
    "Persona",
    "Post",
    "PostAuthor",
    "ProfileLink",
    "Redirect",
    "Series",
    "SidebarWidget",
    "Tag",
    "TermMove",
]
