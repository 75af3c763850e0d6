"""Reading -> Answer: the parts of the offline engine in order. Importing it loads their word lists, for the life of the process."""

from pipeline.draft import Answer, Draft, TurnedDown
from pipeline.engines.offline.claims import draft_claims, propositions
from pipeline.engines.offline.claims.gist import gist
from pipeline.engines.offline.claims.salience import by_salience, core_places
from pipeline.engines.offline.figures import figures
from pipeline.engines.offline.language import demand_english
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.questions import questions
from pipeline.engines.offline.speech import find_speech
from pipeline.engines.offline.stance import stance
from pipeline.engines.offline.syntax.parse import parse, parsing
from pipeline.errors import EmptyArticle
from pipeline.reading import Reading


def draft(reading: Reading) -> Answer:
    """The draft of an article and the candidates turned down. Raises UnsupportedLanguage, or EmptyArticle where there is no body."""
    demand_english(reading)
    with parsing():
        parsed = parse(reading)
        if not parsed:
            raise EmptyArticle("The article has no sentence.", "Check that the text is an article and not only headings and furniture.")
        names = Names(parsed)
        speeches = find_speech(parsed, names)
        made, no_claims = propositions(parsed, speeches, names)
        ranking = by_salience(made, parsed, reading.headline_text)
        core = core_places(ranking)
        measured, no_figures = figures(reading, parsed, speeches, names)
        taken = stance(reading, parsed, speeches, names)
        open_questions, no_questions = questions(reading, parsed, speeches, made, names, measured, taken.topic)
        proposed = Draft(
            gist=gist(parsed, made, core),
            stance=taken,
            claims=draft_claims(made, ranking, core),
            figures=measured,
            open_questions=open_questions,
        )
    return Answer(draft=proposed, turned_down=tuple[TurnedDown, ...]((*no_claims, *no_figures, *no_questions)))
