"""Recipients and introduction of the contact form, and the name of a message."""

import pytest
from django.core.exceptions import ValidationError

from contact.models import ContactMessage, ContactSettings, validate_addresses


@pytest.mark.parametrize("value", ["", "a@example.jp", "a@example.jp\r\n\nb@日本語.jp\n"])
def test_recipients_are_addresses_one_per_line(value):
    validate_addresses(value)


@pytest.mark.parametrize("value", ["no-address", "a@example.jp, b@example.jp", "a@example.jp\nb@"])
def test_what_is_no_address_is_named(value):
    with pytest.raises(ValidationError) as refused:
        validate_addresses(value)
    assert refused.value.params["line"] in value.split()


def test_the_text_of_a_message_object_has_no_name_of_the_sender():
    assert str(ContactMessage(pk=7, name="花子", email="hanako@example.com")) == "#7"


def test_the_introduction_has_the_markup_of_a_bio_only():
    settings = ContactSettings(intro="# 題\n\n**太字**<script>x</script> {漢字|かんじ}")
    settings.derive()
    assert "<strong>太字</strong>" in settings.intro_html
    assert "<ruby>" in settings.intro_html
    assert "<h" not in settings.intro_html
    assert "<script" not in settings.intro_html
