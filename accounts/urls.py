"""Sign-in and everything a person does with their account."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
