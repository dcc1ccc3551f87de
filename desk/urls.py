"""URLs of pages outside the admin that combine several apps."""

from django.urls import path

from desk import views

urlpatterns = [
    path("account/delete/", views.delete_account, name="account_delete"),
    path("account/comments.json", views.comment_data, name="account_comment_data"),
    path("account/deleted/", views.account_deleted, name="account_deleted"),
]
