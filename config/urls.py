"""Joins the apps' addresses. The blog comes last: its pages take every one-segment path left over."""

from django.contrib import admin
from django.urls import include, path, re_path

from accounts.views.account import portrait

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("desk.urls")),
    path("account/", include("accounts.urls")),
    # Not below account/: it is the same for everybody.
    re_path(r"^media/faces/(?P<name>[0-9a-f]{20})\.webp$", portrait, name="portrait"),
    path("media/", include("images.urls")),
    path("comments/", include("comments.urls")),
    path("contact/", include("contact.urls")),
    path("search/", include("search.urls")),
    path("", include("blog.urls")),
]

handler400 = "blog.views.errors.bad_request"
handler403 = "blog.views.errors.permission_denied"
handler404 = "blog.views.errors.page_not_found"
handler500 = "blog.views.errors.server_error"
