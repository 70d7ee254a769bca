"""Routes of files: brought in once, opened by whoever may see a row that has them."""

from typing import Any
from urllib.parse import quote

from django.http import FileResponse, HttpRequest
from ninja import File, Router, Status, UploadedFile

from zhangtu.api import answers
from zhangtu.api.asked import Digest
from zhangtu.api.security import asking
from zhangtu.api.shapes import FileOut
from zhangtu.ledgers import filing

router = Router(tags=["files"])


@router.post("files", response=answers.answers(FileOut, 201), summary="Bring a file in")
def bring(request: HttpRequest, file: File[UploadedFile]) -> Status[dict[str, Any]]:
    """Take a file in, so that a row can have it; give what comes back as the value of a file field."""
    found = filing.bring(file.chunks(), file.name or "", actor=asking(request).actor)
    return Status(201, {"sha256": found.sha256, "name": found.name})


@router.get("files/{sha256}", summary="Open a file of a row in scope", response=answers.answers(None))
def opened(request: HttpRequest, sha256: Digest) -> FileResponse:
    """Hand a file out to be saved, never shown in place."""
    found = filing.opened(sha256, asking(request).scope)
    response = FileResponse(found.path.open("rb"), content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    response["Content-Length"] = str(found.size)
    response["ETag"] = f'"{found.sha256}"'
    return response
