"""A reader in a real browser, on any device: uses scripts if available, otherwise pages."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from blog.models import Post
from comments.models import Comment


@dataclass
class Reader:
    """A reader who uses what the page offers on the device."""

    page: Page
    has_scripts: bool

    def go(self, path: str) -> None:
        """Open a page, which is not wider than the screen."""
        self.page.goto(path)
        size = self.page.viewport_size
        assert size
        assert self.page.evaluate("document.documentElement.scrollWidth") <= size["width"]

    def come(self, post: Post) -> None:
        """Open `post` and scroll to its comments, until the reader's own state has been fetched."""
        if not self.has_scripts:
            self.go(post.get_absolute_url())
            return
        with self.page.expect_response("**/comments/my/state/**"):
            self.go(post.get_absolute_url())
            self.page.locator("#comments").scroll_into_view_if_needed()

    def comment(self, comment: Comment) -> Locator:
        """A comment on the page, without its replies."""
        return self.page.locator(f"#comment-{comment.pk} > article")

    def form(self, to: Comment | None = None) -> Locator:
        """The comment form, opened if necessary; as a reply to `to` if given."""
        form = self.page.locator("[data-comment-form]")
        if to is not None:
            self.comment(to).locator("[data-comment-reply]").click()
        elif not form.count() and not self._brings_form():
            self.page.get_by_role("link", name="コメントを書く").first.click()
        return form

    def _brings_form(self) -> bool:
        """Whether a script fetches the form automatically: only the first one."""
        return self.has_scripts and not self.page.locator("[data-comment-posted]").count()

    def fill(self, text: str, *, to: Comment | None = None, **fields: str) -> None:
        """Fill in the form without submitting it."""
        form = self.form(to)
        for name, value in {**fields, "comment": text}.items():
            form.locator(f"[name={name}]").fill(value)

    def send(self) -> None:
        """Submit the form, and wait until it is accepted or refused."""
        self.page.locator("[name=post]").click()
        expect(self.page.locator("[data-comment-send][aria-busy]")).to_have_count(0)

    def write(self, text: str, *, to: Comment | None = None, **fields: str) -> Comment:
        """Submit a comment that is accepted."""
        self.fill(text, to=to, **{"name": "次郎", **fields})
        self.send()
        self.page.locator("[data-comment-posted]").wait_for()
        return Comment.objects.get(comment=text)
