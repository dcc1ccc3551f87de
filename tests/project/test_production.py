"""A production site, for real: `serve --production` behind the nginx and the Caddy of deploy/.

On PostgreSQL and Redis too, where the environment names them.
"""

import json
import os
import re
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import psycopg
import pytest

from benchmarks.restart import Load
from tests.production import CADDY, NGINX, Proxy, Site, fetch

pytestmark = pytest.mark.django_db

TOKEN = "a-token-of-more-than-thirty-two-characters"
PICTURE = "ab/0123456789abcdef-0123456789abcdef0123.webp"
#: Headers that browsers and caches use; the others belong to the connection.
KEPT = (
    *("Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options"),
    *("X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy"),
    *("Cache-Control", "Vary", "ETag", "Content-Type", "Content-Language", "Location"),
)
BEHIND = {"X_Forwarded_Proto": "https", "X_Forwarded_For": "127.0.0.1"}


@pytest.fixture(scope="module")
def database() -> Iterator[dict[str, str]]:
    """The variables of a separate database for this module."""
    url = os.environ.get("DATABASE_URL", "")
    redis = {name: os.environ[name] for name in ("REDIS_URL",) if os.environ.get(name)}
    if not url.startswith("postgres"):
        yield redis
        return
    name = f"tsuzuri_production_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield {"DATABASE_URL": f"{url.rpartition('/')[0]}/{name}", **redis}
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, database: dict[str, str]) -> Iterator[Site]:
    """A new site with one image."""
    site = Site(
        tmp_path_factory.mktemp("site"),
        TSUZURI_LOG_ADDRESSES="full",
        TSUZURI_METRICS_TOKEN=TOKEN,
        **database,
    )
    site.start()
    wait_until_ready(site)
    try:
        picture = site.var / "media" / PICTURE
        picture.parent.mkdir(parents=True)
        picture.write_bytes(b"RIFF\0\0\0\0WEBP")
        (picture.parent / "evil.html").write_text("<script>alert(1)</script>")
        yield site
    finally:
        code = site.stop()
    assert code == 0
    assert '"trace"' not in site.log.read_text()


def wait_until_ready(site: Site) -> None:
    """Wait for the worker too, because the start does not."""
    deadline = time.monotonic() + 60
    while (state := json.loads(fetch(site.connection(), "/readyz")[1]))["status"] != "ready":
        assert time.monotonic() < deadline, state
        time.sleep(0.2)


# For slow tests of the site, in which the kind of proxy does not matter.
behind_nginx = pytest.mark.parametrize("proxy", ["nginx"], indirect=True)


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def proxy(
    request: pytest.FixtureRequest, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxy]:
    """The proxy of deploy/ in front of the site."""
    if not {"nginx": NGINX, "caddy": CADDY}[request.param]:
        pytest.skip(f"{request.param} is not installed")
    proxy = Proxy(tmp_path_factory.mktemp(request.param), site, request.param)
    proxy.start()
    yield proxy
    proxy.stop()


def test_the_start_checks_everything_and_says_how_the_first_person_comes_in(site: Site) -> None:
    said = site.log.read_text()
    assert "System check identified no issues (2 silenced)." in said
    (link,) = re.findall(r"within a day: https://localhost(/\S+)", said)
    assert fetch(site.connection(), link, **BEHIND)[0].status == 200


def test_a_proxy_keeps_the_headers_of_every_answer(proxy: Proxy, site: Site) -> None:
    for path in ("/", "/feed/", "/robots.txt", "/nowhere/", "/account/login/", "/admin/"):
        direct, _body = fetch(site.connection(), path, **BEHIND)
        through, _body = fetch(proxy.connection(), path)
        assert through.status == direct.status, path
        assert what_matters(through) == what_matters(direct), path
        assert direct.headers["Strict-Transport-Security"]
        assert len(through.headers.get_all("Server", [])) <= 1, path


def what_matters(response: HTTPResponse) -> dict[str, object]:
    """Return the headers that must be kept; a policy is a set of directives."""
    found = {name: response.headers.get(name) for name in KEPT}
    policy = found["Content-Security-Policy"] or ""
    return {**found, "Content-Security-Policy": set(policy.split("; "))}


def test_static_files_and_pictures_come_from_the_proxy_and_are_nothing_else(proxy: Proxy) -> None:
    page = fetch(proxy.connection(), "/")[1].decode()
    (style,) = re.findall(r'href="(/static/css/site\.[0-9a-f]{12}\.css)"', page)
    sheet, plain = fetch(proxy.connection(), style)
    packed, smaller = fetch(proxy.connection(), style, Accept_Encoding="gzip")
    assert (sheet.status, sheet.headers["Content-Type"].partition(";")[0]) == (200, "text/css")
    assert "immutable" in sheet.headers["Cache-Control"]
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(smaller) < len(plain) / 2
    picture, _body = fetch(proxy.connection(), f"/media/{PICTURE}")
    assert (picture.status, picture.headers["Content-Type"]) == (200, "image/webp")
    assert picture.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for response in (sheet, picture):  # the proxy adds the sandbox for style sheets
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    for path in ("/media/ab/evil.html", "/media/../db.sqlite3", "/db.sqlite3", "/originals/"):
        assert fetch(proxy.connection(), path)[0].status in (400, 404), path


def test_plain_http_leads_to_https(proxy: Proxy) -> None:
    response, _body = fetch(HTTPConnection("127.0.0.1", proxy.http, timeout=30), "/posts/x/?a=1")
    assert response.status in (301, 308)
    assert re.fullmatch(r"https://localhost(:\d+)?/posts/x/\?a=1", response.headers["Location"])


FORGED = {
    "X_Forwarded_For": "203.0.113.9",
    "X_Real_IP": "203.0.113.9",
    "Forwarded": "for=203.0.113.9",
    "X_Request_ID": "chosen-by-the-client",
    "X_Forwarded_Host": "evil.example",
    "X_Forwarded_Proto": "http",
}


def test_address_id_and_host_cannot_be_forged(proxy: Proxy, site: Site) -> None:
    path = f"/forged-{proxy.name}/"
    response, body = fetch(proxy.connection("127.0.0.2"), path, **FORGED)
    assert response.status == 404
    assert b"evil.example" not in body
    (line,) = [json.loads(line) for line in site.log.read_text().splitlines() if path in line]
    assert line["address"] == "127.0.0.2"
    assert line["request_id"] != "chosen-by-the-client"


@behind_nginx
def test_limits_count_the_real_address_despite_forged_headers(proxy: Proxy) -> None:
    one, another = {"nginx": ("127.0.0.3", "127.0.0.4")}.get(proxy.name, ("127.0.0.5", "127.0.0.6"))
    tries = [sign_in(proxy, one, number) for number in range(11)]
    assert (tries[0], tries[-1]) == ("refused", "limited")
    assert sign_in(proxy, another, 99) == "refused"


def sign_in(proxy: Proxy, source: str, number: int) -> str:
    """Try a wrong password from `source`, which forges another address each time."""
    forged = {"X_Forwarded_For": f"203.0.113.{number}", "X_Real_IP": f"203.0.113.{number}"}
    page, body = fetch(proxy.connection(source), "/account/login/", **forged)
    cookies = SimpleCookie(page.headers["Set-Cookie"])
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', body.decode())[1]
    form = {"login": f"nobody{number}", "password": "wrong", "csrfmiddlewaretoken": token}
    response, _body = fetch(
        proxy.connection(source),
        "/account/login/",
        "POST",
        urlencode(form),
        **forged,
        Cookie=f"csrftoken={cookies['csrftoken'].value}",
        Content_Type="application/x-www-form-urlencoded",
        Referer="https://localhost/account/login/",
        Origin="https://localhost",
    )
    return {200: "refused", 429: "limited"}[response.status]


@behind_nginx
def test_a_new_version_takes_over_under_load_and_no_request_is_lost(
    proxy: Proxy, site: Site
) -> None:
    load = Load(site, proxy, readers=3)
    load.start()
    try:
        prepared = site.log.read_text().count("Preparing the database")
        done = site.reload()
        said = site.log.read_text()
    finally:
        load.stop()
    assert done.returncode == 0, done.stderr
    # The command has waited for the new version, which was prepared once.
    assert said.count("The new version serves") == 1
    assert said.count("Preparing the database") == prepared + 1
    assert load.lost == []
    assert load.answered.total() > 10
    assert "runtime.supervisor" in {line["logger"] for line in logged(site)}


def logged(site: Site) -> list[dict[str, object]]:
    """Return the log lines that are events, not output of the start."""
    return [json.loads(line) for line in site.log.read_text().splitlines() if line.startswith("{")]


def test_the_numbers_of_all_processes_are_one(site: Site) -> None:
    def numbers() -> dict[str, float]:
        response, body = fetch(site.connection(), "/metrics", Authorization=f"Bearer {TOKEN}")
        assert response.status == 200
        lines = [line for line in body.decode().splitlines() if not line.startswith("#")]
        return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}

    name = 'tsuzuri_requests_total{method="GET",route="blog:robots",status="200"}'
    before = numbers().get(name, 0)
    for _number in range(9):
        fetch(site.connection(), "/robots.txt", **BEHIND)
    after = numbers()
    assert after[name] == before + 9
    assert after['tsuzuri_request_seconds_count{route="blog:robots"}'] == after[name]
    assert after["tsuzuri_tasks_waiting"] == 0
    assert after["tsuzuri_worker_heartbeat_age_seconds"] < 60


def test_the_log_is_json_without_personal_data(site: Site) -> None:
    fetch(site.connection(), "/search/?q=%E7%A7%98%E5%AF%86&mail=me@example.jp", **BEHIND)
    fetch(site.connection(), "/account/password/reset/key/abc-s3cr3t/", **BEHIND)
    said = site.log.read_text()
    for hidden in ("%E7%A7%98", "秘密", "me@example.jp", "s3cr3t", "nobody1"):
        assert hidden not in said
    lines = logged(site)
    assert {"access", "gunicorn.error", "worker"} <= {line["logger"] for line in lines}
    request = next(line for line in lines if line.get("path") == "/search/")
    assert set(request) == {
        *("time", "level", "logger", "event", "request_id"),
        *("method", "route", "path", "status", "ms", "bytes", "address"),
    }
