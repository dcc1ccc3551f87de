"""Akismet: asked only with a key, once for each comment, and by the worker; a server of ours plays it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest
from django_tasks_db.models import DBTaskResult

from blog.models import Post
from comments import submission
from comments.models import Comment, FilterSettings
from comments.spam import akismet
from comments.spam.akismet import AkismetError
from tests.factories import approved_comment, held_comment
from tests.outside_hosts import OutsideHosts

pytestmark = pytest.mark.django_db


class Server:
    """Answers every question with `answer`, and remembers what was asked."""

    def __init__(self) -> None:
        self.answer, self.status = "true", 200
        self.asked: list[dict[str, str]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                server.asked.append({name: values[0] for name, values in parse_qs(body).items()})
                self.send_response(server.status)
                self.send_header("Location", server.address)  # counts with a redirect only
                self.end_headers()
                self.wfile.write(server.answer.encode())

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self.http = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = ""


@pytest.fixture
def server(outside_hosts: OutsideHosts) -> Iterator[Server]:
    """A server on loopback that answers like Akismet."""
    running = Server()
    host = outside_hosts.add("akismet.example.com", running.http.server_port)
    running.address = f"{host}/1.1/comment-check"
    thread = threading.Thread(target=running.http.serve_forever, args=[0.01])
    thread.start()
    yield running
    running.http.shutdown()
    thread.join()
    running.http.server_close()


@pytest.fixture
def key(db: None) -> None:
    """The owner has a key."""
    FilterSettings(akismet_key="k123").save()


def ask(comment: Comment, server: Server, network: str = "192.0.2.7") -> bool:
    sealed = akismet._fernet().encrypt(network.encode()).decode()
    return akismet.check_comment(comment.pk, sealed, address=server.address)


def at_once(post: Post, text: str = "よろしく") -> Comment:
    """Return a comment that was approved without a decision."""
    return submission.submit(entry=post, text=text, name="読者")


def test_without_a_key_nobody_is_asked(
    post: Post, server: Server, django_capture_on_commit_callbacks
) -> None:
    comment = held_comment(post)
    with django_capture_on_commit_callbacks(execute=True):
        akismet.ask_later(comment, "192.0.2.7")
    assert not ask(comment, server)
    assert (server.asked, DBTaskResult.objects.count()) == ([], 0)


def test_the_worker_asks_and_the_network_stands_nowhere_in_clear(
    post: Post, key: None, django_capture_on_commit_callbacks
) -> None:
    comment = held_comment(post)
    with django_capture_on_commit_callbacks(execute=True):
        akismet.ask_later(comment, "192.0.2.7")
        assert not DBTaskResult.objects.exists()  # not before the comment is certain
    (row,) = DBTaskResult.objects.all()
    pk, sealed = row.args_kwargs["args"]
    assert pk == comment.pk
    assert "192.0.2.7" not in str(row.args_kwargs)
    assert akismet._decrypt(sealed) == "192.0.2.7"


def test_people_with_an_account_are_not_told_of(
    post: Post, key: None, reader_user, server: Server, django_capture_on_commit_callbacks
) -> None:
    comment = submission.submit(entry=post, text="感想", name="読者", user=reader_user)
    with django_capture_on_commit_callbacks(execute=True):
        akismet.ask_later(comment, "192.0.2.7")
    assert not ask(comment, server)
    assert (server.asked, DBTaskResult.objects.count()) == ([], 0)


def test_it_is_asked_about_text_name_and_post(
    post: Post, key: None, server: Server, settings
) -> None:
    comment = held_comment(post, text="買って＆売って", name="花子")
    ask(comment, server, "2001:db8::/64")
    (asked,) = server.asked
    assert asked | {"comment_date_gmt": ""} == {
        "api_key": "k123",
        "blog": settings.BASE_URL,
        "permalink": f"{settings.BASE_URL}{post.get_absolute_url()}",
        "comment_type": "comment",
        "comment_author": "花子",
        "comment_content": "買って＆売って",
        "comment_date_gmt": "",
        "blog_lang": "ja",
        "blog_charset": "UTF-8",
        "user_ip": "2001:db8::",
    }


def test_its_answer_is_a_finding_and_it_is_asked_once(
    post: Post, key: None, server: Server
) -> None:
    comment = held_comment(post)
    assert ask(comment, server)
    assert not ask(comment, server)
    stored = Comment.objects.get()
    assert len(server.asked) == 1
    assert (stored.spam_score, [row["code"] for row in stored.signals]) == (60, ["akismet"])


def test_a_comment_that_nobody_decided_about_waits_from_then_on(
    post: Post, key: None, open_policy, server: Server
) -> None:
    comment = at_once(post)
    ask(comment, server)
    stored = Comment.objects.get()
    assert (stored.state, stored.held_for) == ("held", "filter")
    post.refresh_from_db()
    assert post.comment_count == 0


def test_what_a_person_let_through_stays(post: Post, key: None, server: Server) -> None:
    comment = approved_comment(post)
    ask(comment, server)
    assert Comment.objects.get().state == "approved"


def test_a_good_comment_stays_as_it_is(post: Post, key: None, open_policy, server: Server) -> None:
    server.answer = "false"
    ask(at_once(post), server)
    stored = Comment.objects.get()
    assert (stored.state, stored.spam_score) == ("approved", 0)


@pytest.mark.parametrize(("answer", "status"), [("invalid", 200), ("", 200), ("true", 503)])
def test_an_answer_that_does_not_count_changes_nothing_and_may_be_asked_again(
    answer: str, status: int, post: Post, key: None, server: Server
) -> None:
    comment = held_comment(post)
    server.answer, server.status = answer, status
    with pytest.raises(AkismetError):
        ask(comment, server)
    assert Comment.objects.get().signals == []
    server.answer, server.status = "true", 200
    assert ask(comment, server)


def test_a_server_that_is_away_is_said_so(
    post: Post, key: None, outside_hosts: OutsideHosts
) -> None:
    comment = held_comment(post)
    address = f"{outside_hosts.add('akismet.example.com', 9)}/"
    with pytest.raises(AkismetError, match=r"could not be reached: .*refused"):
        akismet.check_comment(comment.pk, "", address=address)


def test_a_server_that_never_answers_is_not_waited_for(
    post: Post, key: None, outside_hosts: OutsideHosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(akismet, "TIMEOUT", 0.05)
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as silent:
        address = f"{outside_hosts.add('akismet.example.com', silent.server_port)}/"
        with pytest.raises(AkismetError, match="took too long"):
            akismet.check_comment(held_comment(post).pk, "", address=address)


def test_the_key_is_not_sent_to_where_a_redirect_leads(
    post: Post, key: None, server: Server
) -> None:
    server.status = 307
    with pytest.raises(AkismetError, match="status 307"):
        ask(held_comment(post), server)
    assert len(server.asked) == 1


def test_a_comment_that_is_gone_meanwhile_is_not_asked_about(key: None, server: Server) -> None:
    assert not akismet.check_comment(999, "", address=server.address)
    assert server.asked == []
