"""What accounts ask when a writer comes in: a row of Author with an address of its own."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from blog.models import Author
from core.slugs import normalise, validate_slug


class AuthorFaces:
    """The public faces of this site (accounts/faces.py)."""

    def has(self, user: User) -> bool:
        """Whether `user` signs posts already."""
        return Author.objects.filter(user=user).exists()

    def clean_slug(self, slug: str) -> str:
        """Return `slug` in its normal form; refuse one that is none or belongs to somebody."""
        cleaned = normalise(slug)
        validate_slug(cleaned)
        if Author.objects.filter(slug=cleaned).exists():
            raise ValidationError(
                _("Another author has this address. Please choose another."), code="taken"
            )
        return cleaned

    def make(self, *, user: User, name: str, slug: str) -> None:
        """Make the author; IntegrityError where the slug was taken in the meantime."""
        Author.objects.create(user=user, name=name, slug=slug)
