"""URLs of public account data, which are the same for every visitor and so not below account/."""

from django.urls import re_path

from accounts.views.account import avatar

urlpatterns = [
    re_path(r"^media/avatars/(?P<name>[0-9a-f]{20})\.webp$", avatar, name="avatar"),
]
