"""spaCy's attribute ruler and lemmatizer, with their answers kept.

The ruler gives parts of speech, lemmas and morphology by patterns, nearly all of one token: what they answer depends on a token's tag,
relation and, for a few words, form. Matching them anew for every token takes a tenth of the engine's time; here each answer is asked for
once. Sentences in which a pattern of several tokens might begin go to the ruler itself.

The lemmatizer goes by form, part of speech and morphology. It keeps what its rules find, and looks up anew what they leave as it is: most
words of a text. Short helpers it knows with a straight apostrophe alone; those with a curved one ("it’s") get the same lemmas here.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from spacy.attrs import IDS
from spacy.tokens import Doc

from pipeline.engines.offline.syntax.short_helpers import lemma_of

_Answer: TypeAlias = tuple[tuple[str, int], ...]
_NAMES = {number: name for name, number in IDS.items()}


def kept_answers(ruler: Any) -> Callable[[Any], Any]:
    """A component that does to a document what the ruler does."""
    patterns = [[_named(token) for token in pattern] for rule in ruler.patterns for pattern in rule["patterns"]]
    forms = {ruler.vocab.strings[form] for pattern in patterns for form in _listed(pattern[0], "LOWER")}
    opening = {ruler.vocab.strings[form] for pattern in patterns if len(pattern) > 1 for form in _listed(pattern[0], "LOWER")}
    linking = {ruler.vocab.strings[link] for pattern in patterns if len(pattern) > 1 for link in _listed(pattern[0], "DEP")}
    answers: dict[tuple[int, int, int, bool], _Answer] = {}

    def answer(token: Any) -> _Answer:
        alone = Doc(ruler.vocab, words=[token.lower_], tags=[token.tag_], deps=[token.dep_ or "dep"], heads=[0])
        found: dict[str, int] = {}
        for rule, *_ in ruler.match(alone):
            found |= {_name(attribute).lower(): value for attribute, value in ruler.attrs[rule].items()}
        return tuple(found.items())

    def component(doc: Any) -> Any:
        tokens = tuple(doc)
        keys = [(token.tag, token.dep, token.lower, token.is_space) for token in tokens]
        if any(form in opening or dep in linking for _, dep, form, _ in keys):
            return ruler(doc)
        for token, (tag, dep, form, is_space) in zip(tokens, keys, strict=True):
            key = (tag, dep, form if form in forms else 0, is_space)
            given = answers.get(key)
            if given is None:
                given = answers[key] = answer(token)
            for attribute, value in given:
                if attribute == "morph":
                    token.set_morph(value)
                else:
                    setattr(token, attribute, value)
        return doc

    return component


def kept_lemmas(lemmatizer: Any) -> Callable[[Any], Any]:
    """A component that does to a document what the lemmatizer does, and knows "’s" as well as "'s"."""
    lemmas: dict[tuple[int, int, int], str] = {}

    def component(doc: Any) -> Any:
        for token in doc:
            if token.lemma:
                continue
            key = (token.orth, token.pos, token.morph.key)
            lemma = lemmas.get(key)
            if lemma is None:
                if len(lemmas) >= _MOST_LEMMAS:
                    lemmas.clear()
                short = lemma_of(token.text) if "’" in token.text and token.tag_ != "POS" else None
                lemma = lemmas[key] = short or lemmatizer.lemmatize(token)[0]
            token.lemma_ = lemma
        return doc

    return component


# So many forms are kept, some megabytes; a large newspaper has more in a year, most of them once.
_MOST_LEMMAS = 20_000


def _named(token: Mapping[Any, Any]) -> dict[str, Any]:
    return {_name(attribute): value for attribute, value in token.items()}


def _name(attribute: Any) -> str:
    """Attributes are spelled as names, or as numbers."""
    return str(_NAMES.get(attribute, attribute)).upper()


def _listed(token: Mapping[str, Any], attribute: str) -> Iterator[str]:
    """The values that a pattern asks of a token: one, or any of several."""
    value = token.get(attribute)
    if isinstance(value, Mapping):
        yield from value.get("IN", ())
    elif value is not None:
        yield str(value)
