"""Threat 1 in a real browser: user input is never executed.

The policy is switched off (bypass_csp), so only the sanitiser and the templates protect the page.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from blog.models import Ad
from comments import digests, moderation_links, reply_notifications
from comments.enums import NotificationFrequency
from comments.models import CommentPolicy
from core.markdown import Profile, render
from mail.models import OutgoingMail
from tests.browser.conftest import Faults
from tests.factories import (
    approved_comment,
    held_comment,
    make_author,
    make_category,
    make_persona,
    make_series,
    make_tag,
    make_user,
    published_post,
)

DATA = Path(__file__).parents[1] / "core" / "data" / "xss_vectors.txt"
VECTORS = DATA.read_text("utf-8").split("\n----\n")
CHUNK = 25
# For plain text fields: each breaks out of another context.
PAYLOADS = [
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</script><script>alert(1)</script>",
    "--></title></textarea><script>alert(1)</script>",
    '" autofocus onfocus=alert(1) x="',
    "javascript:alert(1)",
    "{{7*7}}${alert(1)}&lt;img src=x onerror=alert(1)&gt;",
]
LISTEN = """
  window.executed = [];
  for (const name of ["alert", "confirm", "prompt", "print"]) {
    window[name] = () => window.executed.push(name);
  }
"""
# Patterns that must not occur in the HTML of a page: event handlers, active addresses, foreign code, clobbering names.
FIND = r"""(root) => {
  const found = [...(window.executed || ["not listening"])];
  for (const element of (root || document).querySelectorAll("*")) {
    if (/^(iframe|object|embed|base|frame|frameset|math|foreignobject|animate|set)$/i.test(element.localName)) {
      found.push(element.outerHTML);
    }
    if (element.localName === "script" && !element.src && !/json$/.test(element.type)) {
      found.push(element.outerHTML);
    }
    for (const { name, value } of element.attributes) {
      // What the browser makes of it: it drops control characters, and reads U+FEFF as part of a path.
      const address = URL.parse(value, document.baseURI)?.protocol;
      const isAddress = /^(href|src|action|formaction|cite|data|xlink:href|poster|background)$/i.test(name);
      if (/^on/i.test(name) || name === "srcdoc" || name === "style" ||
          (isAddress && /^(javascript|vbscript|data|blob|file):/.test(address))) {
        found.push(`${element.localName} ${name}=${value}`);
      }
    }
  }
  return found;
}"""


@pytest.fixture
def victim(new_page: Callable[..., Page], faults: Faults) -> Iterator[Page]:
    """A page that detects every executed script, with the Content-Security-Policy switched off."""
    page = new_page(bypass_csp=True)
    page.add_init_script(LISTEN)
    opened: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    faults.forgive(r"status of (400|404|422)")
    yield page
    assert opened == []


def assert_harmless(page: Page) -> None:
    """Fail if something ran or could run; pointer and focus have been everywhere that matters."""
    page.evaluate(
        "document.querySelectorAll('a[id], button, summary, [autofocus]').forEach(e => e.focus())"
    )
    assert page.evaluate(FIND) == [], page.url


def test_the_test_notices_what_runs(victim: Page, site_url: str) -> None:
    victim.goto("/healthz")
    victim.set_content("<svg onload=alert(1)></svg><a href=' javascript:x'>x</a>")
    found = victim.evaluate(FIND)
    assert found == ["alert", "svg onload=alert(1)", "a href= javascript:x"]


@pytest.mark.parametrize("start", range(0, len(VECTORS), CHUNK))
def test_nothing_in_a_post_or_a_comment_runs(victim: Page, start: int) -> None:
    vectors = VECTORS[start : start + CHUNK]
    post = published_post(title=vectors[0][:200], body="\n\n".join(vectors))
    for vector in vectors[:12]:
        approved_comment(post, text=vector, name="読者")
    victim.goto(post.get_absolute_url())
    assert_harmless(victim)


@pytest.mark.parametrize("profile", list(Profile))
def test_no_single_vector_runs_or_changes_when_it_is_parsed_again(
    victim: Page, profile: Profile
) -> None:
    victim.goto("/healthz")
    fragments = [render(vector, profile=profile).html for vector in VECTORS]
    victim.set_content("".join(f"<div>{fragment}</div>" for fragment in fragments))
    assert_harmless(victim)
    victim.evaluate(
        """(fragments) => fragments.forEach((html) => {
             const box = document.body.appendChild(document.createElement("div"));
             box.innerHTML = html;
             box.innerHTML = box.innerHTML;
             document.body.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
           })""",
        fragments,
    )
    assert_harmless(victim)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_name_title_or_description_runs(victim: Page, payload: str) -> None:
    author = make_author(name=payload, bio=payload)
    category = make_category(name=payload, description=payload)
    tag, series = make_tag(name=payload, description=payload), make_series(name=payload)
    make_persona(key="hostile", name=payload)
    Ad.objects.create(name="hostile", text=payload, url="https://shop.example/?a=" + payload)
    post = published_post(
        title=payload,
        slug="hostile",
        excerpt=payload,
        meta_description=payload,
        cover_alt=payload,
        body=f":::balloon hostile\n{payload}\n:::\n\n:::ad hostile\n\n## {payload}\n\n{payload}",
        category=category,
        tags=[tag],
        series=series,
        authors=[author],
    )
    comment = approved_comment(post, name=payload, text=payload)
    subjects = [thing.get_absolute_url() for thing in (post, author, category, tag, series)]
    asked = quote(payload, safe="")
    for address in (
        "/",
        *subjects,
        f"/search/?q={asked}&page={asked}",
        f"/{asked}/",
        f"/posts/{asked}/",
        f"/share/mastodon/?post=hostile&instance={asked}",
        f"/comments/form/blog.post/{post.pk}/?reply_to={comment.pk}",
        f"/comments/on/blog.post/{post.pk}/",
        moderation_links.decision_url(comment, make_user(role="moderator")),
        f"/account/login/?next={asked}",
    ):
        victim.goto(address)
        assert_harmless(victim)
    for address in ("/feed/", "/feed/atom/", "/comments/feed/"):
        assert_feed_harmless(victim, address)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_name_title_or_text_runs_in_a_mail(victim: Page, payload: str) -> None:
    make_user("moderator", role="moderator", name=payload)
    post = published_post(title=payload)
    parent = approved_comment(post, name=payload, text=payload)
    row = reply_notifications.subscribe(parent, address="guest@example.com", language="ja")
    assert row
    reply_notifications.confirm(row)
    approved_comment(post, name=payload, text=payload, parent=parent)
    CommentPolicy(notification_frequency=NotificationFrequency.DAILY).save()
    held_comment(post, name=payload, text=payload)
    digests.write_due(timezone.now() + timedelta(days=1))
    mails = OutgoingMail.objects.values_list("html", flat=True)
    assert len(mails) >= 5
    victim.goto("/healthz")
    for html in mails:
        victim.set_content(html)
        assert_harmless(victim)


def assert_feed_harmless(page: Page, address: str) -> None:
    """Open every content of a feed as a reader's program does: as HTML."""
    xml = Client().get(address).content.decode()
    page.goto("/healthz")
    contents = page.evaluate(
        """(xml) => [...new DOMParser().parseFromString(xml, "text/xml")
             .querySelectorAll("item > description, item > *|encoded, content[type=html]")]
             .map((element) => element.textContent)""",
        xml,
    )
    assert contents
    page.set_content("".join(f"<div>{content}</div>" for content in contents))
    assert_harmless(page)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "//x"])
def test_the_admin_refuses_an_active_address(administrator_client: Client, url: str) -> None:
    form = {"name": "hostile", "text": "x", "url": url, "position": "named", "order": "0"}
    answer = administrator_client.post("/admin/blog/ad/add/", form)
    assert "url" in answer.context["adminform"].form.errors
    assert not Ad.objects.exists()
