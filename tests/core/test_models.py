"""Rows of settings: at most one, with defaults until it exists."""

import pytest

from core.models import SiteSettings

pytestmark = pytest.mark.django_db


def test_without_a_row_the_defaults_apply_and_none_is_written():
    assert SiteSettings.load().name == "綴"
    assert not SiteSettings.objects.exists()


def test_there_is_one_row_however_often_settings_are_saved():
    SiteSettings(name="一").save()
    SiteSettings(name="二").save()
    assert list(SiteSettings.objects.values_list("pk", "name")) == [(1, "二")]


def test_a_locked_row_is_created_once_and_kept():
    assert SiteSettings.locked().name == "綴"
    SiteSettings.objects.update(name="題")
    assert SiteSettings.locked().name == "題"
    assert SiteSettings.objects.count() == 1


def test_the_version_rises_without_another_change():
    SiteSettings(name="題").save()
    for _time in range(2):
        SiteSettings.raise_version()
    saved = SiteSettings.load()
    assert (saved.version, saved.name) == (2, "題")
    assert saved.changed_at


def test_the_admin_and_mails_have_the_colours_of_the_site_only():
    settings = SiteSettings(accent_light="#123456", accent_dark="#abcdef", text_size="large")
    assert settings.look != settings.accent
    settings.text_size = SiteSettings().text_size
    assert settings.look == settings.accent
