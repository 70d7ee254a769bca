"""XML parts parsed without entities, without network, within libxml2's limits."""

from lxml import etree

from zhangtu.reading.source import UnreadableError
from zhangtu.reading.sources.sentences import Trouble

_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse one XML part.

    Args:
        data: The part.
        name: The file's name, for sentences.

    Returns:
        The root element, without comments and processing instructions.

    Raises:
        UnreadableError: It declares a document type or entities, or is not well-formed.
    """
    if any(declaration in data for declaration in _DECLARATIONS):
        raise UnreadableError(Trouble.XML_ENTITIES, name=name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise UnreadableError(Trouble.XML_BROKEN, name=name) from error
    return root


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace; empty for an unresolved entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
