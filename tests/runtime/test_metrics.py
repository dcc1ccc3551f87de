"""Metrics: who reads them, and what they show of servers that are down: runtime/metrics.py."""

import pytest
from django.core.cache import cache
from django_tasks_db.models import DBTaskResult

from runtime.metrics import SiteCollector

TOKEN = "a-token-of-more-than-thirty-two-characters"


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["database", "cache"])
def test_numbers_say_which_server_is_away(part, monkeypatch):
    pytest.importorskip("prometheus_client")

    def away(*arguments, **options):
        raise OSError("refused")

    target = (DBTaskResult.objects, "ready") if part == "database" else (cache, "get")
    monkeypatch.setattr(*target, away)
    numbers = {one.name: one for one in SiteCollector().collect()}
    found = {name: numbers[f"tsuzuri_{name}_up"].samples[0].value for name in ("database", "cache")}
    assert found == {"database": 1, "cache": 1} | {part: 0}
    assert ("tsuzuri_mails" in numbers) is (part == "cache")


@pytest.mark.django_db
def test_without_the_token_there_is_no_such_page(client, settings):
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics").status_code == 404
    wrong = {"Authorization": f"Bearer {TOKEN}x"}
    assert client.get("/metrics", headers=wrong).status_code == 404
