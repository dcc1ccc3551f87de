"""The moderation queue in a real browser: by keyboard, by touch, with and without JavaScript."""

import random
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from blog.models import Post
from comments.models import Ban, CannedReply, Comment, Report, SlowMode
from tests.browser import axe
from tests.browser.conftest import Faults
from tests.factories import approved_comment, held_comment, make_user, published_post

QUEUE = "/admin/comments/queue/"
PHONE = {"width": 390, "height": 844}
STATE_OF = {"a": "approved", "r": "rejected", "s": "spam", "d": "removed"}


@pytest.fixture
def post() -> Post:
    """A public post."""
    return published_post(title="糸と紙の話")


@pytest.fixture
def open_desk(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Return a function that opens the queue for a moderator; arguments as for `new_page`."""
    moderator = make_user("moderator", role="moderator")

    def open_it(query: str = "", **options: object) -> Page:
        page = new_page(user=moderator, **options)
        page.goto(f"{QUEUE}{query}")
        page.evaluate("window.sameDocument = true")
        return page

    return open_it


def current(page: Page) -> Locator:
    return page.locator("[data-queue-card][aria-current]")


def states(comments: list[Comment]) -> list[str]:
    """The states of `comments`, in their order."""
    found = dict(Comment.objects.filter(pk__in=[c.pk for c in comments]).values_list("pk", "state"))
    return [found[comment.pk] for comment in comments]


def count(page: Page, tab: str) -> Locator:
    return page.locator(f"[data-queue-count={tab}]")


# Keys
def test_fifty_comments_are_decided_singly_by_keyboard_and_ten_of_them_undone(
    open_desk: Callable[..., Page], post: Post
) -> None:
    """Thirty good ones, twelve to reject and eight of spam, in a mixed order, with 60 strokes at most."""
    keys = ["a"] * 30 + ["r"] * 12 + ["s"] * 8
    random.Random(5).shuffle(keys)
    comments = [
        held_comment(post, name=f"人{number}", text=f"{key}: 感想{number}")
        for number, key in enumerate(keys)
    ]
    page = open_desk()
    strokes = 0
    decided = []
    for _number in comments:
        # The moderator reads the card and presses a key.
        text = current(page).locator(".queue-text").inner_text()
        decided.append(text[0])
        page.keyboard.press(text[0])
        strokes += 1
    expect(count(page, "held")).to_have_text("0")
    expect(page.locator("[data-queue-empty]")).to_be_visible()
    assert decided == keys
    assert strokes <= 60
    assert states(comments) == [STATE_OF[key] for key in keys]
    for _number in range(10):
        page.keyboard.press("u")
    expect(count(page, "held")).to_have_text("10")
    expect(page.locator("[data-queue-card]")).to_have_count(10)
    assert states(comments) == [STATE_OF[key] for key in keys[:40]] + ["held"] * 10
    assert page.evaluate("window.sameDocument")


def test_keys_move_and_the_card_that_is_reached_has_the_focus(
    open_desk: Callable[..., Page], post: Post
) -> None:
    comments = [held_comment(post) for _number in range(3)]
    page = open_desk()
    for key, reached in [("j", 1), ("j", 2), ("j", 2), ("k", 1), ("k", 0), ("k", 0)]:
        page.keyboard.press(key)
        expect(page.locator(f"#comment-{comments[reached].pk}")).to_have_attribute(
            "aria-current", "true"
        )
        expect(page.locator("[data-queue-card][aria-current]")).to_have_count(1)
    page.keyboard.press("j")
    expect(page.locator(f"#comment-{comments[1].pk}")).to_be_focused()
    page.keyboard.press("d")
    expect(page.locator(f"#comment-{comments[2].pk}")).to_be_focused()
    expect(page.locator("[data-queue-said]")).to_contain_text(comments[1].user_name)
    page.keyboard.press("r")
    expect(page.locator(f"#comment-{comments[0].pk}")).to_be_focused()
    expect(count(page, "held")).to_have_text("1")
    assert states(comments) == ["held", "removed", "rejected"]


def test_undo_goes_back_decision_by_decision(open_desk: Callable[..., Page], post: Post) -> None:
    comments = [held_comment(post) for _number in range(3)]
    page = open_desk()
    page.keyboard.press("s")
    page.keyboard.press("a")
    expect(page.locator("[data-queue-toast]")).to_be_visible()
    page.locator("[data-queue-undo]").click()
    expect(page.locator(f"#comment-{comments[1].pk}")).to_be_focused()
    assert states(comments) == ["spam", "held", "held"]
    page.keyboard.press("u")
    expect(page.locator(f"#comment-{comments[0].pk}")).to_be_focused()
    assert states(comments) == ["held", "held", "held"]
    page.keyboard.press("u")
    expect(page.locator("[data-queue-said]")).not_to_be_empty()
    assert [
        int(pk)
        for pk in page.locator("[data-queue-card]").evaluate_all(
            "cards => cards.map(card => card.dataset.queueCard)"
        )
    ] == [c.pk for c in comments]


def test_one_key_refuses_a_writer_and_one_undoes_it(
    open_desk: Callable[..., Page], post: Post
) -> None:
    theirs, other = [held_comment(post) for _number in range(3)], held_comment(post)
    keys = [comment.pk for comment in theirs]
    Comment.objects.filter(pk__in=keys).update(writer_key="k" * 43)
    Comment.objects.filter(pk=other.pk).update(writer_key="o" * 43)
    page = open_desk()
    page.keyboard.press("b")
    expect(page.locator("[data-queue-card]")).to_have_count(1)
    expect(current(page)).to_have_attribute("data-queue-card", str(other.pk))
    expect(page.locator("[data-queue-count=spam]")).to_have_text("3")
    assert Ban.objects.get().value == "k" * 43
    page.keyboard.press("u")
    expect(page.locator("[data-queue-card]")).to_have_count(4)
    expect(page.locator("[data-queue-count=held]")).to_have_text("4")
    assert not Ban.objects.exists()


def test_a_digit_inserts_a_canned_reply(open_desk: Callable[..., Page], post: Post) -> None:
    held_comment(post, name="花子")
    for title in ("お礼", "お詫び"):
        CannedReply.objects.create(title=title, text=f"{{name}}さんへの{title}")
    page = open_desk()
    page.keyboard.press("2")
    text = page.locator(".queue-reply textarea")
    expect(text).to_have_value("花子さんへのお詫び")
    expect(text).to_be_focused()
    page.keyboard.type("1")
    page.keyboard.press("Alt+1")
    expect(text).to_have_value(re.compile("お詫び[\\s\\S]*花子さんへのお礼"))


def test_the_way_back_is_offered_for_ten_seconds(
    open_desk: Callable[..., Page], post: Post
) -> None:
    held_comment(post)
    page = open_desk()
    page.clock.install()
    page.keyboard.press("a")
    toast = page.locator("[data-queue-toast]")
    expect(toast).to_be_visible()
    page.clock.run_for(9_500)
    expect(toast).to_be_visible()
    page.clock.run_for(1_000)
    expect(toast).to_be_hidden()


@pytest.mark.parametrize("held", ["Control", "Alt", "Meta", "Shift"])
def test_keys_with_a_modifier_belong_to_the_browser(
    open_desk: Callable[..., Page], post: Post, held: str
) -> None:
    comment = held_comment(post)
    page = open_desk()
    page.evaluate("addEventListener('keydown', (event) => event.preventDefault())")
    for key in "arsdxe":
        page.keyboard.press(f"{held}+{key}")
    page.keyboard.press("j")
    expect(page.locator("[data-queue-card]")).to_have_count(1)
    assert states([comment]) == ["held"]


def test_a_key_held_down_decides_about_one_comment_only(
    open_desk: Callable[..., Page], post: Post
) -> None:
    comments = [held_comment(post) for _number in range(3)]
    page = open_desk()
    for _time in range(3):
        page.keyboard.down("a")
    page.keyboard.up("a")
    expect(count(page, "held")).to_have_text("2")
    assert states(comments) == ["approved", "held", "held"]


@pytest.mark.parametrize(
    "field", ["[data-queue-search]", "textarea[name=text]", "select[name=effect]"]
)
def test_typing_in_a_field_decides_nothing(
    open_desk: Callable[..., Page], post: Post, field: str
) -> None:
    comment = held_comment(post)
    page = open_desk()
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.locator(field).first.focus()
    page.keyboard.type("arsdxu?/")
    expect(page.locator("[data-queue-card]")).to_have_count(1)
    expect(page.locator(field).first).to_be_focused()
    expect(page.locator("[data-queue-choose]")).not_to_be_checked()
    assert states([comment]) == ["held"]


def test_keys_of_an_input_method_decide_nothing(open_desk: Callable[..., Page], post: Post) -> None:
    comment = held_comment(post)
    page = open_desk()
    session = page.context.new_cdp_session(page)
    for kind in ("rawKeyDown", "keyUp"):
        session.send(
            "Input.dispatchKeyEvent",
            {"type": kind, "key": "a", "code": "KeyA", "windowsVirtualKeyCode": 229},
        )
    page.keyboard.press("j")
    expect(page.locator("[data-queue-card]")).to_have_count(1)
    assert states([comment]) == ["held"]


def test_keys_can_be_turned_off_on_this_device(open_desk: Callable[..., Page], post: Post) -> None:
    comment = held_comment(post)
    page = open_desk()
    page.keyboard.press("?")
    expect(page.locator("[data-queue-help]")).to_be_visible()
    page.keyboard.press("a")
    page.locator("[data-queue-keys-on]").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("[data-queue-help]")).to_be_hidden()
    page.keyboard.press("a")
    page.reload()
    page.keyboard.press("a")
    expect(page.locator("[data-queue-card]")).to_have_count(1)
    page.locator("[data-queue-help-open]").click()
    page.locator("[data-queue-keys-on]").check()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(count(page, "held")).to_have_text("0")
    assert states([comment]) == ["approved"]


def test_a_slash_leads_to_the_search_and_what_is_found_stays_when_it_is_decided(
    open_desk: Callable[..., Page], post: Post
) -> None:
    found = held_comment(post, text="合言葉です")
    held_comment(post)
    page = open_desk()
    page.keyboard.press("/")
    page.keyboard.type("合言葉")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    expect(page.locator("[data-queue-card]")).to_have_count(1)
    page.keyboard.press("s")
    expect(page.locator(f"#comment-{found.pk} .queue-state")).to_have_text(
        re.compile("スパム|Spam")
    )
    page.keyboard.press("u")
    expect(page.locator(f"#comment-{found.pk} .queue-spam")).to_be_visible()
    assert states([found]) == ["held"]


def test_a_search_goes_on_by_itself_until_everything_was_looked_through(
    open_desk: Callable[..., Page], post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comments.admin.queue_filter.SEARCHED", 2)
    needles = [held_comment(post, text="針") for _number in range(2)]
    for _number in range(7):
        held_comment(post, text="糸")
    page = open_desk("?q=針")
    expect(page.locator("[data-queue-card]")).to_have_count(2)
    expect(current(page)).to_have_id(f"comment-{needles[1].pk}")
    expect(page.locator("[data-queue-next]")).to_have_count(0)
    page = open_desk("?q=釦")
    expect(page.locator("[data-queue-empty]")).to_have_text("この言葉を含むコメントはありません。")
    expect(page.locator("[data-queue-next]")).to_have_count(0)


def test_an_answer_is_written_and_sent_by_keyboard(
    open_desk: Callable[..., Page], post: Post
) -> None:
    first, second = held_comment(post), held_comment(post)
    page = open_desk()
    page.keyboard.press("e")
    page.keyboard.type("ようこそ。")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#comment-{second.pk}")).to_be_focused()
    assert Comment.objects.get(comment="ようこそ。").parent_id == first.pk
    assert states([first, second]) == ["approved", "held"]
    page.keyboard.press("e")
    page.keyboard.press("Escape")
    expect(page.locator(f"#comment-{second.pk}")).to_be_focused()


def test_several_are_selected_and_decided_together_and_undone_together(
    open_desk: Callable[..., Page], post: Post
) -> None:
    comments = [held_comment(post) for _number in range(4)]
    page = open_desk()
    bar = page.locator("[data-queue-chosen]")
    expect(bar).to_be_hidden()
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(bar).to_contain_text("2")
    page.keyboard.press("s")
    expect(count(page, "spam")).to_have_text("2")
    expect(bar).to_be_hidden()
    assert states(comments) == ["spam", "held", "spam", "held"]
    page.keyboard.press("u")
    expect(count(page, "spam")).to_have_text("0")
    assert states(comments) == ["held"] * 4
    page.locator(f"#comment-{comments[3].pk} [data-queue-choose]").check()
    bar.locator(".queue-delete").click()
    expect(count(page, "removed")).to_have_text("1")
    assert states(comments) == ["held", "held", "held", "removed"]


# Errors
def test_a_decision_that_does_not_arrive_brings_the_card_back(
    open_desk: Callable[..., Page], faults: Faults, post: Post
) -> None:
    faults.forgive("ERR_FAILED|ERR_INTERNET")
    comments = [held_comment(post) for _number in range(2)]
    page = open_desk()
    page.route("**/decide/", lambda route: route.abort())
    page.keyboard.press("a")
    expect(page.locator(f"#comment-{comments[0].pk}")).to_be_focused()
    expect(page.locator("[data-queue-toast]")).to_be_visible()
    page.unroute("**/decide/")
    page.keyboard.press("a")
    expect(count(page, "held")).to_have_text("1")
    assert states(comments) == ["approved", "held"]


def test_a_rule_that_is_refused_keeps_what_was_typed_there_and_elsewhere_on_the_card(
    open_desk: Callable[..., Page], faults: Faults, post: Post
) -> None:
    faults.forgive("status of 422")
    comment = held_comment(post)
    page = open_desk()
    card = page.locator(f"#comment-{comment.pk}")
    card.locator("[data-queue-part=reply] summary").click()
    card.locator("textarea[name=text]").fill("書きかけの返事")
    card.locator("[data-queue-part=rule] summary").click()
    card.locator("select[name=kind]").select_option("domain")
    card.locator("[name=value]").fill("ドメインではない")
    card.locator("[name=note]").fill("わけ")
    card.locator(".queue-rule button").click()
    expect(card.locator(".errorlist")).to_be_visible()
    expect(card.locator("[name=value]")).to_be_focused()
    expect(card.locator("[name=note]")).to_have_value("わけ")
    expect(card.locator("textarea[name=text]")).to_have_value("書きかけの返事")
    card.locator("[name=value]").fill("https://spam.example/x")
    card.locator(".queue-rule button").click()
    expect(page.locator("[data-queue-said]")).not_to_be_empty()
    expect(card.locator(".errorlist")).to_have_count(0)
    assert Ban.objects.get().value == "spam.example"


# Other actions
def test_a_moderator_leaves_a_note_asks_a_colleague_and_pins_without_loading_the_page(
    open_desk: Callable[..., Page], post: Post
) -> None:
    comment = held_comment(post)
    page = open_desk()
    card = page.locator(f"#comment-{comment.pk}")
    card.locator("[data-queue-part=note] summary").click()
    card.locator("[data-queue-part=note] input[name=text]").fill("前にも来た人です")
    page.keyboard.press("Enter")
    expect(card.locator(".queue-notes")).to_contain_text("前にも来た人です")
    card.locator("[data-queue-part=conversation] summary").click()
    card.locator("form[action$='/ask/'] button").click()
    expect(card.locator(".queue-opinion")).to_be_visible()
    card.locator("form[action$='/pin/'] button").click()
    expect(card.locator(".queue-mark")).to_be_visible()
    expect(card.locator("[data-queue-part=conversation] summary")).to_be_focused()
    comment.refresh_from_db()
    assert (comment.held_for, comment.rank, comment.notes.count()) == ("opinion", 0, 1)
    assert page.evaluate("window.sameDocument")


def test_a_canned_reply_is_inserted_and_edited_before_submission(
    open_desk: Callable[..., Page], post: Post
) -> None:
    CannedReply.objects.create(title="お礼", text="ありがとうございます。")
    comment = held_comment(post)
    page = open_desk()
    page.keyboard.press("e")
    page.keyboard.type("花子さま")
    card = page.locator(f"#comment-{comment.pk}")
    card.locator("select[name=canned]").select_option(label="1. お礼")
    card.locator("[name=insert]").click()
    text = card.locator("textarea[name=text]")
    expect(text).to_have_value("花子さま\n\nありがとうございます。")
    expect(text).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type("またどうぞ。")
    page.keyboard.press("Control+Enter")
    expect(count(page, "held")).to_have_text("0")
    answer = Comment.objects.exclude(pk=comment.pk).get()
    assert answer.comment == "花子さま\n\nありがとうございます。またどうぞ。"


def test_a_reported_comment_is_kept_by_one_key(open_desk: Callable[..., Page], post: Post) -> None:
    comment = approved_comment(post)
    Report.objects.create(comment=comment, reader_key="r", reason="abuse", text="言いすぎです")
    page = open_desk("?state=reported")
    expect(current(page)).to_contain_text("言いすぎです")
    page.keyboard.press("a")
    expect(count(page, "reported")).to_have_text("0")
    assert states([comment]) == ["approved"]
    page.keyboard.press("u")
    expect(count(page, "reported")).to_have_text("1")
    assert Report.objects.get().resolved_at is None


# Without JavaScript
def test_the_queue_works_without_javascript(open_desk: Callable[..., Page], post: Post) -> None:
    CannedReply.objects.create(title="お礼", text="ありがとうございます。")
    comments = [held_comment(post) for _number in range(4)]
    page = open_desk(java_script_enabled=False)
    card = page.locator(f"#comment-{comments[0].pk}")
    card.locator(".queue-spam").click()
    page.locator("[data-queue-undo-form] button").click()
    assert states(comments) == ["held"] * 4
    for comment in comments[:2]:
        page.locator(f"#comment-{comment.pk} [data-queue-choose]").check()
    page.locator("[data-queue-chosen] .queue-reject").click()
    assert states(comments) == ["rejected", "rejected", "held", "held"]
    card = page.locator(f"#comment-{comments[2].pk}")
    card.locator("[data-queue-part=reply] summary").click()
    card.locator("select[name=canned]").select_option(label="1. お礼")
    card.locator("[name=insert]").click()
    expect(page.locator("textarea[name=text]")).to_have_value("ありがとうございます。")
    page.locator(".queue-reply .queue-send").click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert Comment.objects.get(comment="ありがとうございます。").parent_id == comments[2].pk
    card = page.locator(f"#comment-{comments[3].pk}")
    card.locator("[data-queue-part=note] summary").click()
    card.locator("[data-queue-part=note] input[name=text]").fill("見てください")
    card.locator("[data-queue-part=note] button").click()
    expect(page.locator(".queue-notes")).to_contain_text("見てください")


# Phones
def test_on_a_phone_the_buttons_of_each_card_lie_in_one_place_under_the_thumb(
    open_desk: Callable[..., Page], post: Post
) -> None:
    comments = [held_comment(post, text="短い") for _number in range(2)]
    comments.append(held_comment(post, text="長い\n\n" * 60))
    page = open_desk(viewport=PHONE)
    current(page).focus()
    tops = []
    for number, comment in enumerate(comments):
        card = page.locator(f"#comment-{comment.pk}")
        if number == 0:
            card.evaluate("card => card.scrollIntoView({ block: 'start' })")
        else:
            expect(card).to_be_focused()
        box = card.locator(".queue-approve").bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["y"] + box["height"] <= PHONE["height"]
        tops.append(box["y"])
        card.locator(".queue-approve").click()
    assert min(tops) > PHONE["height"] * 0.8
    assert max(tops) - min(tops) <= 16
    expect(count(page, "held")).to_have_text("0")


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_the_queue_is_accessible_and_fits_the_screen(
    open_desk: Callable[..., Page], faults: Faults, post: Post, width: int
) -> None:
    faults.forgive("preload assets")
    CannedReply.objects.create(title="お礼", text="ありがとうございます。")
    until = timezone.now() + timedelta(hours=1)
    SlowMode.objects.create(entry_key=f"blog.post:{post.pk}", until=until)
    parent = approved_comment(post, name="花子")
    comment = held_comment(post, parent=parent, email="taro@example.com", name="W" * 50)
    Comment.objects.filter(pk=comment.pk).update(
        held_for="filter", signals=[{"code": "links", "points": 30}], rank=0, is_closed=False
    )
    held_comment(post)
    Report.objects.create(comment=comment, reader_key="r", reason="abuse", text="言いすぎ" * 40)
    comment.notes.create(text="見てください" * 20)
    page = open_desk(viewport={"width": width, "height": 844}, bypass_csp=True)
    found = {"queue": axe.violations(page)}
    page.keyboard.press("x")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found["everything open"] = axe.violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.locator("[data-queue-toast]").wait_for()
    found["decided"] = axe.violations(page)
    page.keyboard.press("?")
    found["help"] = axe.violations(page)
    assert {place: lines for place, lines in found.items() if lines} == {}
