"""Why a scan can't be read: one exception, one sentence for each reason."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from zhangtu.kernel.refusals import RefusedError


class Reason(StrEnum):
    """Why a file can't be read as a scan."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    HEIC = "heic"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"
    FLOOD = "flood"


class ScanError(RefusedError):
    """A file can't be read as a scan; nothing was taken from it."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = {
        Reason.EMPTY: (
            "这个文件是空的。请重新扫描或重新保存后再上传。",
            "This file is empty. Scan or save it again.",
        ),
        Reason.UNKNOWN: (
            "这个文件不是扫描件或照片。请上传 PDF、JPEG、PNG 或 TIFF 文件。",
            "This is no scan or photograph. Bring a PDF, JPEG, PNG or TIFF file.",
        ),
        Reason.HEIC: (
            "这是 HEIC 照片，这里打不开。请在手机“设置－相机－格式”里选“兼容性最佳”后重拍，或者截图再上传。",
            "HEIC photos can't be opened here. Set the camera to “Most Compatible”, or bring a screenshot.",
        ),
        Reason.ENCRYPTED: (
            "这个 PDF 设了打开密码。请去掉密码后再上传。",
            "This PDF is locked with a password. Save a copy without it.",
        ),
        Reason.BROKEN: (
            "这个文件已损坏或不完整。请重新扫描后再上传。",
            "This file is damaged or cut off. Scan it again.",
        ),
        Reason.TOO_MANY: (
            "这个文件有 {count} 页，一次最多读 {most} 页。请分成几个文件上传。",
            "This file has {count} pages; {most} can be read at once. Split it into several files.",
        ),
        Reason.TOO_LARGE: (
            "这张图片有 {millions} 百万像素，太大了。请把扫描分辨率调到 200 或 300 dpi 后再上传。",
            "This picture has {millions} million pixels, which is too large. Scan it at 200 or 300 dpi.",
        ),
        Reason.FLOOD: (
            "这个文件展开后过大，为安全起见没有读完。请按 200 或 300 dpi 重新扫描后再上传。",
            "This file unpacks to far too much and was not read to the end. Scan it again at 200 or 300 dpi.",
        ),
    }
