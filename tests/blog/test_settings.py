"""The blog's settings with those of the site (blog/models/settings.py)."""

import pytest

from blog.models import BlogSettings
from core.models import SiteSettings
from tests.factories import make_image, make_settings

pytestmark = pytest.mark.django_db


def test_settings_site_logo_and_cover_come_with_one_query(django_assert_num_queries):
    make_settings(
        name="糸", posts_per_page=7, logo=make_image(alt="印"), default_cover=make_image()
    )
    with django_assert_num_queries(1):
        settings = BlogSettings.load()
        assert (settings.site.name, settings.posts_per_page) == ("糸", 7)
        assert settings.logo.alt == "印"
        assert settings.default_cover.url


@pytest.mark.parametrize("name", ["", "糸"])
def test_a_site_without_a_row_has_the_defaults_in_one_query(name, django_assert_num_queries):
    if name:
        SiteSettings(name=name).save()
    with django_assert_num_queries(1):
        settings = BlogSettings.load()
        assert settings.site.name == (name or "綴")
        assert (settings.pk, settings.posts_per_page, settings.logo) == (None, 12, None)
    assert not BlogSettings.objects.exists()
