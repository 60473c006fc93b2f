"""What a browser would send back from a page: the values of a form's fields as they stand in the markup."""

from __future__ import annotations

from html.parser import HTMLParser


def fields_of(markup: str, *, form: str = "form-page") -> dict[str, list[str]]:
    """The fields of the first form of this class, without its buttons."""
    reader = _Reader(form)
    reader.feed(markup)
    return reader.values


class _Reader(HTMLParser):
    def __init__(self, form: str) -> None:
        super().__init__()
        self.form, self.inside, self.done = form, False, False
        self.values: dict[str, list[str]] = {}
        self.select: str | None = None
        self.options: list[tuple[str, bool]] = []
        self.area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and self.form in given.get("class", "").split() and not self.done:
            self.inside = True
        if not self.inside:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            kind = given.get("type", "text")
            if kind not in {"checkbox", "radio"} or "checked" in given:
                self.values.setdefault(name, []).append(given.get("value", "on"))
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "option" and self.select is not None:
            self.options.append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self.area = name
            self.values.setdefault(name, []).append("")

    def handle_data(self, data: str) -> None:
        if self.inside and self.area is not None:
            self.values[self.area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.inside:
            self.inside, self.done = False, True
        elif tag == "select" and self.select is not None:
            chosen = [value for value, selected in self.options if selected] or [self.options[0][0]]
            self.values.setdefault(self.select, []).append(chosen[-1])
            self.select = None
        elif tag == "textarea":
            self.area = None
