"""Sources: the Python text of a portal's file."""

from __future__ import annotations

from crawler.portal import Portal

_WIDTH = 110
_PATTERNS = ("article_url",)
_GIVEN = ("name title domains feeds sitemaps article_url timezone language layouts evidence newest_evidence").split()


def portal_source(portal: Portal, note: str) -> str:
    """A module that holds the portal: of its facts those that differ from the defaults; `note` is its docstring."""
    default = Portal(name="", title="", domains=())
    lines = [f'"""{_escaped(note)}"""', "", "from crawler.portal import Portal", "", "PORTAL = Portal("]
    for name in _GIVEN:
        value = getattr(portal, name)
        if value != getattr(default, name) or name in ("name", "title", "domains", "evidence"):
            lines += _argument(name, value)
    return "\n".join([*lines, ")", ""])


def _argument(name: str, value: str | tuple[str, ...]) -> list[str]:
    if isinstance(value, str):
        return [f'    {name}="{_escaped(value)}",']
    items = [f'r"{each}"' if name in _PATTERNS else f'"{_escaped(each)}"' for each in value]
    line = f"    {name}=({', '.join(items)}{',' * (len(items) == 1)}),"
    return [line] if len(line) <= _WIDTH else [f"    {name}=(", *(f"        {item}," for item in items), "    ),"]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
