"""Words of a text as grounding compares them: content words by stem, negators, hedges.

Stems are Snowball's English ones (Porter 2, snowballstemmer): "imports", "imported" and "importing" are one word.
"""

import re
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_stemmer = snowballstemmer.stemmer("english")

# Words that carry no proposition by themselves; verbs of saying stay content words.
FUNCTION_WORDS = frozenset(
    """a an the this that these those and or but nor so yet if then than as at by for from in into of off on onto out over per to up upon with within
    without about above after again against all also although am among amid an any are around be because been before being below between both can
    could did do does doing down during each either else even ever every few further had has have having he her here hers herself him himself his how
    however i is it its itself just may me might more most much must my neither no not now once one only other our ours own same shall she should
    some such their theirs them themselves there they through till too under until very was we were what when where which while who whom whose why
    will would you your yours said says say say's saying according including like s t re ve ll d m there's it's he's she's that's""".split()
)

NEGATORS = frozenset(
    """not no never none nobody nothing neither nor nowhere without cannot can't won't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't
    hadn't wouldn't shouldn't couldn't mustn't""".split()
)
# Words that deny by meaning: a statement may say "denies" where the source says "did not", and the other way round.
DENIALS = frozenset(
    """deny denies denied denying denial refuse refuses refused refusing refusal reject rejects rejected rejecting rejection lack lacks lacked lacking
    fail fails failed failing failure decline declines declined declining absent absence dispute disputes disputed unable unlikely unclear unknown
    unproven untested unresolved unanswered unconfirmed unavailable uncertain rule ruled barely hardly scarcely stop stops stopped prevent prevents
    prevented avoid avoids avoided avoiding ban bans banned unless yet halt halted suspend suspended""".split()
)
HEDGES = frozenset(
    """may might could would perhaps possibly probably likely reportedly allegedly alleged apparently suspected believed thought estimated expected
    appears appear seems seem suggests suggest suggested should can""".split()
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one word; case and a possessive end do not count."""
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s").removesuffix("'")
    return str(_stemmer.stemWord(word))


def words(text: str) -> list[str]:
    """The words of a text in order, lower case, with straight apostrophes; "US's" stays one word."""
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]


def content_stems(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order. Numbers are left to the figure grammar."""
    return [stem(word) for word in words(text) if word.removesuffix("'s") not in FUNCTION_WORDS and not word[0].isdigit()]


def is_negated(text: str) -> bool:
    """Whether a text holds a negator ("not", "n't", "without")."""
    return any(word in NEGATORS or word.endswith("n't") for word in words(text))


def denies(text: str) -> bool:
    """Whether a text holds a negator or a word that denies by meaning ("denied", "failed", "unclear")."""
    return any(word in NEGATORS or word in DENIALS or word.endswith("n't") for word in words(text))


def is_hedged(text: str) -> bool:
    """Whether a text holds a hedge ("may", "is thought to", "allegedly")."""
    return any(word in HEDGES for word in words(text))
