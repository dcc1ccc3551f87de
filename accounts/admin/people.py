"""People in the admin: who they are and what they do here. Nobody can make themselves more than they are."""

from copy import deepcopy
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UsernameField
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts import mail, portraits, roles
from accounts.models import User
from accounts.roles import Role


class RolesField(forms.ModelMultipleChoiceField):
    """Groups as boxes to tick, roles by their translated names."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """Return the name of the role, or of another group as it is."""
        return str(Role(obj.name).label) if obj.name in Role.values else str(obj)


class UserForm(forms.ModelForm):
    """Who somebody is, and their roles."""

    portrait = forms.BooleanField(label=_("Take the picture away"), required=False)
    groups = RolesField(queryset=Group.objects.order_by("pk"), label=_("Roles"), required=False)

    class Meta:
        model = User
        fields = ["username", "name", "email", "language", "is_active", "groups"]
        field_classes = {"username": UsernameField}


class NewUserForm(AdminUserCreationForm):
    """A new account, with or without a password."""

    class Meta:
        model = User
        fields = ["username", "name", "email", "language"]
        field_classes = {"username": UsernameField}


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Superusers are changed by superusers only, and only they see that there is such a thing."""

    form = UserForm
    add_form = NewUserForm
    list_display = ["username", "name", "email", "role_names", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]
    search_fields = ["username", "name", "email"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined", "is_staff", "picture"]
    WHO = (None, {"fields": ["username", "name", "email", "language"]})
    FACE = (_("Picture"), {"fields": ["picture", "portrait"]})
    ACCESS = (_("Access"), {"fields": ["is_active", "groups", "is_staff"]})
    ABOVE = (_("Above all roles"), {"fields": ["is_superuser"], "classes": ["collapse"]})
    DATES = (_("Dates"), {"fields": ["last_login", "date_joined"]})
    add_fieldsets = [
        WHO,
        (_("Password"), {"fields": ["usable_password", "password1", "password2"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Offer superuser status to superusers alone, and to take a picture away where there is one."""
        if obj is None:
            return self.add_fieldsets
        has_face = hasattr(obj, "portrait") and self.has_change_permission(request, obj)
        face = [self.FACE] if has_face else []
        above = [self.ABOVE] if request.user.is_superuser else []
        return [self.WHO, *face, self.ACCESS, *above, self.DATES]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Everybody, with their roles."""
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Let only superusers hand out groups that are no roles; others keep what somebody has."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None and "groups" in form.base_fields and not request.user.is_superuser:
            field: Any = deepcopy(
                form.base_fields["groups"]
            )  # it belongs to the class of all requests
            within_reach = Q(name__in=Role.values) | Q(pk__in=obj.groups.values("pk"))
            field.queryset = field.queryset.filter(within_reach)
            form.base_fields["groups"] = field
        return form

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """As the role says, but a superuser's name, address and password belong to superusers."""
        return super().has_change_permission(request, obj) and _is_within_reach(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """As the role says; nobody deletes themselves, nor a superuser without being one."""
        is_self = obj is not None and obj.pk == request.user.pk
        return (
            super().has_delete_permission(request, obj)
            and _is_within_reach(request, obj)
            and not is_self
        )

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Save; the mailbox that an account had until now is told that it has another."""
        super().save_model(request, obj, form, change)
        if form.cleaned_data.get("portrait"):
            portraits.take_away(obj, by=request.user)  # type: ignore[arg-type]
        if change and "email" in form.changed_data:
            mail.tell_of_new_address(obj, form.initial["email"])

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Open or close the admin as the roles say, and record which were given and taken."""
        before = roles.held_by(form.instance)
        super().save_related(request, form, formsets, change)
        roles.settle_staff(form.instance)
        roles.record_change(form.instance, before)

    @admin.display(description=_("beside comments"))
    def picture(self, user: User) -> SafeString:
        """The picture that somebody chose."""
        return format_html('<img src="{}" width="64" height="64" alt="">', user.portrait.url)

    @admin.display(description=_("roles"))
    def role_names(self, user: User) -> str:
        """The translated names of the roles."""
        names = {group.name for group in user.groups.all()}
        return "・".join(str(role.label) for role in Role if role.value in names)


def _is_within_reach(request: HttpRequest, user: User | None) -> bool:
    """Whether the person asking may touch `user` at all."""
    return user is None or not user.is_superuser or bool(request.user.is_superuser)
