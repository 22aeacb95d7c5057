"""Addresses of the site: the admin, and the archive itself."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", include("kkrarchive.second_factor.urls")),
    path("admin/", admin.site.urls),
    path("", include("meetings.urls")),
]

handler404 = "meetings.views.errors.not_found"
handler500 = "meetings.views.errors.server_error"
