"""Health checks of the settings."""

import pytest

from core.health import Level
from runtime.health import settings as looks

GOOD_KEY = "f3c9e1d7b5a2084697cdeb13f5a7092d4c6e8b1f3a5d7092b4c6e8"


def test_what_must_not_be_in_public_is_told(settings):
    settings.DEMO, settings.SECRET_KEY = False, GOOD_KEY
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://blog.tsuzuri.jp", ["blog.tsuzuri.jp"]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert [look().level for look in (looks.debugging, looks.secret_key, looks.address)] == [
        "ok"
    ] * 3
    assert looks.proxies().level == Level.OK
    settings.DEBUG, settings.SECRET_KEY = True, "short"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert looks.debugging().level == looks.secret_key().level == Level.FAILURE
    assert looks.proxies().level == looks.https().level == Level.WARNING
    assert "遅い接続" in str(looks.proxies().text)
    settings.ALLOWED_HOSTS = ["elsewhere.jp"]
    assert looks.address().level == Level.FAILURE
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://192.168.0.4", ["*"]
    assert looks.address().level == Level.WARNING


@pytest.mark.django_db
def test_a_cache_that_is_not_shared_or_forgets_is_told(settings, monkeypatch):
    assert looks.shared_cache().level == Level.OK
    monkeypatch.setattr(looks, "cache", type("Forgets", (), {"set": print, "get": print}))
    assert looks.shared_cache().level == Level.FAILURE
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert looks.shared_cache().level == Level.FAILURE
