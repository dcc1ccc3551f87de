"""Template tags for the head of a public page: metadata and JSON-LD, from the template context."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from blog.seo import metadata, structured_data
from blog.seo.metadata import Metadata

register = template.Library()


@register.simple_tag(takes_context=True)
def page_meta(context: Context) -> Metadata:
    """Return the metadata of this page, from `entry`, or from `page_obj` with `subject` or `month`.

    Pages with `noindex`, or with neither `entry` nor `page_obj`, are not indexed.
    """
    entry, page = context.get("entry"), context.get("page_obj")
    # Compare with None: an empty page of a list is false.
    if context.get("noindex") or (entry is None and page is None):
        return metadata.unindexed(context["site"], context.get("subject"))
    if entry is not None:
        return metadata.of_entry(entry, context["blog_settings"])
    return metadata.of_list(
        context["blog_settings"],
        subject=context.get("subject"),
        month=context.get("month"),
        page=context["page_obj"].number,
    )


@register.simple_tag(takes_context=True)
def page_json_ld(context: Context, meta: Metadata) -> SafeString:
    """Return the JSON-LD of this page; empty without a canonical URL."""
    blog_settings, page_context = context["blog_settings"], context["page_context"]
    if not meta.url:
        return SafeString("")
    if context.get("entry"):
        data = structured_data.of_entry(context["entry"], meta, blog_settings, page_context)
    elif context.get("subject") or context.get("month"):
        subject, profiles = context.get("subject"), context.get("profiles") or ()
        data = structured_data.of_list(subject, meta, blog_settings.site, profiles)
    else:
        data = structured_data.of_home(meta, blog_settings, page_context)
    return structured_data.script(data)
