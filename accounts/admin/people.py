"""Admin of users: profile, roles and access. Only superusers manage superusers."""

from copy import deepcopy
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UsernameField
from django.contrib.auth.models import Group
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts import avatars, emails, roles
from accounts.models import User
from accounts.roles import Role
from core.typed_text import TypedTextMixin


class RolesField(forms.ModelMultipleChoiceField):
    """Groups as checkboxes. Groups that are roles have translated labels."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Model) -> str:
        """Return the role's label, or the name of a group that is no role."""
        name = str(obj)
        return str(Role(name).label) if name in Role.values else name


class UserForm(TypedTextMixin, forms.ModelForm[User]):
    """Change form of a user: profile, access and roles."""

    avatar = forms.BooleanField(label=_("Remove the avatar"), required=False)
    groups = RolesField(queryset=Group.objects.order_by("pk"), label=_("Roles"), required=False)

    class Meta:
        model = User
        fields = ["username", "name", "email", "language", "is_active", "groups"]
        field_classes = {"username": UsernameField}


class NewUserForm(AdminUserCreationForm):
    """Add form of a user, with or without a password."""

    class Meta:
        model = User
        fields = ["username", "name", "email", "language"]
        field_classes = {"username": UsernameField}


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Users. Superusers are changed by superusers only, and only they see the superuser field."""

    form = UserForm
    add_form = NewUserForm
    list_display = ["username", "name", "email", "role_names", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]
    search_fields = ["username", "name", "email"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined", "is_staff", "picture"]
    IDENTITY = (None, {"fields": ["username", "name", "email", "language"]})
    AVATAR = (_("Avatar"), {"fields": ["picture", "avatar"]})
    ACCESS = (_("Access"), {"fields": ["is_active", "groups", "is_staff"]})
    SUPERUSER = (_("Superuser permissions"), {"fields": ["is_superuser"], "classes": ["collapse"]})
    DATES = (_("Dates"), {"fields": ["last_login", "date_joined"]})
    add_fieldsets = [
        IDENTITY,
        (_("Password"), {"fields": ["usable_password", "password1", "password2"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Return the fieldsets; superuser status for superusers only, the avatar if there is one."""
        if obj is None:
            return self.add_fieldsets
        has_avatar = hasattr(obj, "avatar") and self.has_change_permission(request, obj)
        avatar = [self.AVATAR] if has_avatar else []
        superuser = [self.SUPERUSER] if request.user.is_superuser else []
        return [self.IDENTITY, *avatar, self.ACCESS, *superuser, self.DATES]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Prefetch the groups, which the list shows as roles."""
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[User]]:
        """Return the form. Only superusers may add groups that are no roles; present ones stay."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None and "groups" in form.base_fields and not request.user.is_superuser:
            field: Any = deepcopy(
                form.base_fields["groups"]
            )  # it belongs to the class of all requests
            allowed = Q(name__in=Role.values) | Q(pk__in=obj.groups.values("pk"))
            field.queryset = field.queryset.filter(allowed)
            form.base_fields["groups"] = field
        return form

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Return whether the role allows it; superusers are changed by superusers only."""
        return super().has_change_permission(request, obj) and _may_manage(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Return whether the role allows it. Users cannot delete themselves here."""
        is_self = obj is not None and obj.pk == request.user.pk
        return (
            super().has_delete_permission(request, obj)
            and _may_manage(request, obj)
            and not is_self
        )

    def save_model(
        self, request: HttpRequest, obj: User, form: forms.ModelForm[User], change: bool
    ) -> None:
        """Save the user; notify the previous address if the address was changed."""
        super().save_model(request, obj, form, change)
        if form.cleaned_data.get("avatar"):
            avatars.remove_by_moderator(obj, by=request.user)  # type: ignore[arg-type]
        if change and "email" in form.changed_data:
            emails.notify_email_changed(obj, form.initial["email"])

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the roles, update `is_staff` to match them and record the changes in the log."""
        before = roles.group_names(form.instance)
        super().save_related(request, form, formsets, change)
        roles.update_staff_flag(form.instance)
        roles.record_change(form.instance, before)

    @admin.display(description=_("avatar next to comments"))
    def picture(self, user: User) -> SafeString:
        return format_html('<img src="{}" width="64" height="64" alt="">', user.avatar.url)

    @admin.display(description=_("roles"))
    def role_names(self, user: User) -> str:
        names = {group.name for group in user.groups.all()}
        return "・".join(str(role.label) for role in Role if role.value in names)


def _may_manage(request: HttpRequest, user: User | None) -> bool:
    """Return whether the user of the request may change or delete `user`."""
    return user is None or not user.is_superuser or bool(request.user.is_superuser)
