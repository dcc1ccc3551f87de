"""Request type with the attributes that the blog's middleware sets."""

from blog.models import BlogSettings
from core.http import SiteRequest


class BlogRequest(SiteRequest):
    """A request after blog.middleware.BlogSettingsMiddleware."""

    blog_settings: BlogSettings
