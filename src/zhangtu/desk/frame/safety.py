"""What guards every answer and every upload before a page is even looked for."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhangtu.desk.frame.errors import too_large

#: Nothing but our own files; no inline script or style, no frames, no foreign form target.
POLICY = (
    "default-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'; img-src 'self'; style-src 'self'; script-src 'self'"
)
#: What is handed out to be kept: wherever it is opened, nothing in it acts, and nothing frames it.
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
Answer = Callable[[HttpRequest], HttpResponse]


class SafeHeaders:
    """Adds the headers that keep a browser from doing anything the page did not ask for."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with headers."""
        response = self._answer(request)
        # A file handed out has a policy of its own, which lets nothing happen at all.
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response.headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS:d}"
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class UploadLimit:
    """Refuses bodies over the limit with a sentence, before anything of them is kept."""

    #: What comes is read and thrown away up to so many times the limit: the browser then sees the answer.
    PATIENCE = 4
    CHUNK = 256 * 1024

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        size = int(length) if length.isdigit() else 0
        limit = settings.ZHANGTU_UPLOAD_LIMIT
        if size <= limit + 64 * 1024:
            return self._answer(request)
        left = min(size, self.PATIENCE * limit)
        while left > 0 and (chunk := request.read(min(left, self.CHUNK))):
            left -= len(chunk)
        return too_large(request)
