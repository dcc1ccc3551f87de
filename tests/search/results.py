"""Helpers that read the results page."""

from django.test import Client
from lxml import html as lxml_html


def page(client: Client, query: str) -> lxml_html.HtmlElement:
    """Return the results page of a query string."""
    response = client.get(f"/search/?{query}")
    assert response.status_code == 200
    return lxml_html.fromstring(response.content)


def slugs(tree: lxml_html.HtmlElement) -> list[str]:
    """Return the slugs of the posts among the results, in order."""
    return [link.split("/")[2] for link in tree.xpath("//ol[@class='results']//h2/a/@href")]
