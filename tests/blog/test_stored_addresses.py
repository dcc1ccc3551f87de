"""Invalid URLs in stored rows are not shown on pages, in feeds or in JSON-LD."""

import re
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from blog.enums import AdPosition, MenuKind, MenuPlace
from blog.models import (
    Ad,
    BlogSettings,
    Menu,
    MenuItem,
    NotFoundPath,
    Post,
    PreviousPath,
    ProfileLink,
    Redirect,
)
from images.models import Image
from tests.factories import (
    approved_comment,
    held_comment,
    make_author,
    make_category,
    make_image,
    make_tag,
    make_user,
    published_page,
    published_post,
)

pytestmark = pytest.mark.django_db

HOSTILE = ["javascript:alert(1)", "data:text/html,alert(1)", "//evil.example/alert(1)"]


PATHS = ["/", "/posts/one/", "/authors/writer/", "/feed/", "/feed/atom/", "/search/"]


def write_rows(address: str) -> None:
    """Write `address` into every column that holds one, as a fixture does."""
    BlogSettings(ads_enabled=True).save()
    author = make_author(slug="writer")
    ProfileLink.objects.bulk_create(
        [
            ProfileLink(author=author, service="github", url=address),
            ProfileLink(author=None, service="github", url=address),
        ]
    )
    for place in MenuPlace:
        menu, _ = Menu.objects.get_or_create(place=place)
        MenuItem.objects.filter(menu=menu).delete()
        MenuItem.objects.bulk_create(
            [MenuItem(menu=menu, kind=MenuKind.URL, url=address, label="menu", order=0)]
        )
    Ad.objects.bulk_create([Ad(name="ad", text="ad", url=address, position=AdPosition.NAMED)])
    Redirect.objects.bulk_create([Redirect(path="/old/", target=address)])
    post = published_post(slug="one", body=":::ad ad\n:::\n\n本文", authors=[author])
    Post.objects.filter(pk=post.pk).update(canonical_url=address)


@pytest.mark.parametrize("address", HOSTILE)
def test_no_stored_address_reaches_a_page_unchecked(client: Client, address: str) -> None:
    write_rows(address)
    for path in PATHS:
        response = client.get(path, follow=True)
        assert response.status_code == 200, path
        assert "alert(1)" not in response.content.decode(), path
    assert client.get("/old/").get("Location", "/404") in ("/404", "/alert%281%29")


def test_a_web_address_is_shown_in_each_of_these_places(client: Client) -> None:
    write_rows("https://good.example/here")
    post = client.get("/posts/one/").content.decode()
    assert '<link rel="canonical" href="https://good.example/here">' in post
    assert '<a class="ad-link" href="https://good.example/here"' in post
    assert '<a href="https://good.example/here"><span>menu' in post
    assert "https://good.example/here" in client.get("/authors/writer/").content.decode()
    assert client.get("/old/")["Location"] == "https://good.example/here"


#: Values of these attributes are loaded, opened or sent to.
ADDRESS_ATTRIBUTES = {
    *("href", "src", "srcset", "action", "formaction", "poster", "cite", "background", "data"),
    *("content", "data-url", "data-src", "data-pattern", "xlink:href", "url", "uri"),
}
#: GET pages that end the session, or files that no page is.
NOT_PAGES = re.compile(
    r"/(logout|media|static|accounts/login)/|\.(ico|png|svg|webmanifest)$|/jsi18n/"
)
MOST_PAGES = 600
TODAY = date(2026, 1, 1)


def write_every_column(addresses: list[str]) -> None:
    """Write each address into every column that holds an address, a path or a part of one."""
    BlogSettings(ads_enabled=True, share_targets=addresses).save()
    for place in MenuPlace:
        menu, _ = Menu.objects.get_or_create(place=place)
        MenuItem.objects.filter(menu=menu).delete()
    for number, address in enumerate(addresses):
        image = make_image()
        author = make_author(slug=f"writer-{number}", avatar=image)
        ProfileLink.objects.bulk_create(
            ProfileLink(author=row, service="github", url=address) for row in (author, None)
        )
        MenuItem.objects.bulk_create(
            MenuItem(menu=menu, kind=MenuKind.URL, url=address, label="m", order=number)
            for menu in Menu.objects.all()
        )
        Ad.objects.bulk_create(
            Ad(name=f"{place}{number}", text="ad", url=address, position=place)
            for place in AdPosition
        )
        Redirect.objects.bulk_create([Redirect(path=f"/old/{number}/", target=address)])
        NotFoundPath.objects.create(path=address, first_on=TODAY, last_on=TODAY)
        category, tag = make_category(), make_tag()
        body = f":::ad {AdPosition.NAMED}{number}\n:::\n\n本文"
        post = published_post(
            slug=f"post-{number}",
            body=body,
            authors=[author],
            category=category,
            tags=[tag],
            cover=image,
        )
        page = published_page(slug=f"page-{number}", authors=[author])
        for row in (post, page):
            type(row).objects.filter(pk=row.pk).update(canonical_url=address)
        for write in (approved_comment, held_comment):
            comment = write(post, user=make_user())
            type(comment).objects.filter(pk=comment.pk).update(user_url=address)
        PreviousPath.objects.bulk_create([PreviousPath(path=address, target=post)])
        renditions = [{"name": address, "width": 320, "height": 200}]
        Image.objects.filter(pk=image.pk).update(renditions=renditions)


class Attributes(HTMLParser):
    """Collects what a page's attributes and its JSON-LD lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.links: list[str] = []
        self._is_json = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_json = tag == "script" and dict(attrs).get("type") == "application/ld+json"
        for name, value in attrs:
            if name in ADDRESS_ATTRIBUTES:
                self.found.append((name, value or ""))
            if (tag, name) == ("a", "href"):
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        if self._is_json:
            self.found += [("JSON-LD", text) for text in re.findall(r'"((?:[^"\\]|\\.)*)"', data)]
            self._is_json = False


def addresses_of(response: HttpResponse) -> tuple[list[tuple[str, str]], list[str]]:
    """Return (name and value of each place that holds an address, links to follow)."""
    kind, text = response.get("Content-Type", "").partition(";")[0], response.content.decode()
    if kind == "text/html":
        page = Attributes(text)
        return page.found, page.links
    if kind.endswith("json"):
        return [("JSON", one) for one in re.findall(r'"((?:[^"\\]|\\.)*)"', text)], []
    if kind.endswith("xml"):
        held: list[tuple[str, str]] = []
        for element in ElementTree.fromstring(text).iter():
            held += [(element.tag, (element.text or "").strip()), *element.attrib.items()]
            if "<" in (element.text or ""):  # the HTML of a post
                held += Attributes(element.text or "").found
        return held, []
    return [], []


def is_hostile(value: str) -> bool:
    """Whether a browser would run `value` or leave for another host."""
    address = re.sub(r"[\x00-\x20]", "", value).lower()
    return address.startswith(("javascript:", "data:text", "vbscript:", "//evil.example"))


def crawled(client: Client, starts: list[str]) -> dict[str, HttpResponse]:
    """Return the answer of every page that can be reached by links; one query is one page."""
    pages: dict[str, HttpResponse] = {}
    waiting, seen = list(starts), set(starts)
    while waiting:
        path = waiting.pop(0)
        response = client.get(path)
        pages[path] = response
        assert len(pages) < MOST_PAGES
        links = [] if response.streaming else addresses_of(response)[1]
        for link in [*links, response.get("Location", "")]:
            url = urljoin(path, link.partition("#")[0])
            url = url.removeprefix(settings.BASE_URL)
            page = url.partition("?")[0]
            if link and page.startswith("/") and page not in seen and not NOT_PAGES.search(page):
                seen.add(page)
                waiting.append(url)
    return pages


@pytest.mark.parametrize("who", ["reader", "administrator"])
def test_no_page_that_can_be_reached_leads_to_a_hostile_address(
    who: str, administrator_user: User
) -> None:
    write_every_column(HOSTILE)
    client = Client()
    starts = ["/", *(f"/old/{number}/" for number in range(len(HOSTILE)))]
    starts += [f"/posts/post-{number}/" for number in range(len(HOSTILE))]
    starts += [f"/page-{number}/" for number in range(len(HOSTILE))]
    starts += ["/feed/", "/feed/atom/", "/feed/json/", "/comments/feed/", "/sitemap.xml", "/feeds/"]
    if who == "administrator":
        client.force_login(administrator_user)
        starts = ["/admin/"]
    pages = crawled(client, starts)
    assert len(pages) > 50
    assert not [path for path, page in pages.items() if page.status_code >= 500]
    hostile = {
        (path, name, value)
        for path, page in pages.items()
        if not page.streaming
        for name, value in [*addresses_of(page)[0], ("Location", page.get("Location", ""))]
        if is_hostile(value)
    }
    assert hostile == set()
