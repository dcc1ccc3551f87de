"""How addresses are spelt: as they are written on a mail, as they are compared, and as they are counted.

| | case | domain | +tag | dots |
| on a mail (`deliverable`) | local part as typed | lower case, IDNA | kept | kept |
| compared (`normalised`) | lower | the same | kept | kept |
| counted (`mailbox`) | lower | the same | dropped | dropped where the provider ignores them |

RFC 5321 lets a server tell "A@" from "a@"; none does, and sign-in does not either. What a tag or a dot
means is the provider's business, so mails keep them. A limit must not be evaded by them, and two people
who share one by mistake only wait a little longer.
"""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _

LOCAL_LENGTH, ADDRESS_LENGTH = 64, 254  # RFC 5321, 4.5.3.1, and its erratum 1690

# Providers whose mailboxes are the same with and without dots, and the one name that counts for all.
_DOTLESS = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}


def deliverable(address: str) -> str:
    """Return `address` as SMTP takes it everywhere: ASCII, its domain in IDNA.

    Raises ValidationError for what is no address, and for a local part outside ASCII, which only some
    servers take (RFC 6531) and which look-alikes of other people's addresses are made of.
    """
    validate_email(address)
    local, _at, domain = address.rpartition("@")
    if not local.isascii():
        raise ValidationError(
            _("Please give an address whose part before the @ has no special letters."),
            code="local_part",
        )
    try:
        ascii_domain = punycode(domain).lower()
    except UnicodeError:
        raise ValidationError(_("There is no such mail domain."), code="domain") from None
    found = f"{local}@{ascii_domain}"
    validate_email(found)
    if len(local) > LOCAL_LENGTH or len(found) > ADDRESS_LENGTH:
        raise ValidationError(_("The address is too long."), code="length")
    return found


def normalised(address: str) -> str:
    """Return the one spelling under which `address` is stored and compared; raises as `deliverable`."""
    return deliverable(address).lower()


def mailbox(address: str) -> str:
    """Return what counts as one mailbox for limits; raises as `deliverable`."""
    local, _at, domain = normalised(address).rpartition("@")
    local = local.partition("+")[0] or local
    if domain in _DOTLESS:
        local, domain = local.replace(".", ""), _DOTLESS[domain]
    return f"{local}@{domain}"
