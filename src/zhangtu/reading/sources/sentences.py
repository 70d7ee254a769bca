"""The sentences said when a file cannot be read, or was read with something worth knowing.

Traditional wording is derived from the Simplified elsewhere; words in braces are filled from the facts.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Trouble(StrEnum):
    """Why a file cannot be read."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    BINARY = "binary"
    NUL_BYTES = "nul_bytes"
    NO_TEXT = "no_text"
    SCAN = "scan"
    IMAGE = "image"
    ENCRYPTED = "encrypted"
    PDF_BROKEN = "pdf_broken"
    PDF_GARBLED = "pdf_garbled"
    ZIP_BROKEN = "zip_broken"
    ZIP_BOMB = "zip_bomb"
    ARCHIVE = "archive"
    XML_ENTITIES = "xml_entities"
    XML_BROKEN = "xml_broken"
    DOCX_WITHOUT_DOCUMENT = "docx_without_document"
    OFD_BROKEN = "ofd_broken"
    SLIDES = "slides"
    NO_CONVERTER = "no_converter"
    CONVERSION_FAILED = "conversion_failed"
    CONVERSION_TIMEOUT = "conversion_timeout"
    CONVERSION_TOO_LARGE = "conversion_too_large"


class Remark(StrEnum):
    """What the reader of a file that was read should know."""

    TRACKED_CHANGES_ACCEPTED = "tracked_changes_accepted"
    HIDDEN_TEXT_DROPPED = "hidden_text_dropped"
    CONTENTS_LIST_DROPPED = "contents_list_dropped"
    COMMENTS_DROPPED = "comments_dropped"
    PICTURES_NOT_READ = "pictures_not_read"
    CONVERTED = "converted"
    BYTES_REPLACED = "bytes_replaced"
    PAGES_WITHOUT_TEXT = "pages_without_text"
    PART_LEFT_OUT = "part_left_out"
    PAGES_LEFT_OUT = "pages_left_out"
    WATERMARK_DROPPED = "watermark_dropped"


_Sentences = Mapping[str, Mapping[str, str]]


def _pair(simplified: str, english: str) -> Mapping[str, str]:
    return MappingProxyType({"zh-hans": simplified, "en": english})


#: Code of an ``UnreadableError`` → language → sentence.
UNREADABLE_SENTENCES: _Sentences = MappingProxyType(
    {
        Trouble.EMPTY: _pair(
            "“{name}”是空文件，里面没有内容。请检查是否选错了文件，或重新保存后再上传。",
            "“{name}” is empty. Check whether it is the right file, or save it and upload it again.",
        ),
        Trouble.TOO_LARGE: _pair(
            "文件有 {size} MB，超过 {limit} MB 的上限。请删去其中的图片或拆成几个文件后再上传。",
            "The file has {size} MB, more than the {limit} MB allowed. Remove its pictures or split it.",
        ),
        Trouble.BINARY: _pair(
            "看不出“{name}”是什么文件。请用 Word 或 WPS 打开后另存为 .docx 或 .txt 再上传。",
            "“{name}” is of no known kind. Open it in Word or WPS, save it as .docx or .txt and upload that.",
        ),
        Trouble.NUL_BYTES: _pair(
            "“{name}”里夹有空字节，不是正常的文本，可能已损坏。请重新导出为 .txt 或 .docx 再上传。",
            "“{name}” contains NUL bytes, so it is no proper text and may be damaged. Export it again.",
        ),
        Trouble.NO_TEXT: _pair(
            "“{name}”里没有文字。请检查是否选错了文件。",
            "“{name}” has no words in it. Check whether it is the right file.",
        ),
        Trouble.SCAN: _pair(
            "“{name}”只有图像，没有可读的文字，多半是扫描件。"
            "请先做文字识别（OCR），另存为 .docx 或带文字的 PDF 再上传。",
            "“{name}” holds pictures only, probably a scan. "
            "Run text recognition (OCR) first and upload the .docx or the PDF with text.",
        ),
        Trouble.IMAGE: _pair(
            "“{name}”是图片。请先做文字识别（OCR），另存为 .docx 或 .txt 再上传。",
            "“{name}” is a picture. Run text recognition (OCR) first and upload the .docx or .txt.",
        ),
        Trouble.ENCRYPTED: _pair(
            "“{name}”设有打开密码。请用密码打开，取消密码后另存，再上传。",
            "“{name}” is protected by a password. Open it, remove the password, save it and upload that.",
        ),
        Trouble.PDF_BROKEN: _pair(
            "这份 PDF 已损坏或没有传完整。请重新下载或重新导出后再上传。",
            "This PDF is damaged or incomplete. Download or export it again and upload that.",
        ),
        Trouble.PDF_GARBLED: _pair(
            "“{name}”里的字体没有文字编码，读出来是乱码。请向来文单位索取 Word 文件，或做文字识别（OCR）。",
            "The fonts of “{name}” do not say which letters they show. Ask for the Word file or run OCR.",
        ),
        Trouble.ZIP_BROKEN: _pair(
            "“{name}”已损坏或没有传完整。请重新下载，或用 Word、WPS 打开修复后另存再上传。",
            "“{name}” is damaged or incomplete. Download it again, or open and save it in Word or WPS.",
        ),
        Trouble.ZIP_BOMB: _pair(
            "“{name}”展开后大得不正常，为安全起见没有打开。请用 Word 或 WPS 打开，确认内容后另存再上传。",
            "“{name}” unpacks to an abnormal size and was not opened. Open and save it in Word or WPS.",
        ),
        Trouble.ARCHIVE: _pair(
            "“{name}”是压缩包或不支持的文件。请先解压，再逐个上传里面的文件。",
            "“{name}” is an archive or a kind not supported. Unpack it and upload the files one by one.",
        ),
        Trouble.XML_ENTITIES: _pair(
            "“{name}”里有正常文档不会有的实体声明，为安全起见没有打开。请用 Word 或 WPS 另存后再上传。",
            "“{name}” declares entities, which no proper document does. Open and save it in Word or WPS.",
        ),
        Trouble.XML_BROKEN: _pair(
            "“{name}”的内部结构已损坏。请用 Word 或 WPS 打开修复后另存再上传。",
            "The inner structure of “{name}” is damaged. Open, repair and save it in Word or WPS.",
        ),
        Trouble.DOCX_WITHOUT_DOCUMENT: _pair(
            "“{name}”里找不到正文，不是完整的 Word 文档。请用 Word 或 WPS 另存后再上传。",
            "“{name}” has no main text, so it is no complete Word document. Save it anew in Word or WPS.",
        ),
        Trouble.OFD_BROKEN: _pair(
            "这份 OFD 已损坏或结构不合规范。请用 OFD 阅读器另存，或导出为 PDF 再上传。",
            "This OFD is damaged or malformed. Save it anew in an OFD reader, or export it as PDF.",
        ),
        Trouble.SLIDES: _pair(
            "“{name}”是演示文稿，不是公文。请把正文复制到 Word 文档里再上传。",
            "“{name}” is a slide show. Copy its text into a Word document and upload that.",
        ),
        Trouble.NO_CONVERTER: _pair(
            "“{name}”是 {format} 文件，需要先转换，但这台服务器没有安装 LibreOffice。"
            "请用 Word 或 WPS 另存为 .docx 再上传。",
            "“{name}” is a {format} file and must be converted, but LibreOffice is not installed here. "
            "Save it as .docx in Word or WPS and upload that.",
        ),
        Trouble.CONVERSION_FAILED: _pair(
            "“{name}”转换不了，可能已损坏或设有密码。请用 Word 或 WPS 打开，另存为 .docx 再上传。",
            "“{name}” could not be converted; it may be damaged or protected. Save it as .docx in Word.",
        ),
        Trouble.CONVERSION_TIMEOUT: _pair(
            "“{name}”转换超过 {seconds} 秒，已停止。请用 Word 或 WPS 另存为 .docx 再上传。",
            "Converting “{name}” took more than {seconds} seconds and was stopped. Save it as .docx instead.",
        ),
        Trouble.CONVERSION_TOO_LARGE: _pair(
            "“{name}”转换后超过 {limit} MB。请删去其中的图片或拆成几个文件后再上传。",
            "“{name}” converts to more than {limit} MB. Remove its pictures or split it.",
        ),
    }
)

#: Code in ``Source.remarks`` → language → sentence.
REMARK_SENTENCES: _Sentences = MappingProxyType(
    {
        Remark.TRACKED_CHANGES_ACCEPTED: _pair(
            "文件里有修订痕迹，这里按“全部接受修订”来读。",
            "The file has tracked changes; it was read as if all were accepted.",
        ),
        Remark.HIDDEN_TEXT_DROPPED: _pair(
            "文件里有隐藏文字，没有读入。需要的话请在 Word 里取消“隐藏”后重新上传。",
            "Hidden words in the file were left out. Unhide them in Word and upload it again if they matter.",
        ),
        Remark.CONTENTS_LIST_DROPPED: _pair(
            "文件里自动生成的目录没有读入，以免与正文重复。",
            "The generated table of contents was left out, because it repeats the text.",
        ),
        Remark.COMMENTS_DROPPED: _pair(
            "文件里的批注没有读入。",
            "Comments in the margin were left out.",
        ),
        Remark.PICTURES_NOT_READ: _pair(
            "文件里有图片，图片里的文字读不到，请自行核对。",
            "The file has pictures; words inside them cannot be read. Please look at them yourself.",
        ),
        Remark.CONVERTED: _pair(
            "文件先由 LibreOffice 转换再读，个别编号和表格请对照原文核对。",
            "The file was converted by LibreOffice first; compare its numbers and tables with the original.",
        ),
        Remark.BYTES_REPLACED: _pair(
            "文件里有几处乱码，已用“�”代替，请对照原文核对。",
            "A few garbled places were replaced by “�”; compare them with the original.",
        ),
        Remark.PAGES_WITHOUT_TEXT: _pair(
            "有些页只有图像，没有读到文字。请对这些页做文字识别（OCR）后重新上传。",
            "Some pages hold pictures only and gave no words. Run text recognition (OCR) on them.",
        ),
        Remark.PART_LEFT_OUT: _pair(
            "文件里有一部分（如脚注、样式或编号设置）已损坏，没有读入，请对照原文核对。",
            "A damaged part (notes, styles or numbering) was left out; compare with the original.",
        ),
        Remark.WATERMARK_DROPPED: _pair(
            "斜排的文字按水印处理，没有读入。",
            "Slanted words were taken for a watermark and left out.",
        ),
        Remark.PAGES_LEFT_OUT: _pair(
            "文件页数太多，只读了前 2000 页。请拆成几个文件后再上传。",
            "The file has too many pages; only the first 2000 were read. Split it and upload the parts.",
        ),
    }
)
