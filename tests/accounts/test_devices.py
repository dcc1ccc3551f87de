"""Signed-in devices: list, notification of a new one, sign-out."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.devices import COOKIE_AGE
from accounts.models import Device
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"


@pytest.fixture
def person():
    return make_user("musubi", language="en")


def browser(agent: str = CHROME, address: str = "203.0.113.77") -> Client:
    return Client(headers={"user-agent": agent}, REMOTE_ADDR=address)


def sign_in(client: Client) -> None:
    response = client.post("/account/login/", {"login": "musubi", "password": PASSWORD})
    assert response.status_code == 302


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_a_person_sees_where_they_are_signed_in_this_device_first(person):
    desktop, phone = browser(), browser(IPHONE, "2001:db8:1:2::3")
    sign_in(desktop)
    sign_in(phone)
    page = desktop.get("/account/devices/").content.decode()
    headings = re.findall(r'<h2 id="device-\d+">([^<]+)', page)
    assert [heading.strip() for heading in headings] == ["Chrome (Windows)", "Mobile Safari (iOS)"]
    assert page.count("This device") == 1
    assert "203.0.113.0/24" in page
    assert "2001:db8:1::/48" in page
    assert "203.0.113.77" not in page


def test_the_list_costs_the_same_with_one_device_and_with_three(
    person, django_assert_num_queries, client
):
    desktop = browser()
    sign_in(desktop)
    # session, user, site, this device's session key, devices, active sessions
    with django_assert_num_queries(7):
        desktop.get("/account/devices/")
    for _ in range(2):
        sign_in(browser(IPHONE))
    with django_assert_num_queries(7):
        assert desktop.get("/account/devices/").content.count(b"Mobile Safari") == 4


def test_a_device_that_has_signed_out_is_not_listed(person):
    desktop, phone = browser(), browser(IPHONE)
    sign_in(desktop)
    sign_in(phone)
    phone.post("/account/logout/")
    assert b"Mobile Safari" not in desktop.get("/account/devices/").content


def test_another_device_can_be_signed_out(person):
    desktop, phone = browser(), browser(IPHONE)
    sign_in(desktop)
    sign_in(phone)
    device = Device.objects.get(name__startswith="Mobile")
    response = desktop.post(f"/account/devices/{device.pk}/sign-out/", follow=True)
    assert b"That device is signed out." in response.content
    assert (is_signed_in(desktop), is_signed_in(phone)) == (True, False)


def test_users_cannot_sign_out_the_devices_of_others(person, reader_client):
    desktop = browser()
    sign_in(desktop)
    device = Device.objects.get(user=person)
    reader_client.post(f"/account/devices/{device.pk}/sign-out/")
    assert is_signed_in(desktop)


def test_signing_out_everywhere_leaves_this_device_alone(person, client_of):
    desktop, phone, unlisted = browser(), browser(IPHONE), client_of(person)
    sign_in(desktop)
    sign_in(phone)
    desktop.post("/account/devices/sign-out/")
    assert [is_signed_in(client) for client in (desktop, phone, unlisted)] == [True, False, False]
    assert desktop.get("/account/devices/").content.count(b'<h2 id="device-') == 1


def test_a_new_password_leaves_this_device_in_the_list(person):
    desktop, phone = browser(), browser(IPHONE)
    sign_in(desktop)
    sign_in(phone)
    new = "another horse, another battery"
    desktop.post("/account/reauthenticate/", {"password": PASSWORD})
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    desktop.post("/account/password/change/", data)
    assert not is_signed_in(phone)
    assert (
        b"This device"
        in desktop.get("/account/devices/", headers={"accept-language": "en"}).content
    )


# Mail
def test_a_sign_in_on_a_new_device_sends_a_mail(person, smtp, worker):
    sign_in(browser())
    with worker():
        sign_in(browser(IPHONE, "198.51.100.9"))
    (mail,) = smtp.mails
    assert mail.recipients == ["musubi@example.com"]
    assert mail.subject == "綴: a new sign-in to your account"
    assert "Mobile Safari (iOS)" in mail.text
    assert "198.51.100.0/24" in mail.text
    assert "http://testserver/account/devices/" in mail.text
    assert "http://testserver/account/devices/" in mail.html


def test_the_first_device_and_one_that_is_known_are_no_news(person, smtp, worker):
    desktop = browser()
    with worker():
        sign_in(desktop)
        desktop.post("/account/logout/")
        sign_in(desktop)
    assert smtp.mails == []
    assert person.devices.count() == 1


def test_a_browser_that_several_people_use_is_new_to_each_of_them(person, smtp, worker):
    make_user("hajime")
    shared = browser()
    sign_in(browser(IPHONE))
    shared.post("/account/login/", {"login": "hajime", "password": PASSWORD})
    shared.post("/account/logout/")
    with worker():
        sign_in(shared)
    assert [mail.recipients for mail in smtp.mails] == [["musubi@example.com"]]


def test_a_wrong_password_makes_no_device_known(person):
    browser().post("/account/login/", {"login": "musubi", "password": "wrong"})
    assert not Device.objects.exists()


def test_the_cookie_is_for_signing_in_only_and_no_script_reads_it(person):
    desktop = browser()
    sign_in(desktop)
    cookie = desktop.cookies["device"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/account/", True, "Lax")
    assert cookie.value not in Device.objects.get().key


def test_a_device_that_was_not_used_for_long_is_forgotten(person):
    sign_in(browser())
    Device.objects.update(last_seen_at=timezone.now() - COOKIE_AGE * 1.01)
    sign_in(browser(IPHONE))
    assert [device.name for device in person.devices.all()] == ["Mobile Safari (iOS)"]


def test_use_is_noted_once_an_hour(person):
    desktop = browser()
    sign_in(desktop)
    earlier = timezone.now() - timezone.timedelta(hours=5)
    Device.objects.update(last_seen_at=earlier)
    session = desktop.session
    session["seen_at"] -= 3601
    session.save()
    desktop.get("/account/")
    assert Device.objects.get().last_seen_at > earlier
    Device.objects.update(last_seen_at=earlier)
    desktop.get("/account/")
    assert Device.objects.get().last_seen_at == earlier


def test_an_unknown_user_agent_is_named_unknown(person):
    desktop = browser(agent="")
    sign_in(desktop)
    page = desktop.get("/account/devices/").content.decode()
    assert re.findall(r'<h2 id="device-\d+">(.+?) <', page) == ["Unknown browser"]
