"""The addresses of forms, uploads and scans."""

from django.urls import path

from zhangtu.desk.stamping import bringing, forms, handing_out, picking

urlpatterns = [
    path("stamping/", forms.forms, name="forms"),
    path("stamping/forms/<uuid:uid>/", forms.form, name="form"),
    path("stamping/forms/<uuid:uid>/paper", handing_out.paper, name="form_paper"),
    path("stamping/forms/<uuid:uid>/void", forms.void, name="form_void"),
    path("stamping/scans/<uuid:uid>/back", forms.take_back, name="scan_back"),
    path("stamping/scans/<uuid:uid>/file", handing_out.scan, name="scan_file"),
    path("stamping/scans/<uuid:uid>/pages/<int:place>", handing_out.scan_page, name="scan_page"),
    path("stamping/uploads/", bringing.bring, name="scans_bring"),
    path("stamping/uploads/<uuid:uid>/", bringing.upload, name="scans_upload"),
    path("stamping/uploads/<uuid:uid>/file", picking.pick, name="scans_pick"),
    path("stamping/uploads/<uuid:uid>/pages/<int:index>", handing_out.upload_page, name="upload_page"),
]
