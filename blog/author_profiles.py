"""Author profiles of new accounts: the accounts app calls this when a writer signs up."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from blog.models import Author
from core.slugs import normalise, validate_slug


class BlogAuthorProfiles:
    """Implements accounts.author_profiles.AuthorProfiles with rows of Author."""

    def has(self, user: User) -> bool:
        """Whether `user` has an author profile."""
        return Author.objects.filter(user=user).exists()

    def clean_slug(self, slug: str) -> str:
        """Return `slug` normalised; raise ValidationError if it is invalid or taken."""
        cleaned = normalise(slug)
        validate_slug(cleaned)
        if Author.objects.filter(slug=cleaned).exists():
            raise ValidationError(
                _("Another author uses this slug. Please choose another."), code="taken"
            )
        return cleaned

    def create(self, *, user: User, name: str, slug: str) -> None:
        """Create the author; raises IntegrityError if the slug was taken in the meantime."""
        Author.objects.create(user=user, name=name, slug=slug)
