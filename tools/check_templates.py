"""Our own rules for templates, styles and scripts: nothing inline, nothing from outside, nothing marked safe."""

from __future__ import annotations

import re
import sys

from tools import tree

COMMENT = re.compile(r"{#.*?#}|{%\s*comment\s*%}.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
NAMESPACE = re.compile(r"""xmlns(?::\w+)?=["']https?://www\.w3\.org/[^"']*["']""")

Rules = tuple[tuple[re.Pattern[str], str], ...]

TEMPLATE_RULES: Rules = (
    (re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE), "an inline script: put it into static/js/"),
    (re.compile(r"<style\b", re.IGNORECASE), "an inline style sheet: put it into static/css/"),
    (re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE), "a style attribute: use a class"),
    (re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE), "an event attribute: listen in static/js/"),
    (re.compile(r"<[^>]*\shx-on[:\s=-]", re.IGNORECASE), "hx-on is inline script: listen in static/js/"),
    (re.compile(r"javascript:", re.IGNORECASE), "a javascript: address"),
    (re.compile(r"https?://|(?:src|href|action)\s*=\s*[\"']//", re.IGNORECASE), "an address outside this site"),
    (re.compile(r"\|\s*safe(?:seq)?\b|{%\s*autoescape\s+off"), "unescaped output"),
)
ASSET_RULES: Rules = (
    (re.compile(r"@import|url\(\s*[\"']?(?:https?:)?//", re.IGNORECASE), "a style sheet or file from elsewhere"),
    (re.compile(r"[\"'`](?:https?:)?//[\w.]", re.IGNORECASE), "an address outside this site"),
    (re.compile(r"\beval\(|new Function\(|\.innerHTML\s*=|document\.write\("), "text run or parsed as code"),
)


def blank(match: re.Match[str]) -> str:
    """As many lines as there were, so that line numbers stay right."""
    return "\n" * match.group().count("\n")


def problems_of(name: str, text: str) -> list[str]:
    if name.endswith(".html"):
        text, rules = NAMESPACE.sub("", COMMENT.sub(blank, text)), TEMPLATE_RULES
    else:
        rules = ASSET_RULES
    return [
        f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {what}: {found.group().strip()[:60]}"
        for pattern, what in rules
        for found in pattern.finditer(text)
    ]


if __name__ == "__main__":
    everything = [problem for name, text in tree.texts(".html", ".css", ".js") for problem in problems_of(name, text)]
    print("\n".join(everything))
    sys.exit(1 if everything else 0)
