"""Files handed out: the original only to be saved, a picture only as the copy drawn anew."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.safety import SANDBOX
from zhangtu.desk.frame.visit import visit_of
from zhangtu.ledgers import filing, pictures
from zhangtu.ledgers.pictures import Size


@require_safe
def download(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """Hand a file out to be saved, never shown in place."""
    found = filing.opened(sha256, visit_of(request).scope)
    response = FileResponse(found.path.open("rb"), content_type="application/octet-stream")
    response["Content-Disposition"] = filing.disposition(found.name)
    response["Content-Length"] = str(found.size)
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def picture(request: HttpRequest, sha256: str, size: str) -> HttpResponseBase:
    """Show the copy of a picture; 404 where there is none, the page says why."""
    found = filing.opened(sha256, visit_of(request).scope)
    if not found.shown or size not in Size.__members__.values():
        raise Http404
    shown = pictures.shown(sha256, Size(size))
    if shown.trouble:
        raise Http404
    # Rights may be gone tomorrow: the browser asks again each time, and the server says "as before".
    headers = {
        "Content-Security-Policy": SANDBOX,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-cache",
        "ETag": f'"{sha256}-{size}"',
    }
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    return FileResponse(shown.path.open("rb"), content_type=shown.media, headers=headers)
