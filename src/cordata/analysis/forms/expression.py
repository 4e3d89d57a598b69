"""Expressions of questionnaires: the part of XLSForm's XPath that we read, and no more.

Read once, when an instrument is published; a person who answers never meets a fault. Known:
``${name}``, ``.`` (the own answer), numbers, strings, ``= != < <= > >=``, ``and or``,
``+ - * div mod``, brackets, and the functions of ``FUNCTIONS``.

Values are as in XPath 1.0: an answer is text ("" where there is none), becomes a number where
one is needed, and what is no number is smaller and larger than nothing. A day counts as the
number of days since 1970, as ODK does it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

LONGEST, MOST_PARTS, DEEPEST = 2000, 300, 20  # so that no nesting outgrows the machine
TOKEN = re.compile(
    r"""\s*(?:(?P<answer>\$\{\s*[A-Za-z_][\w.-]*\s*\})
    |(?P<number>\d+(?:\.\d+)?|\.\d+)
    |(?P<text>"[^"]*"|'[^']*')
    |(?P<word>[A-Za-z][A-Za-z-]*)
    |(?P<sign><=|>=|!=|[-=<>+*(),.]))""",
    re.VERBOSE,
)
# How many arguments: the fewest and the most.
FUNCTIONS = {
    "selected": (2, 2), "not": (1, 1), "if": (3, 3), "count-selected": (1, 1),
    "coalesce": (2, 2), "string-length": (1, 1), "regex": (2, 2), "today": (0, 0),
    "true": (0, 0), "false": (0, 0), "number": (1, 1), "round": (2, 2), "concat": (1, 20),
}  # fmt: skip
# From the loosest to the tightest.
LEVELS = (
    ("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"),
)  # fmt: skip
# A repeated group can take for ever on the wrong text: its pattern is refused.
REPEATED_GROUP = re.compile(r"\)(?:[*+]|\{\d*,\d*\})")

type Node = Constant | Answer | Own | Call


class NotUnderstood(ValueError):
    """An expression that we do not read: why, where (from 1), and what stands there."""

    def __init__(self, code: str, position: int, found: str = "") -> None:
        super().__init__(f"{code} at {position}: {found}")
        self.code, self.position, self.found = code, position, found


@dataclass(frozen=True)
class Constant:
    """A number or a text."""

    value: float | str


@dataclass(frozen=True)
class Answer:
    """What was answered to a question."""

    name: str


@dataclass(frozen=True)
class Own:
    """What is answered to this question itself."""


@dataclass(frozen=True)
class Call:
    """An operator or a function with what it works on."""

    name: str
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    position: int


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """Read an expression. Raises NotUnderstood with the position."""
    if len(text) > LONGEST:
        raise NotUnderstood("too_long", LONGEST)
    reader = _Reader(_tokens(text))
    node = reader.level(0)
    if reader.now.kind != "end":
        raise NotUnderstood("unexpected", reader.now.position, reader.now.text)
    return node


def names_in(node: Node) -> set[str]:
    """The questions whose answers an expression needs."""
    if isinstance(node, Answer):
        return {node.name}
    parts = node.parts if isinstance(node, Call) else ()
    return set().union(*(names_in(part) for part in parts))


def _tokens(text: str) -> list[_Token]:
    found, at = [], 0
    rest = text.rstrip()
    while at < len(rest):
        hit = TOKEN.match(rest, at)
        if hit is None:
            start = at + len(rest[at:]) - len(rest[at:].lstrip())
            raise NotUnderstood("unknown_sign", start + 1, rest[start : start + 12])
        kind = str(hit.lastgroup)
        found.append(_Token(kind, hit[kind], hit.start(kind) + 1))
        at = hit.end()
    if len(found) > MOST_PARTS:
        raise NotUnderstood("too_long", found[MOST_PARTS].position)
    return [*found, _Token("end", "", len(rest) + 1)]


class _Reader:
    """Goes through the tokens once, from the loosest operator to the tightest."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0

    @property
    def now(self) -> _Token:
        return self.tokens[self.at]

    def take(self) -> _Token:
        """The token of now; the next one becomes now."""
        token = self.now
        self.at += token.kind != "end"
        return token

    def level(self, which: int) -> Node:
        """Operators of one level, from left to right."""
        if which == len(LEVELS):
            return self.signed()
        left = self.level(which + 1)
        while self.now.text in LEVELS[which] and self.now.kind in {"word", "sign"}:
            sign = self.take().text
            left = Call(sign, (left, self.level(which + 1)))
        return left

    def signed(self) -> Node:
        """A minus before a value."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotUnderstood("too_deep", self.now.position)
        minus = self.now.kind == "sign" and self.now.text == "-"
        if minus:
            self.take()
        node = Call("-", (Constant(0.0), self.signed())) if minus else self.value()
        self.depth -= 1
        return node

    def value(self) -> Node:
        """A constant, an answer, brackets or a function."""
        token = self.take()
        if token.kind == "number":
            return Constant(float(token.text))
        if token.kind == "text":
            return Constant(token.text[1:-1])
        if token.kind == "answer":
            return Answer(token.text[2:-1].strip())
        if token.text == "." and token.kind == "sign":
            return Own()
        if token.text == "(" and token.kind == "sign":
            inner = self.level(0)
            self.expect(")")
            return inner
        if token.kind == "word":
            return self.function(token)
        code = "ends_early" if token.kind == "end" else "unexpected"
        raise NotUnderstood(code, token.position, token.text)

    def function(self, token: _Token) -> Node:
        """A function with its arguments."""
        if token.text not in FUNCTIONS:
            raise NotUnderstood("unknown_function", token.position, token.text)
        self.expect("(")
        parts: list[Node] = []
        while self.now.text != ")":
            if parts:
                self.expect(",")
            parts.append(self.level(0))
        self.expect(")")
        fewest, most = FUNCTIONS[token.text]
        if not fewest <= len(parts) <= most:
            raise NotUnderstood("wrong_arguments", token.position, token.text)
        if token.text == "regex":
            _check_pattern(parts[1], token.position)
        return Call(token.text, tuple(parts))

    def expect(self, sign: str) -> None:
        """This sign must come now."""
        token = self.take()
        if token.text != sign or token.kind != "sign":
            code = "ends_early" if token.kind == "end" else "unexpected"
            raise NotUnderstood(code, token.position, token.text)


def _check_pattern(node: Node, position: int) -> None:
    if not isinstance(node, Constant) or not isinstance(node.value, str):
        raise NotUnderstood("pattern_not_fixed", position)
    try:
        re.compile(node.value)
    except re.error as error:
        raise NotUnderstood("bad_pattern", position, node.value[:40]) from error
    if REPEATED_GROUP.search(node.value):
        raise NotUnderstood("slow_pattern", position, node.value[:40])
