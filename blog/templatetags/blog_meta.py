"""The head of a public page, from what its template knows."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from blog import metadata, structured_data
from blog.metadata import Metadata

register = template.Library()


@register.simple_tag(takes_context=True)
def page_meta(context: Mapping[str, Any]) -> Metadata:
    """The metadata of this page, told by its context: `entry`, or a list with `page_obj` and
    perhaps `subject` or `month`; `noindex` and all else is kept out of search engines.
    """
    site, entry, page = context["site"], context.get("entry"), context.get("page_obj")
    # A page of a list may be empty, and then it is false.
    if context.get("noindex") or (entry is None and page is None):
        return metadata.unindexed(site, context.get("subject"))
    if entry is not None:
        return metadata.of_entry(entry, site, context["frame"])
    return metadata.of_list(
        site,
        context["frame"],
        subject=context.get("subject"),
        month=context.get("month"),
        page=context["page_obj"].number,
    )


@register.simple_tag(takes_context=True)
def page_json_ld(context: Mapping[str, Any], meta: Metadata) -> SafeString:
    """Structured data of this page as JSON, or nothing where it has no address of its own."""
    site, frame = context["site"], context["frame"]
    if not meta.url:
        return SafeString("")
    if context.get("entry"):
        data = structured_data.of_entry(context["entry"], meta, site, frame)
    elif context.get("subject") or context.get("month"):
        subject, profiles = context.get("subject"), context.get("profiles") or ()
        data = structured_data.of_list(subject, meta, site, profiles)
    else:
        data = structured_data.of_home(meta, site, frame)
    return structured_data.script(data)
