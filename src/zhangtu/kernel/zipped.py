"""What opening a zip container can throw: documents and spreadsheets from outside are often malformed."""

import struct
import zipfile
import zlib
from typing import Final

#: What the standard library throws at malformed or encrypted containers.
BROKEN: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    IndexError,
    KeyError,
    OverflowError,
    RuntimeError,
)
