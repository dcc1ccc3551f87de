"""The dashboard's offer of the wider PR rule: desk/pr_offer.py."""

import pytest

from audit.models import Event
from blog.models import BlogSettings
from tests.settings_pages import change

pytestmark = pytest.mark.django_db

OFFER = "/admin/pr-rule/"


@pytest.fixture
def former_site():
    """A site from before the wider rule became the default."""
    row = BlogSettings.locked()
    row.pr_rule, row.offers_pr_rule = BlogSettings.PRRule.MARKED, True
    row.save(update_fields=["pr_rule", "offers_pr_rule"])
    return row


def is_offered(client):
    return OFFER in client.get("/admin/").content.decode()


def test_a_former_site_is_offered_the_wider_rule_until_it_is_switched_on(
    administrator_client, former_site
):
    assert is_offered(administrator_client)
    administrator_client.post(OFFER, {"accept": "1"})
    former_site.refresh_from_db()
    assert (former_site.pr_rule, former_site.offers_pr_rule) == ("sponsored", False)
    assert not is_offered(administrator_client)
    assert Event.objects.filter(verb="settings_changed").count() == 1


def test_the_offer_can_be_declined_for_good(administrator_client, former_site):
    administrator_client.post(OFFER, {"decline": "1"})
    former_site.refresh_from_db()
    assert (former_site.pr_rule, former_site.offers_pr_rule) == ("marked", False)
    assert not is_offered(administrator_client)


def test_a_rule_that_was_chosen_in_the_settings_ends_the_offer(administrator_client, former_site):
    change(administrator_client, "ads", pr_rule="always")
    change(administrator_client, "ads", pr_rule="marked")
    assert not is_offered(administrator_client)


def test_a_new_site_gets_no_offer_even_if_it_chooses_the_narrow_rule(administrator_client):
    assert not is_offered(administrator_client)
    change(administrator_client, "ads", pr_rule="marked")
    assert not is_offered(administrator_client)


@pytest.mark.parametrize("who", ["author_client", "moderator_client", "editor_client"])
def test_only_administrators_see_and_answer_the_offer(who, former_site, request):
    client = request.getfixturevalue(who)
    assert not is_offered(client)
    assert client.post(OFFER, {"accept": "1"}).status_code == 403
    former_site.refresh_from_db()
    assert former_site.pr_rule == "marked"


def test_the_offer_is_answered_by_post_only(administrator_client, former_site):
    assert administrator_client.get(OFFER).status_code == 405
