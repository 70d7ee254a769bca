"""Fills a Word file an office made in Word or WPS, and leaves everything else in it as it was. Pure."""

from zhangtu.documents.word_filling.filling import fill_word, marks_of
from zhangtu.documents.word_filling.refusing import TemplateError

__all__ = ["TemplateError", "fill_word", "marks_of"]
