"""What the write screen asks of the blog."""

from blog.rendering import render_source
from core.models import SiteSettings


def markdownify(source: str) -> str:
    """Render Markdown for a preview exactly as a post is rendered."""
    site = SiteSettings.load()
    return render_source(source, site=site, language=site.language, hard_breaks=None).html
