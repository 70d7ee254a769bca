"""The addresses of files: put into rows, sent piece by piece, handed out."""

from django.urls import path, register_converter

from zhangtu.desk.files import bringing_in, handing_out, pieces


class Digest:
    """The digest of a file, in an address."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """The digest."""
        return value

    def to_url(self, value: str) -> str:
        """The digest."""
        return value


register_converter(Digest, "digest")
_ROW = "ledgers/<slug:name>/rows/<uuid:uid>/files"
urlpatterns = [
    path(f"{_ROW}/add", bringing_in.upload, name="file_upload"),
    path(f"{_ROW}/caption", bringing_in.caption, name="file_caption"),
    path(f"{_ROW}/withdraw", bringing_in.withdraw, name="file_withdraw"),
    path("files/<digest:sha256>", handing_out.download, name="file_download"),
    path("files/<digest:sha256>/<slug:size>", handing_out.picture, name="file_picture"),
    path("uploads/", pieces.begin, name="upload_begin"),
    path("uploads/<uuid:uid>", pieces.piece, name="upload_piece"),
    path("uploads/<uuid:uid>/finish", pieces.finish, name="upload_finish"),
    path("uploads/<uuid:uid>/give-up", pieces.give_up, name="upload_give_up"),
]
