"""What a source yields: an article, or an error with the place where it stands."""

from dataclasses import dataclass
from typing import TypeAlias

from pipeline.article import Article
from pipeline.errors import InputError


@dataclass(frozen=True, slots=True)
class Found:
    """An article. `where` names its place for people: a file, a line of a file, an address."""

    where: str
    article: Article


@dataclass(frozen=True, slots=True)
class Unread:
    """A place where an article should be and cannot be read."""

    where: str
    error: InputError


@dataclass(frozen=True, slots=True)
class Passed:
    """A place that is known to be done, and was not even fetched."""

    where: str


Item: TypeAlias = Found | Unread | Passed
