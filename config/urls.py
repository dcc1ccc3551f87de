"""URL configuration. The blog comes last: its pages match every remaining path of one segment."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("runtime.urls")),
    path("", include("desk.urls")),
    path("account/", include("accounts.urls")),
    path("", include("accounts.public_urls")),
    path("media/", include("images.urls")),
    path("comments/", include("comments.urls")),
    path("contact/", include("contact.urls")),
    path("search/", include("search.urls")),
    path("", include("blog.urls")),
]

handler400 = "core.error_pages.bad_request"
handler403 = "core.error_pages.permission_denied"
handler404 = "core.error_pages.page_not_found"
handler429 = "core.error_pages.too_many_requests"  # django-allauth's limits
handler500 = "core.error_pages.server_error"
