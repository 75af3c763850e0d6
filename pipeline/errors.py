"""Every error that Nutgraf raises on purpose.

    NutgrafError
    ├── ConfigurationError        settings, flags, a missing key or model        exit 2
    │   ├── PromptError           a prompt folder that cannot be used
    │   ├── UnknownEngine
    │   └── MissingExtra          a library that an option needs is not installed
    ├── InputError                what was given cannot be read                  exit 3
    │   ├── ArticleNotFound
    │   ├── ArticleTooLarge
    │   ├── EmptyArticle          empty, only white space, or only furniture
    │   ├── NotText               binary, or bytes that are not the encoding
    │   ├── BadRecord             a row of a source that is no article
    │   ├── StubArticle           a paywall, a consent page, a teaser
    │   ├── FetchFailed           a page that cannot be fetched
    │   ├── FetchRefused          a page that must not be fetched
    │   └── UnsupportedLanguage   the offline engine reads English
    ├── SinkError                 what was finished cannot be stored             exit 1
    └── EngineError               the engine could not answer                    exit 4
        ├── EndpointRefused       400, 401, 403, 404: what to fix
        ├── EndpointUnavailable   retries used up: network, 408, 409, 429, 5xx
        ├── AnswerRefused         the model declined
        ├── AnswerFiltered        a content filter stopped the answer
        ├── AnswerTruncated       the answer hit the length limit
        ├── AnswerUnusable        not the shape asked for, after the re-ask
        ├── BudgetSpent           requests or tokens of this article used up
        └── AnswerPending         asked for in a batch, not answered yet

Each message is one line: what was wrong, where, and what to do. Errors of foreign libraries are translated at one border each.
"""


class NutgrafError(Exception):
    """Base of all errors. `remedy` says what the user can do; `str()` gives cause and remedy in one line."""

    def __init__(self, cause: str, remedy: str = "") -> None:
        self.cause = " ".join(cause.split())
        self.remedy = " ".join(remedy.split())
        super().__init__(f"{self.cause} {self.remedy}".strip() if remedy else self.cause)

    def __reduce__(self) -> "tuple[type[NutgrafError], tuple[str, str]]":
        # Errors cross process borders (summarize --jobs, ingest); the default would pass the joined text as cause.
        return type(self), (self.cause, self.remedy)


def internal(error: Exception) -> NutgrafError:
    """A fault of ours, as an error that can be reported."""
    return NutgrafError(f"internal error: {type(error).__name__}: {error}", "Please report it.")


class ConfigurationError(NutgrafError):
    """Settings, flags or files of the user that do not fit together."""


class PromptError(ConfigurationError):
    """A prompt that is missing, incomplete, or uses a variable that does not exist."""


class UnknownEngine(ConfigurationError):
    """No engine has that name, or its extra is not installed."""


class MissingExtra(ConfigurationError):
    """A library that an option needs is not installed."""


class InputError(NutgrafError):
    """An article that cannot be read."""


class ArticleNotFound(InputError):
    """No such file, or a folder where a file was expected."""


class ArticleTooLarge(InputError):
    """Over the size limit of the settings (`max_article_bytes`)."""


class EmptyArticle(InputError):
    """No body: empty, only white space, or only furniture."""


class NotText(InputError):
    """Binary, or bytes that are not valid in the encoding."""


class BadRecord(InputError):
    """A row of a source that is no article."""


class StubArticle(InputError):
    """Not the article but what stands in its place: a paywall, a consent page, a teaser."""


class FetchFailed(InputError):
    """A page that cannot be fetched."""


class FetchRefused(FetchFailed):
    """A page that must not be fetched: robots.txt forbids it, or its address is not public."""


class UnsupportedLanguage(InputError):
    """The engine does not read this language."""


class SinkError(NutgrafError):
    """What was finished cannot be stored. Nothing is lost: the ledger keeps it for the next run."""


class EngineError(NutgrafError):
    """The engine could not answer for this article."""


class EndpointRefused(EngineError):
    """The endpoint refused the request and would refuse it again."""


class EndpointUnavailable(EngineError):
    """The endpoint could not be reached, or kept failing, until the retries were used up."""


class AnswerRefused(EngineError):
    """The model declined to answer."""


class AnswerFiltered(EngineError):
    """A content filter stopped the answer."""


class AnswerTruncated(EngineError):
    """The answer reached the length limit before its end."""


class AnswerUnusable(EngineError):
    """The answer does not have the shape that was asked for."""


class BudgetSpent(EngineError):
    """The requests or tokens that one article may use are spent."""


class AnswerPending(EngineError):
    """The question is part of a batch that has not answered it yet. Nothing has failed."""
