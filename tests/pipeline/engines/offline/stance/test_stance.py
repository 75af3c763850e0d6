"""Who is for and against what: verbs, votes, labels, duties; negation turns a side round; the article's own voice."""

import pytest

from pipeline.engines.offline.stance import stance
from pipeline.engines.offline.stance.issues import find_topic
from tests.pipeline.engines.offline.stories import story


def sides(text: str) -> list[tuple[str, str, str]]:
    with story(text) as seen:
        return [
            (side.holder, side.polarity, side.target) for side in stance(seen.reading, seen.parsed, seen.speeches, seen.names).positions
        ]


@pytest.mark.parametrize(
    ("text", "holder", "polarity", "word"),
    [
        pytest.param("Lena Ott backed the ferry tax.", "Lena Ott", "supports", "tax", id="support"),
        pytest.param("Lena Ott condemned the ferry tax.", "Lena Ott", "opposes", "tax", id="oppose"),
        pytest.param("Hungary voted against the ferry tax.", "Hungary", "opposes", "tax", id="vote-against"),
        pytest.param("Lena Ott called for a ferry tax.", "Lena Ott", "supports", "tax", id="call-for"),
        pytest.param("Lena Ott urged Europe to raise the ferry tax.", "Lena Ott", "supports", "tax", id="urge"),
        pytest.param("Lena Ott wants the ferry tax scrapped.", "Lena Ott", "opposes", "tax", id="undoing"),
        pytest.param("Lena Ott refused to back the ferry tax.", "Lena Ott", "opposes", "tax", id="refused-to-back"),
        pytest.param("Lena Ott does not support the ferry tax.", "Lena Ott", "opposes", "tax", id="negated-support"),
        pytest.param("Lena Ott refused to condemn the ferry tax.", "Lena Ott", "neutral", "tax", id="refused-to-condemn"),
        pytest.param("Lena Ott called the ferry tax “a sweetener”.", "Lena Ott", "opposes", "tax", id="label"),
        pytest.param("Lena Ott said the ferry tax should be scrapped.", "Lena Ott", "opposes", "tax", id="should-go"),
        pytest.param("Lena Ott accused the firm of hiding costs.", "Lena Ott", "opposes", "hiding", id="accused"),
        pytest.param("A spokesman for Veltrix Mining condemned the ferry tax.", "Veltrix Mining", "opposes", "tax", id="spokesman"),
    ],
)
def test_sides_are_taken(text: str, holder: str, polarity: str, word: str) -> None:
    assert any(who == holder and way == polarity and word in target for who, way, target in sides(text)), sides(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Lena Ott did not condemn the ferry tax.", id="not-against-is-no-side"),
        pytest.param("The council voted 6-3 for the ferry tax.", id="voting-body"),
        pytest.param("Lena Ott disputed the number.", id="quarrel-over-a-number"),
        pytest.param("The law calls for a recount.", id="thing"),
        pytest.param("Lena Ott opened the ferry.", id="no-side"),
        pytest.param("“I hope you’re able to find the mails of the firm,” Lena Ott said.", id="hopes-you-are"),
    ],
)
def test_no_side_is_taken(text: str) -> None:
    assert sides(text) == []


@pytest.mark.parametrize(
    ("text", "holder", "polarity", "word"),
    [
        pytest.param("Lena Ott voiced concern about the ferry tax.", "Lena Ott", "opposes", "tax", id="voiced-noun"),
        pytest.param("Lena Ott gave her backing to the ferry tax.", "Lena Ott", "supports", "tax", id="gave-backing"),
        pytest.param("Lena Ott withdrew her support for the ferry tax.", "Lena Ott", "opposes", "tax", id="withdrew-support"),
        pytest.param("Lena Ott is critical of the ferry tax.", "Lena Ott", "opposes", "tax", id="attitude"),
        pytest.param("Lena Ott was not convinced by the ferry tax.", "Lena Ott", "opposes", "tax", id="attitude-negated"),
        pytest.param("Lena Ott hit out at the ferry tax.", "Lena Ott", "opposes", "tax", id="particle-and-preposition"),
        pytest.param("Lena Ott turned down the ferry deal.", "Lena Ott", "opposes", "deal", id="particle"),
        pytest.param("Lena Ott called for the repeal of the ferry tax.", "Lena Ott", "opposes", "tax", id="wants-it-undone"),
        pytest.param("The ferry tax was condemned by Lena Ott.", "Lena Ott", "opposes", "tax", id="passive"),
        pytest.param("The ferry tax passed over the objections of shopkeepers.", "shopkeepers", "opposes", "tax", id="owned-noun"),
        pytest.param("Lena Ott voted no on the ferry tax.", "Lena Ott", "opposes", "tax", id="voted-no"),
        pytest.param("The ferry tax passed. “We are delighted to back it,” said Lena Ott.", "Lena Ott", "supports", "tax", id="own-words"),
        pytest.param("The charity Open Door welcomed the ferry tax.", "Open Door", "supports", "tax", id="name-behind-its-kind"),
        pytest.param("The ferry tax passed. Lena Ott threatened legal action.", "Lena Ott", "opposes", "tax", id="challenge"),
        pytest.param("The ferry tax passed. Shopkeepers cheered.", "Shopkeepers", "supports", "tax", id="rejoicing"),
        pytest.param("Shopkeepers rallied in favour of the ferry tax.", "Shopkeepers", "supports", "tax", id="in-favour-of"),
        pytest.param("Lena Ott asked a judge to halt work on the ferry tunnel.", "Lena Ott", "opposes", "tunnel", id="asked-to-halt"),
        pytest.param("Lena Ott wants the ferry row to go to arbitration.", "Lena Ott", "supports", "arbitration", id="where-a-wish-goes"),
        pytest.param("Lena Ott, the ferry bill’s chief sponsor, was absent.", "Lena Ott", "supports", "bill", id="role-in-apposition"),
        pytest.param("Lena Ott is a fierce critic of the ferry tax.", "Lena Ott", "opposes", "tax", id="role-said-of-her"),
        pytest.param("Lena Ott opposes the ferry tax. Shopkeepers disagree.", "Shopkeepers", "supports", "tax", id="disagrees-with-her"),
        pytest.param("The ferry tax passed. Shopkeepers disagree.", "Shopkeepers", "opposes", "tax", id="disagrees-with-nobody"),
        pytest.param("The ferry tax passed. Lena Ott hailed the vote.", "Lena Ott", "supports", "tax", id="hailed-the-vote"),
        pytest.param("Veltrix spokeswoman Lena Ott condemned the ferry tax.", "Veltrix", "opposes", "tax", id="spokeswoman-with-a-name"),
        pytest.param(
            "Opposition Treasury spokeswoman Lena Ott condemned the ferry tax.", "Lena Ott", "opposes", "tax", id="a-partys-spokeswoman"
        ),
        pytest.param("Lena Ott urged the president to veto the ferry tax.", "Lena Ott", "opposes", "tax", id="urged-to-undo"),
        pytest.param("Lena Ott said Europe was late and condemned the ferry tax.", "Lena Ott", "opposes", "tax", id="said-and-condemned"),
        pytest.param("Lena Ott accused Beijing of meddling.", "Lena Ott", "opposes", "Beijing’s meddling", id="accused-of-a-thing"),
        pytest.param(
            "The ferry tax passed. The ferry tax costs $3. Lena Ott has not made up her mind.", "Lena Ott", "neutral", "tax", id="undecided"
        ),
    ],
)
def test_more_forms_of_a_side(text: str, holder: str, polarity: str, word: str) -> None:
    assert any(who == holder and way == polarity and word in target for who, way, target in sides(text)), sides(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Did Lena Ott back the ferry tax?", id="question"),
        pytest.param("Lena Ott may back the ferry tax.", id="may"),
        pytest.param("It is not known whether Lena Ott backs the ferry tax.", id="whether"),
        pytest.param("Lena Ott has never proposed a ferry tax.", id="not-proposed"),
        pytest.param("Lena Ott accepted the prize.", id="liking-of-no-issue"),
        pytest.param("People condemned the ferry tax.", id="people-in-general"),
        pytest.param("Shares in Veltrix welcomed the ferry tax.", id="shares-of-a-body"),
        pytest.param("This week condemned the ferry tax.", id="time"),
        pytest.param("Lena Ott insisted on Monday that she was well.", id="a-day-is-no-target"),
        pytest.param("Two complaints from residents were read out.", id="complaints-about-nothing-known"),
        pytest.param("Lena Ott worked in support roles.", id="in-support-of-nothing"),
        pytest.param("Lena Ott raised her concerns during a dinner.", id="concerns-about-nothing-said"),
        pytest.param("The merger would cost jobs and fears remain.", id="thing-that-ends-like-a-trade"),
        pytest.param("Lena Ott blamed weak demand for the losses.", id="blamed-on-a-cause"),
        pytest.param("Lena Ott urged the ministry to step in.", id="wish-that-names-no-thing"),
        pytest.param("Lawmakers approved the ferry tax.", id="body-that-votes-as-a-whole"),
        pytest.param("“No one should have to wait,” Lena Ott said.", id="duty-of-nobody"),
        pytest.param("Lena Ott, the sponsor of the club, was absent.", id="role-in-no-issue"),
    ],
)
def test_near_misses_take_no_side(text: str) -> None:
    assert sides(text) == []


def test_those_joined_by_and_each_take_the_side() -> None:
    assert {holder for holder, _, _ in sides("Hungary and Ireland voted against the ferry tax.")} == {"Hungary", "Ireland"}


def test_a_short_form_means_the_topic_and_a_new_thing_does_not() -> None:
    text = (
        "The ferry tax passed. The ferry tax costs $3. The ferry tax ends in 2030. Lena Ott backed the measure. "
        "Bo Lind fears the ferry tax. Senator Kim Roe tabled a bill. Ed Karr opposed the bill."
    )
    found = {holder: target for holder, _, target in sides(text)}
    assert found["Lena Ott"] == "the ferry tax"
    assert "bill" in found["Ed Karr"]


def test_acts_are_issues_and_whoever_does_them_is_for_them() -> None:
    text = "The Central Bank raised the deposit rate on Tuesday. Lena Ott condemned the rise. The rise was the first in a year."
    found = sides(text)
    assert ("Central Bank", "supports", "the rise in the deposit rate") in found
    assert ("Lena Ott", "opposes", "the rise in the deposit rate") in found


def test_in_a_court_report_blame_is_for_the_deed() -> None:
    text = (
        "Bo Lind was jailed for nine years on Friday. Judge Kim Roe said the crime was “cruel”. Lind’s barrister, Lena Ott, said the "
        "sentence was harsh. The sentence was read in silence."
    )
    found = {holder: way for holder, way, target in sides(text) if "sentence" in target}
    assert found == {"Kim Roe": "supports", "Lena Ott": "opposes"}


def test_a_group_and_its_chair_on_one_side_are_one_holder() -> None:
    text = "The Harbour Defence Group opposes the ferry tax. “The ferry tax is a disgrace,” said Bo Lind, the group’s chair."
    assert sides(text) == [("Harbour Defence Group", "opposes", "the ferry tax")]


def test_sides_announced_before_somebody_speaks() -> None:
    text = "The ferry tax passed. The ferry tax costs $3.\n\nNot everyone agreed. “My brother walks to work,” said Bo Lind."
    assert ("Bo Lind", "opposes", "the ferry tax") in sides(text)


def test_a_capital_is_its_country_where_the_article_names_it() -> None:
    assert sides("The United States met Europe. Washington backed the ferry tax.")[0][0] == "United States"
    assert sides("Washington backed the ferry tax.")[0][0] == "Washington"


def test_what_somebody_is_urged_to_do_is_no_side_of_theirs() -> None:
    assert {holder for holder, _, _ in sides("Lena Ott urged President Omar Field to veto the ferry tax.")} == {"Lena Ott"}


def test_both_sides_of_one_target_are_mixed() -> None:
    found = sides("Lena Ott backed the ferry tax in May. Lena Ott condemned the ferry tax in June.")
    assert [polarity for _, polarity, _ in found] == ["mixed"]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        pytest.param("The council approved a dam. Critics called it “a disgrace”.", "neutral", id="report"),
        pytest.param(
            "The mill opens on Monday. “We are proud,” Lena Ott said.\n\nNotes to editors\n\nThe mill was built in 1915.",
            "supportive",
            id="release",
        ),
        pytest.param(
            "The riders' union called on the council to withdraw the ferry tax.\n\nNotes to editors\n\nThe union was founded in 1915.",
            "critical",
            id="release-that-objects",
        ),
        pytest.param(
            "I was wrong about the dam. I said it was safe. My town knows better: it is a dangerous failure. We should close it. "
            "The council must stop lying, and I should say so. I have read its reckless plan.",
            "critical",
            id="column",
        ),
    ],
)
def test_the_articles_own_voice(text: str, voice: str) -> None:
    with story(text) as seen:
        assert stance(seen.reading, seen.parsed, seen.speeches, seen.names).article == voice


def test_topic_is_the_issue_that_headline_and_text_share() -> None:
    with story("The ferry tax passed on Monday. The ferry tax will cost riders $3 a year. Shops welcomed the ferry tax.") as seen:
        assert find_topic(seen.parsed, "Riders angry over ferry tax") == "the ferry tax"


@pytest.mark.parametrize(
    ("text", "headline", "topic"),
    [
        pytest.param("A bill that would cap the price of tea passed.", "", "the bill to cap the price of tea", id="what-a-law-would-do"),
        pytest.param(
            "The plan passed. The plan would cap prices.",
            "Senators clash over plan to cap tea prices as vote nears",
            "the plan to cap tea prices",
            id="headline-says-what",
        ),
        pytest.param(
            "A plant will open. It will make a battery a day.",
            "Firm picks Tees for £185 million battery plant",
            "the battery plant",
            id="headline-names-it",
        ),
        pytest.param("A law passed. The law was overdue. The Tea Trade Act was signed.", "", "the Tea Trade Act", id="name-of-its-own"),
        pytest.param(
            "The later start of school let pupils sleep, according to a trial of its kind. Parents fear the later start of school.",
            "Later start of school lets pupils sleep, trial finds",
            "the start of school",
            id="a-source-is-no-issue",
        ),
        pytest.param(
            "The trial found that later lessons let pupils sleep. Parents fear later lessons. The trial ran for a year.",
            "Later lessons let pupils sleep, trial finds",
            "the later lessons",
            id="what-found-it-is-no-issue",
        ),
        pytest.param("Veltrix Mining will close its mill in Leeds.", "", "the closure of the mill in Leeds", id="owner-left-out"),
    ],
)
def test_topic_says_which_issue_it_is(text: str, headline: str, topic: str) -> None:
    with story(text) as seen:
        assert find_topic(seen.parsed, headline) == topic


def test_wanting_what_the_topic_names_is_being_for_it() -> None:
    text = "The closure of the library would save $3 a year. The council wants to close it. The closure is planned for May."
    assert ("council", "supports") in [(holder.removeprefix("the ").removeprefix("The "), way) for holder, way, _ in sides(text)]


def test_what_is_wished_of_somebody_is_not_their_own_side() -> None:
    text = "The closure of the mill is set for May. Lena Ott hopes that Veltrix Mining will close it. The closure would cost $3."
    assert not any(holder == "Veltrix Mining" for holder, _, _ in sides(text))
    assert ("Veltrix Mining", "supports") in [(holder, way) for holder, way, _ in sides(text.replace("Lena Ott hopes that ", ""))]


QUARRY = "Plans for 400 homes at a quarry were rejected by councillors on Monday. The homes would fill Quarry Lane. "


@pytest.mark.parametrize(
    ("text", "holder", "polarity"),
    [
        pytest.param(QUARRY + "Lena Ott was disappointed.", "Lena Ott", "supports", id="disappointed-at-refusal"),
        pytest.param(QUARRY + "Lena Ott cheered when the result was read out.", "Lena Ott", "opposes", id="cheered-refusal"),
        pytest.param(QUARRY + "Lena Ott welcomed the decision.", "Lena Ott", "opposes", id="welcomed-refusal"),
        pytest.param(QUARRY + "Lena Ott praised the councillors.", "Lena Ott", "opposes", id="praised-who-refused"),
        pytest.param(QUARRY + "Lena Ott will lodge an appeal.", "Lena Ott", "supports", id="appeals-against-refusal"),
        pytest.param(QUARRY.replace("rejected", "approved") + "Lena Ott was disappointed.", "Lena Ott", "opposes", id="after-approval"),
        pytest.param(QUARRY + "“This is a great day for the village,” said Lena Ott.", "Lena Ott", "opposes", id="great-day"),
        pytest.param(QUARRY + "Lena Ott, one of the two who voted in favour, left early.", "Lena Ott", "supports", id="voted-in-favour"),
        pytest.param(QUARRY + "Lena Ott had recommended approval.", "Lena Ott", "supports", id="recommended-approval"),
        pytest.param(QUARRY + "Lena Ott proposed refusal.", "Lena Ott", "opposes", id="proposed-refusal"),
        pytest.param(QUARRY + "Lena Ott raised fears about noise.", "Lena Ott", "opposes", id="fears-about-noise"),
        pytest.param(QUARRY + "Lena Ott did not take a view.", "Lena Ott", "neutral", id="no-view"),
        pytest.param(QUARRY + "“We won,” said Lena Ott, of the Save Quarry Fields group.", "Lena Ott", "opposes", id="group-against"),
    ],
)
def test_feelings_are_about_what_was_decided(text: str, holder: str, polarity: str) -> None:
    assert [(way, "homes" in target) for who, way, target in sides(text) if who == holder] == [(polarity, True)]


def test_bodies_that_decide_take_no_side() -> None:
    assert not any("councillors" in holder for holder, _, _ in sides(QUARRY))
    cap = "The cap on benefits is cruel. The cap keeps 4 children poor. "
    assert ("seven Labour MPs", "opposes") in [
        s[:2] for s in sides(cap + "Last month seven Labour MPs voted against the government on the cap.")
    ]


def test_lifting_a_limit_undoes_it() -> None:
    cap = "The cap on benefits is cruel. The cap keeps 4 children poor. "
    assert ("Lena Ott", "opposes") in [side[:2] for side in sides(cap + "Lena Ott says she would like to lift the cap.")]


def test_what_is_asked_of_a_body_is_the_target() -> None:
    text = "A court struck down the rule on wetlands. Lena Ott said Congress must act to restore the fund."
    assert ("Lena Ott", "supports", "the fund") in sides(text)


HEATING = "More than 40 MPs signed a letter that asks her to drop plans to means-test the heating allowance. "


@pytest.mark.parametrize(
    ("text", "holder", "polarity"),
    [
        pytest.param("Lena Ott said the policy was “cruel and stupid”.", "Lena Ott", "opposes", id="policy-is-the-plan"),
        pytest.param("Lena Ott defended the move on Sunday.", "Lena Ott", "supports", id="move-on-sunday"),
        pytest.param("Lena Ott urged MPs to vote against the policy.", "Lena Ott", "opposes", id="urged-to-vote-against"),
        pytest.param("Lena Ott tabled a motion to block the change.", "Lena Ott", "opposes", id="motion-to-block"),
        pytest.param("A motion to block the change was tabled. Lena Ott would support the motion.", "Lena Ott", "opposes", id="the-motion"),
        pytest.param("Lena Ott insisted there would be no U-turn.", "Lena Ott", "supports", id="no-u-turn"),
    ],
)
def test_policy_and_move_mean_the_plan(text: str, holder: str, polarity: str) -> None:
    found = [(way, target) for who, way, target in sides(HEATING + "The policy saves £1.3bn. " + text) if who == holder]
    assert found == [(polarity, "plans to means-test the heating allowance")]


def test_more_sides() -> None:
    assert ("Lena Ott", "supports", "more officers") in sides("Lena Ott called for more officers to be put on the streets at weekends.")
    forecast = "Veltrix Mining cut its profit forecast. Veltrix Mining said it was still studying a sale of its pet unit."
    assert not any("forecast" in target for _, _, target in sides(forecast))
    murder = "A murder inquiry began in Leeds. Omar Field was stabbed. "
    assert sides(murder + "“We are heartbroken and it hurts,” said Lena Ott.") == []


LEVY = "The government doubled the levy on markets. The levy would raise $3. "


@pytest.mark.parametrize(
    ("text", "holder", "polarity"),
    [
        pytest.param("Lena Ott rejected the criticism.", "Lena Ott", "supports", id="rebuts"),
        pytest.param("Lena Ott said she would not return until the levy was withdrawn.", "Lena Ott", "opposes", id="not-until-withdrawn"),
        pytest.param("Lena Ott asked them to call off the levy.", "Lena Ott", "opposes", id="call-off"),
    ],
)
def test_ways_to_be_for_and_against(text: str, holder: str, polarity: str) -> None:
    assert [(way, "levy" in target) for who, way, target in sides(LEVY + text) if who == holder] == [(polarity, True)]


def test_what_should_begin_is_the_target() -> None:
    assert ("Lena Ott", "supports", "the procurement") in sides("Lena Ott demanded that procurement begin at once.")


PLANNED = "The council plans a ferry tax. "


@pytest.mark.parametrize(
    ("text", "holder", "polarity", "word"),
    [
        pytest.param("The Shop Guild wants no ferry tax.", "Shop Guild", "opposes", "tax", id="no-thing"),
        pytest.param("Lena Ott said she was neither for nor against the ferry tax.", "Lena Ott", "neutral", "tax", id="neither-nor"),
        pytest.param("Lena Ott was yet to make up her mind about the ferry tax.", "Lena Ott", "neutral", "tax", id="undecided"),
        pytest.param("The Shop Guild was of two minds about the ferry tax.", "Shop Guild", "mixed", "tax", id="two-minds"),
        pytest.param("Lena Ott said she was for the ferry tax.", "Lena Ott", "supports", "tax", id="is-for"),
        pytest.param("Lena Ott said she was for all of the tax.", "Lena Ott", "supports", "tax", id="for-all-of-it"),
        pytest.param("Mayor Ada Roe demanded the ferry tax. Lena Ott backed her call.", "Lena Ott", "supports", "tax", id="backed-a-call"),
        pytest.param(
            "Mayor Ada Roe demanded the ferry tax. Lena Ott rejected the call.", "Lena Ott", "opposes", "tax", id="against-a-call"
        ),
        pytest.param("Lena Ott stayed away from the vote in protest.", "Lena Ott", "opposes", "tax", id="in-protest"),
        pytest.param("Lena Ott ruled out a rollback.", "Lena Ott", "supports", "tax", id="no-rollback"),
        pytest.param("Lena Ott signed a petition against the ferry tax.", "Lena Ott", "opposes", "tax", id="petition"),
        pytest.param("Lena Ott and Ada Roe said they would vote no.", "Ada Roe", "opposes", "tax", id="all-who-say"),
        pytest.param("The Shop Guild is understood to favour the ferry tax.", "Shop Guild", "supports", "tax", id="understood-to"),
        pytest.param(
            "Lena Ott called the ferry tax “the greatest theft since 1690”.", "Lena Ott", "opposes", "tax", id="size-is-no-praise"
        ),
    ],
)
def test_sides_in_the_words_of_other_registers(text: str, holder: str, polarity: str, word: str) -> None:
    assert any(who == holder and way == polarity and word in target for who, way, target in sides(PLANNED + text)), sides(PLANNED + text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Lena Ott said the plan would not cost a single job.", id="a-thing-that-would-not"),
        pytest.param("Lena Ott said she would not choose between the two piers.", id="leaving-it-alone"),
    ],
)
def test_what_is_no_side_of_a_person(text: str) -> None:
    assert not any(polarity == "opposes" for _, polarity, _ in sides(PLANNED + text)), sides(PLANNED + text)


def test_nobody_in_particular_takes_a_side() -> None:
    found = sides("Lena Ott called on the council to let any school that wants a ferry tax have one.")
    assert found and not any("school" in holder for holder, _, _ in found), found


def test_a_name_that_starts_a_sentence_is_a_name() -> None:
    text = "The maker, Tamarisk Home, was asked by Tamarisk customers. Tamarisk rejects a recall as unnecessary."
    assert any(holder.startswith("Tamarisk") and way == "opposes" for holder, way, _ in sides(text)), sides(text)


def test_sales_and_homes_are_no_issue() -> None:
    with story("Sales fell by 3%. Sales of homes fell too. Homes cost more. The council plans a home levy.") as seen:
        assert "levy" in find_topic(seen.parsed, "")


_TAX = "The council plans a ferry tax. The ferry tax would start in May. "


@pytest.mark.parametrize(
    ("text", "holder", "polarity", "word"),
    [
        pytest.param("Lena Ott wants the supply moved to the evening.", "Lena Ott", "supports", "moving the supply", id="small-clause"),
        pytest.param("Lena Ott demanded that the brewery be cleaned.", "Lena Ott", "supports", "cleaning the brewery", id="subjunctive"),
        pytest.param(_TAX + "The case was brought by Cobalt Mining.", "Cobalt Mining", "opposes", "tax", id="case-brought-by"),
        pytest.param(_TAX + "Lena Ott saw no reason to change it.", "Lena Ott", "supports", "tax", id="no-reason-to-change"),
        pytest.param("Lena Ott sees no need for the ferry tax.", "Lena Ott", "opposes", "tax", id="no-need"),
        pytest.param("Lena Ott said she could not accept the ferry tax.", "Lena Ott", "opposes", "tax", id="could-not-accept"),
        pytest.param(_TAX + "Lena Ott handed in a petition in favour.", "Lena Ott", "supports", "tax", id="petition-in-favour"),
        pytest.param(_TAX + "Lena Ott, the loudest voice against the tax, left.", "Lena Ott", "opposes", "tax", id="voice-against"),
        pytest.param(
            _TAX + "Lena Ott condemned the ferry tax. Omar Field sided with Lena Ott.", "Omar Field", "opposes", "tax", id="sided-with"
        ),
        pytest.param(_TAX + "Lena Ott condemned the ferry tax. So did Omar Field.", "Omar Field", "opposes", "tax", id="so-did"),
        pytest.param("The owners have called a strike for June 16.", "owners", "supports", "strike", id="called-a-strike"),
        pytest.param(
            "The senators called for a moratorium on new permits in the hills.", "senators", "supports", "moratorium", id="moratorium"
        ),
    ],
)
def test_sides_in_idioms(text: str, holder: str, polarity: str, word: str) -> None:
    found = sides(text)
    assert any(holder in who and way == polarity and word in target for who, way, target in found), found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(_TAX + "Omar Field sided with Lena Ott.", id="beside-somebody-without-a-side"),
        pytest.param("Lena Ott said that she would not be hurried.", id="would-not-be"),
    ],
)
def test_idioms_that_take_no_side(text: str) -> None:
    assert [side for side in sides(text) if "ouncil" not in side[0]] == []
