"""The health report of the admin: quick checks on request, slow checks in the worker: desk/health_report.py."""

import pytest
from django.core.cache import cache

from core import health
from core.health import Check
from desk import health_report


@pytest.mark.django_db
def test_slow_looks_lost_with_the_cache_are_taken_again():
    health_report.run_slow_checks_if_due()
    first = health_report.slow().at
    health_report.run_slow_checks_if_due()
    assert health_report.slow().at == first
    cache.clear()
    health_report.run_slow_checks_if_due()
    assert health_report.slow().at > first


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("visitor", "status"),
    [
        ("stranger", 302),
        ("reader_client", 302),
        ("author_client", 403),
        ("moderator_client", 403),
        ("editor_client", 403),
        ("administrator_client", 200),
    ],
)
def test_only_administrators_see_how_the_site_is(visitor, status, request):
    client = request.getfixturevalue(visitor)
    assert client.get("/admin/health/").status_code == status
    home = client.get("/admin/")
    sees = home.status_code == 200 and "/admin/health/" in home.content.decode()
    assert sees is (visitor == "administrator_client")


@pytest.mark.django_db
def test_the_home_shows_what_is_not_well_and_looks_once_a_minute(administrator_client, monkeypatch):
    home = administrator_client.get("/admin/").content.decode()
    assert "ワーカー" in home
    assert "manage.py worker" in home
    monkeypatch.setattr(health, "run_checks", None)  # a second look would fail
    assert "manage.py worker" in administrator_client.get("/admin/").content.decode()


@pytest.mark.django_db
def test_slow_looks_are_taken_by_the_worker_alone(administrator_client, monkeypatch):
    def slow():
        raise AssertionError("a page looked")

    checks = [
        Check("quick", "Q", lambda: health.ok("quick-mark")),
        Check("slow", "S", slow, is_slow=True),
    ]
    monkeypatch.setattr(health, "checks", lambda: checks)
    page = administrator_client.get("/admin/health/").content.decode()
    assert "quick-mark" in page
    assert "a page looked" not in page
    checks[1] = Check("slow", "S", lambda: health.failure("slow-mark", "fix it"), is_slow=True)
    health_report.run_slow_checks()
    assert "slow-mark" in administrator_client.get("/admin/health/").content.decode()
    assert "slow-mark" in administrator_client.get("/admin/").content.decode()
