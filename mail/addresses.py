"""Normalisation of e-mail addresses: for delivery, for comparison, and for rate limits.

| | case | domain | +tag | dots |
| delivery (`deliverable`) | local part as typed | lower case, IDNA | kept | kept |
| comparison (`normalised`) | lower | the same | kept | kept |
| rate limits (`mailbox`) | lower | the same | dropped | dropped for providers that ignore them |

RFC 5321 allows servers to distinguish "A@" from "a@"; none does, and sign-in does not either. Tags and
dots have a meaning for the provider only, so mails keep them. They must not evade a rate limit. If two
people share one by mistake, they only wait a little longer.
"""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _

LOCAL_LENGTH, ADDRESS_LENGTH = 64, 254  # RFC 5321, 4.5.3.1, and its erratum 1690

# Providers that ignore dots in the local part, and the domain under which they are counted.
_DOTLESS = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}


def deliverable(address: str) -> str:
    """Return `address` in ASCII, with the domain in IDNA, so that every SMTP server accepts it.

    Raises ValidationError for an invalid address and for a non-ASCII local part. Only some servers
    accept the latter (RFC 6531), and it allows look-alikes of other people's addresses.
    """
    validate_email(address)
    local, _at, domain = address.rpartition("@")
    if not local.isascii():
        raise ValidationError(
            _("Please enter an email address that has no special letters before the @."),
            code="local_part",
        )
    try:
        ascii_domain = punycode(domain).lower()
    except UnicodeError:
        raise ValidationError(_("This email domain does not exist."), code="domain") from None
    ascii_address = f"{local}@{ascii_domain}"
    validate_email(ascii_address)
    if len(local) > LOCAL_LENGTH or len(ascii_address) > ADDRESS_LENGTH:
        raise ValidationError(_("The email address is too long."), code="length")
    return ascii_address


def normalised(address: str) -> str:
    """Return `address` in the form in which it is stored and compared; raises as `deliverable`."""
    return deliverable(address).lower()


def mailbox(address: str) -> str:
    """Return the mailbox of `address` for rate limits; raises as `deliverable`."""
    local, _at, domain = normalised(address).rpartition("@")
    local = local.partition("+")[0] or local
    if domain in _DOTLESS:
        local, domain = local.replace(".", ""), _DOTLESS[domain]
    return f"{local}@{domain}"
