"""A sentence's words and the tree that the parser makes of them: plain objects, typed, and read many times as fast as spaCy's.

The names are spaCy's (`lemma_`, `dep_`, `children`), and they mean the same but for the order of `subtree`. spaCy makes a token anew each
time that one is looked at, and its strings belong to a vocabulary that is let go with the article; these are made once, and stay.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any


class Token:
    """A word or mark of a sentence.

    i, idx: its place among the tokens, and the offset of its first character, both from the start of the sentence.
    lower_, lemma_, whitespace_: the text in small letters, the base form, the blank behind it ("" where there is none).
    tag_, pos_, dep_: part of speech in Penn's and in universal tags, and what it is to its head (CLEAR's labels).
    head, lefts, rights, children: the token above it (a root is its own), and those below it, in order. `trees.hang` changes them.
    left_edge, right_edge: the first and the last token of its subtree.
    doc: all tokens of the sentence.
    """

    __slots__ = (
        "_size",
        "children",
        "dep_",
        "doc",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_quote",
        "is_space",
        "is_stop",
        "is_title",
        "left_edge",
        "lefts",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "right_edge",
        "rights",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: tuple["Token", ...]
    head: "Token"
    lefts: tuple["Token", ...]
    rights: tuple["Token", ...]
    children: tuple["Token", ...]
    left_edge: "Token"
    right_edge: "Token"
    _size: int

    def __init__(self, parsed: Any) -> None:
        """From spaCy's token; `tokens_of` puts it into the tree."""
        self.i: int = parsed.i
        self.idx: int = parsed.idx
        self.text: str = parsed.text
        self.lower_: str = parsed.lower_
        self.lemma_: str = parsed.lemma_
        self.whitespace_: str = parsed.whitespace_
        self.tag_: str = parsed.tag_
        self.pos_: str = parsed.pos_
        self.dep_: str = parsed.dep_
        self.is_alpha: bool = parsed.is_alpha
        self.is_punct: bool = parsed.is_punct
        self.is_quote: bool = parsed.is_quote
        self.is_space: bool = parsed.is_space
        self.is_stop: bool = parsed.is_stop
        self.is_title: bool = parsed.is_title
        self.like_num: bool = parsed.like_num

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        """The text and the blank behind it."""
        return self.text + self.whitespace_

    @property
    def subtree(self) -> Sequence["Token"]:
        """The token and all below it, in the order of the sentence. (spaCy goes branch by branch, which differs where branches cross.)"""
        if self.right_edge.i - self.left_edge.i + 1 == self._size:
            return self.doc[self.left_edge.i : self.right_edge.i + 1]
        below = [self]
        for token in below:
            below += token.children
        return sorted(below, key=_place)

    @property
    def ancestors(self) -> Iterator["Token"]:
        """The tokens above it, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def conjuncts(self) -> tuple["Token", ...]:
        """The tokens joined to it with "and" and the like."""
        first = self
        while first.head is not first and first.dep_ == "conj":
            first = first.head
        joined = [first]
        for token in joined:
            joined += [child for child in token.rights if child.dep_ == "conj"]
        return tuple(token for token in joined if token is not self)

    def is_ancestor(self, other: "Token") -> bool:
        """Whether another token stands below it."""
        return any(token is self for token in other.ancestors)

    def nbor(self, steps: int = 1) -> "Token":
        """The token so many places behind it. Raises IndexError outside of the sentence."""
        if self.i + steps < 0:
            raise IndexError(self.i + steps)
        return self.doc[self.i + steps]


def tokens_of(parsed: Any) -> tuple[Token, ...]:
    """The tokens of spaCy's document."""
    tokens = tuple(Token(token) for token in parsed)
    for token, other in zip(tokens, parsed, strict=True):
        token.doc = tokens
        token.head = tokens[other.head.i]
    _grow(tokens)
    return tokens


def move(token: Token, head: Token) -> None:
    """Hangs a token on another head, or makes it a root. Not below itself: `trees.hang` sees to that."""
    before = token.head
    if before is head:
        return
    token.head = head
    for above in (before, head):
        if above is not token:
            own = {*above.children, token} if above is head else {*above.children} - {token}
            _set_children(above, sorted(own, key=_place))
    for above in (before, head):
        _measure(above)
        for higher in above.ancestors:
            _measure(higher)


def _grow(tokens: Sequence[Token]) -> None:
    """Sets what each token has below it, from the heads alone."""
    below: list[list[Token]] = [[] for _ in tokens]
    for token in tokens:
        if token.head is not token:
            below[token.head.i].append(token)
    for token, own in zip(tokens, below, strict=True):
        _set_children(token, own)
    for token in _from_the_leaves(tokens):
        _measure(token)


def _set_children(token: Token, children: Sequence[Token]) -> None:
    left = 0
    while left < len(children) and children[left].i < token.i:
        left += 1
    token.lefts, token.rights, token.children = tuple(children[:left]), tuple(children[left:]), tuple(children)


def _measure(token: Token) -> None:
    """Sets how far the subtree of a token goes, from those of its children."""
    token.left_edge = min([token, *(child.left_edge for child in token.children)], key=_place)
    token.right_edge = max([token, *(child.right_edge for child in token.children)], key=_place)
    token._size = 1 + sum(child._size for child in token.children)


def text_of(tokens: Iterable[Token]) -> str:
    """Tokens that follow each other, as they are printed, with single blanks."""
    return " ".join("".join([token.text_with_ws for token in tokens]).split())


def top_of(tokens: Sequence[Token]) -> Token:
    """The token that stands highest in the tree, the first of several."""
    return min(tokens, key=lambda token: sum(1 for _ in token.ancestors))


def _from_the_leaves(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, each before the one above it."""
    order = [token for token in tokens if token.head is token]
    for token in order:
        order += token.children
    return order[::-1]


def _place(token: Token) -> int:
    return token.i
