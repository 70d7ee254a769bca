"""What the server calls for every request."""

from zhangtu.project.wiring import application

__all__ = ["application"]
