"""Every address of the product."""

from django.urls import include, path

from zhangtu.api.app import make

#: The REST face.
FACE = make()
urlpatterns = [
    path("", include("zhangtu.desk.addresses")),
    path("api/v1/", FACE.urls),
]
handler400 = "zhangtu.desk.frame.errors.bad_request"
handler403 = "zhangtu.desk.frame.errors.forbidden"
handler404 = "zhangtu.desk.frame.errors.not_found"
handler500 = "zhangtu.desk.frame.errors.broken"
