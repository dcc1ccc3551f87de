"""What a blog owes its readers, and django-comments-xtd as shipped does not give them.

Tests are numbered as the 24 defects were when the package was tried. Each runs twice: here on our blog,
and on one that mounts the package (test_as_shipped.py), where it must fail. So each asserts once, and
nothing but what the defect is about.
"""

import re
from hashlib import md5

import pytest
from django_comments_xtd.models import XtdComment

from tests.comments.package.blog import Blog
from tests.html import texts, tree

PICKLE = b"\x80\x04\x95"  # how one begins since Python 3.8
TEXT = "長い時間をかけて\n書いた文章"


# Security and privacy
def test_01_no_mail_carries_anything_of_an_account(blog: Blog) -> None:
    asker, answerer = blog.person("asker"), blog.person("answerer")
    question = blog.comment(user=asker)
    blog.send(blog.client(answerer), reply_to=str(question.pk))
    blog.approve(blog.comments().latest("pk"))
    [mail] = [mail for mail in blog.mails() if mail.to == asker.email]
    everything = mail.text.encode() + b"".join(mail.tokens)
    secrets = [asker.password, asker.email, answerer.password, answerer.email, answerer.username]
    assert [secret for secret in secrets if secret.encode() in everything] == []


def test_02_no_link_holds_a_pickle(blog: Blog) -> None:
    blog.send(blog.guest, **{blog.answers_field: "on"})
    tokens = [token for mail in blog.mails() for token in mail.tokens]
    assert [token for token in tokens if token.startswith(PICKLE)] == []


def test_02_a_link_that_does_something_ends(blog: Blog) -> None:
    blog.send(blog.guest, **{blog.answers_field: "on"})
    signed = [path for path in blog.paths() if re.search(r"[\w.:-]{50}", path)]
    blog.wait(days=365)
    assert {blog.guest.get(path).status_code for path in signed} == {410}


def test_03_no_get_or_head_of_an_address_in_a_mail_changes_anything(blog: Blog) -> None:
    blog.send(blog.guest, **{blog.answers_field: "on"})
    before = list(blog.comments().values())
    for path in blog.paths():
        for client in (blog.guest, blog.client(blog.moderator)):
            client.get(path)
            client.head(path)
    assert list(blog.comments().values()) == before


def test_04_no_link_brings_back_what_was_deleted(blog: Blog) -> None:
    blog.send(blog.guest)
    paths = blog.paths()
    press_all(blog, paths)
    blog.comments().delete()
    press_all(blog, paths)
    assert list(blog.comments()) == []


def press_all(blog: Blog, paths: list[str]) -> None:
    """Open all links of mails as a guest, and press what buttons there are."""
    for path in paths:
        blog.guest.get(path)
        blog.guest.post(path, {"action": "approve"})


def test_05_the_page_to_answer_a_held_comment_does_not_show_it(blog: Blog) -> None:
    held = blog.comment("秘密のマーカー", is_held=True)
    page = blog.guest.get(blog.answer_address.format(pk=held.pk)).content.decode()
    assert "秘密のマーカー" not in page


def deepest(blog: Blog) -> XtdComment:
    """A comment that is not to be answered."""
    blog.allow_levels(3)
    comment = blog.comment()
    for _level in range(3):
        comment = blog.comment(parent=comment)
    return comment


@pytest.mark.parametrize("target", ["elsewhere", "unknown", "held", "too deep"])
def test_06_an_answer_to_the_wrong_comment_is_an_error_in_the_form(blog: Blog, target: str) -> None:
    reply_to = {
        "elsewhere": lambda: blog.comment(on=blog.elsewhere).pk,
        "unknown": lambda: 999999,
        "held": lambda: blog.comment(is_held=True).pk,
        "too deep": lambda: deepest(blog).pk,
    }[target]()
    before = blog.comments().count()
    member = blog.client(blog.person("member"))
    answer = blog.send(member, reply_to=str(reply_to), comment=TEXT)
    kept = TEXT in answer.content.decode()
    assert (answer.status_code, kept, blog.comments().count() - before) == (422, True, 0)


def test_07_a_signed_in_person_takes_no_other_name_or_address(blog: Blog) -> None:
    blog.send(blog.client(blog.person("member")), name="他人", email="other@example.com")
    written = blog.comments().get()
    assert {written.user_name, written.user_email}.isdisjoint({"他人", "other@example.com"})


@pytest.mark.parametrize("secret", ["whistleblower", md5(b"guest@example.com").hexdigest()])
def test_08_no_address_tells_who_reported_a_comment_or_hashes_addresses(
    blog: Blog, secret: str
) -> None:
    comment = blog.comment(email="guest@example.com")
    blog.report(comment, blog.person("whistleblower"))
    responses = blog.responses(comment)
    assert [where for where in responses if secret in responses[where]] == []


def test_09_no_page_that_shows_a_comment_tells_the_address_of_its_writer(blog: Blog) -> None:
    responses = blog.responses(blog.comment("ここに見える。", email="private@example.com"))
    pages = {where: said for where, said in responses.items() if "ここに見える。" in said}
    telling = [where for where in pages if "private@" in pages[where]]
    assert (len(pages) > 1, telling) == (True, [])


def test_10_no_address_of_the_comments_leads_to_a_draft(blog: Blog) -> None:
    comment = blog.comment()
    blog.unpublish()
    responses = blog.responses(comment)
    assert [
        where for where in responses if re.search(r"'Location': '\S*shown", responses[where])
    ] == []


@pytest.mark.parametrize("fault", ["expired", "closed", "honeypot", "forged"])
def test_11_a_refused_form_keeps_the_text_and_says_why(blog: Blog, fault: str) -> None:
    form = blog.filled(blog.guest, name="名前が残る", email="stay@example.com", comment=TEXT)
    if fault == "expired":
        blog.wait(days=3)
    elif fault == "closed":
        blog.close()
    else:
        form |= {"honeypot": {"honeypot": "x"}, "forged": {"security_hash": "0" * 40}}[fault]
    answer = blog.post(blog.guest, form)
    page = answer.content.decode()
    wanted = ["名前が残る", "stay@example.com", TEXT, 'role="alert"']
    assert (answer.status_code, [part for part in wanted if part not in page]) == (422, [])


def test_12_the_mails_of_a_site_on_https_lead_to_https(blog: Blog) -> None:
    blog.use_https()
    blog.send(blog.guest)
    assert [link for link in blog.links() if not link.startswith("https://")] == []


# Correctness
def test_13_saving_or_approving_a_comment_publishes_nothing_below_it(blog: Blog) -> None:
    parent = blog.comment()
    held = blog.comment(parent=parent, is_held=True)
    parent.save()
    blog.approve(parent)
    held.refresh_from_db()
    assert not held.is_public


def test_13_removing_and_restoring_a_comment_changes_nothing_below_it(blog: Blog) -> None:
    parent = blog.comment()
    shown, held = blog.comment(parent=parent), blog.comment(parent=parent, is_held=True)
    states = []
    for change in (blog.remove, blog.approve):
        change(parent)
        for comment in (shown, held):
            comment.refresh_from_db()
            states.append(comment.is_public)
    assert states == [True, False, True, False]


def test_14_counts_are_of_public_comments_and_do_not_drift(blog: Blog) -> None:
    root = blog.comment()
    answer = blog.comment(parent=root)
    blog.comment(parent=answer, is_held=True)
    for _time in range(3):
        answer.refresh_from_db()
        answer.save()
    assert blog.count_in_thread(root) == 2


def test_15_a_comment_approved_later_is_announced(blog: Blog) -> None:
    asker = blog.person("asker")
    held = blog.comment("答えです。", parent=blog.comment(user=asker), is_held=True)
    blog.approve(held)
    assert ["答えです。" in mail.text for mail in blog.mails() if mail.to == asker.email] == [True]


def test_16_deleting_a_comment_loses_none_of_the_answers_below_it(blog: Blog) -> None:
    root = blog.comment("始め。")
    gone = blog.comment("消える。", parent=root)
    below = [blog.comment(f"答え{number}。", parent=gone) for number in range(3)]
    below.append(blog.comment("その下。", parent=below[0]))
    blog.delete(gone)
    page = blog.page().content.decode()
    assert [comment.comment for comment in (root, *below) if comment.comment not in page] == []


def test_17_the_comments_of_an_article_are_shown_by_the_blogs_own_template(blog: Blog) -> None:
    blog.comment()
    assert blog.thread_template in {template.name for template in blog.page().templates}


def test_18_who_may_moderate_finds_the_buttons(blog: Blog) -> None:
    comment = blog.comment()
    desk = blog.client(blog.moderator).get(blog.desk_address).content.decode()
    assert blog.removal_address.format(pk=comment.pk) in desk


def test_19_whether_somebody_may_comment_can_be_asked(blog: Blog) -> None:
    assert blog.may_comment(blog.person("member")) is True


def test_20_dates_are_written_as_japanese_readers_write_them(blog: Blog) -> None:
    date = blog.date(blog.comment())
    assert re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日 \d{1,2}:\d\d", date)


def test_21_the_same_comment_sent_twice_is_one(blog: Blog) -> None:
    member = blog.client(blog.person("member"))
    for _time in range(2):
        blog.send(member)
    assert blog.comments().count() == 1


def test_22_a_setting_holds_from_when_it_is_made(blog: Blog) -> None:
    parent = blog.comment()
    member, counts = blog.client(blog.person("member")), []
    for levels in (0, 1):
        blog.allow_levels(levels)
        blog.send(member, reply_to=str(parent.pk))
        counts.append(blog.comments().exclude(pk=parent.pk).count())
    assert counts == [0, 1]


def test_23_no_thread_sends_mails(blog: Blog) -> None:
    blog.send(blog.guest)
    assert (len(blog.mails()), blog.threads) == (1, [])


def test_24_the_place_of_a_comment_needs_no_other_row(blog: Blog) -> None:
    root = blog.comment()
    first, second = blog.comment(parent=root), blog.comment(parent=root)
    places = [blog.place(comment) for comment in (root, first, second)]
    blog.comment(parent=first)
    assert [blog.place(comment) for comment in (root, first, second)] == places


# Besides the list
def test_no_page_asks_for_inline_styles_or_scripts(blog: Blog) -> None:
    responses = blog.responses(blog.comment())
    inline = {
        where: re.findall(r"\son\w+=|\sstyle=|<style", responses[where]) for where in responses
    }
    assert [where for where in inline if inline[where]] == []


def test_every_label_of_the_form_is_in_japanese(blog: Blog) -> None:
    labels = texts(tree(blog.guest.get(blog.form_address)), "form label")
    assert [label for label in labels if not re.search(r"[ぁ-んァ-ヶ一-龠]", label)] == []
