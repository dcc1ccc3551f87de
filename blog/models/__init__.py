"""Models of the blog. Import them from here, not from the modules."""

from blog.models.ad import Ad
from blog.models.author import Author, ProfileLink
from blog.models.entry import Entry, Page, PageAuthor, Post, PostAuthor
from blog.models.external_page import ExternalPage
from blog.models.menu import Menu, MenuItem
from blog.models.persona import Persona
from blog.models.post_count_change import PostCountChange
from blog.models.preview_link import PreviewLink
from blog.models.previous_path import PreviousPath
from blog.models.redirect import NotFoundPath, Redirect
from blog.models.review_request import ReviewRequest
from blog.models.revision import CreationKey, OpenWindow, Revision, RevisionSnapshot, TextConflict
from blog.models.settings import BlogSettings
from blog.models.sidebar import SidebarWidget
from blog.models.taxonomy import Category, Series, Tag
from blog.models.term_move import TermMove

__all__ = [
    "Ad",
    "Author",
    "BlogSettings",
    "Category",
    "CreationKey",
    "Entry",
    "ExternalPage",
    "Menu",
    "MenuItem",
    "NotFoundPath",
    "OpenWindow",
    "Page",
    "PageAuthor",
    "Persona",
    "Post",
    "PostAuthor",
    "PostCountChange",
    "PreviewLink",
    "PreviousPath",
    "ProfileLink",
    "Redirect",
    "ReviewRequest",
    "Revision",
    "RevisionSnapshot",
    "Series",
    "SidebarWidget",
    "Tag",
    "TermMove",
    "TextConflict",
]
