"""What the text leaves open, as questions that stand alone."""

import pytest

from pipeline.engines.offline.questions import questions
from pipeline.engines.offline.questions.wording import direct
from tests.pipeline.engines.offline.stories import story


def asked(text: str) -> list[tuple[str, str]]:
    with story(text) as seen:
        found, _ = questions(seen.reading, seen.parsed, seen.speeches, seen.made, seen.names, seen.measured)
        return [(question.kind, question.question) for question in found]


@pytest.mark.parametrize(
    ("text", "kind", "question"),
    [
        pytest.param(
            "The House is expected to vote on Saturday on the aid.",
            "unresolved",
            "Will the House vote on Saturday on the aid?",
            id="expected",
        ),
        pytest.param("The council will decide on the dam in May.", "unresolved", "Will the council decide on the dam in May?", id="will"),
        pytest.param("The mill has yet to name a buyer.", "unresolved", "Will the mill name a buyer?", id="yet-to"),
        pytest.param("Lena Ott did not say how the fee would be paid.", "unanswered", "How would the fee be paid?", id="did-not-say-how"),
        pytest.param("Lena Ott declined to comment on the fee.", "unanswered", "What does Lena Ott say about the fee?", id="declined"),
        pytest.param("It is unclear who fired first.", "unanswered", "Who fired first?", id="unclear"),
        pytest.param("It is not known whether the dam was safe.", "unanswered", "Was the dam safe?", id="whether"),
        pytest.param("It is not known whether mills and farms were safe.", "unanswered", "Were mills and farms safe?", id="two-subjects"),
        pytest.param(
            "Washington has not presented proof that China crossed the line.", "unsupported", "Did China cross the line?", id="no-proof"
        ),
        pytest.param("Lena Ott has offered no evidence of fraud.", "unsupported", "Is there evidence of fraud?", id="no-evidence-of"),
        pytest.param(
            "The appeal goes to the High Court in May.", "unresolved", "What will the High Court decide on the appeal?", id="goes-to"
        ),
        pytest.param(
            "The council is considering a lower fee, though nobody there would confirm this.",
            "unanswered",
            "Is the council considering a lower fee?",
            id="nobody-would-confirm",
        ),
        pytest.param(
            "Lena Ott would ask the department to review the grant.",
            "unresolved",
            "Will the department review the grant?",
            id="would-ask-somebody",
        ),
        pytest.param("A hearing is scheduled for 12 June.", "unresolved", "What will the hearing decide?", id="event"),
        pytest.param(
            "The deal is subject to regulatory approval.", "unresolved", "Will the deal get regulatory approval?", id="subject-to"
        ),
        pytest.param("It was not immediately clear whether any had left.", "unanswered", "Had any left?", id="not-immediately-clear"),
        pytest.param(
            "Mayor Omar Field resigned. His aide declined to comment on it.",
            "unanswered",
            "What does Omar Field’s aide say about it?",
            id="whose",
        ),
        pytest.param("Lena Ott denied that the firm had hidden the cost.", "disputed", "Had the firm hidden the cost?", id="denied"),
    ],
)
def test_kinds_and_their_wording(text: str, kind: str, question: str) -> None:
    assert (kind, question) in asked(text)


@pytest.mark.parametrize(
    ("text", "kind", "question"),
    [
        pytest.param(
            "The weather office is to publish its forecast in May.",
            "unresolved",
            "Will the weather office publish its forecast in May?",
            id="is-to",
        ),
        pytest.param("The case comes up on September 2.", "unresolved", "What will be the outcome of the case?", id="comes-up"),
        pytest.param("The union has called a strike for June 16.", "unresolved", "Will the strike go ahead?", id="called-a-strike"),
        pytest.param("A report is to be published in May.", "unresolved", "Will a report be published in May?", id="is-to-be"),
        pytest.param(
            "The bureau will not publish its tally until March.", "unresolved", "Will the bureau publish its tally?", id="not-until"
        ),
        pytest.param("Talks start on Monday.", "unresolved", "Will talks lead to an agreement?", id="talks-start"),
        pytest.param(
            "The council has taken no decision on a boycott.", "unresolved", "What will the decision on a boycott be?", id="no-decision"
        ),
        pytest.param("The firm has 60 days to approve the deal.", "unresolved", "Will the firm approve the deal?", id="days-to"),
        pytest.param("How the dog drowned may never be known.", "unanswered", "How did the dog drown?", id="never-be-known"),
        pytest.param(
            "The drug has yet to be tested in people.", "unsupported", "Is there independent proof of the drug?", id="yet-to-be-tested"
        ),
        pytest.param("It goes to the Senate in May.", "unresolved", "What will the Senate decide?", id="it-goes-to"),
        pytest.param(
            "Lena Ott said that she had not decided whether to grant an exemption.",
            "unresolved",
            "Will Lena Ott grant an exemption?",
            id="not-decided",
        ),
        pytest.param(
            "Lena Ott will hear both sides before making up her mind on the fee.",
            "unresolved",
            "What will Lena Ott decide on the fee?",
            id="before-making-up-her-mind",
        ),
        pytest.param(
            "The mill said that it would appeal against the fine.",
            "unresolved",
            "Will the mill appeal against the fine?",
            id="would-appeal",
        ),
        pytest.param("Whether the dam was safe is not known.", "unanswered", "Was the dam safe?", id="open-subject"),
        pytest.param("Where the birds went was not studied.", "unanswered", "Where did the birds go?", id="open-where"),
        pytest.param(
            "The monitors cannot establish where the drones came from.",
            "unanswered",
            "Where did the drones come from?",
            id="cannot-establish",
        ),
        pytest.param("Lena Ott would not rule out going to court.", "unanswered", "Will Lena Ott go to court?", id="not-ruled-out"),
        pytest.param(
            "Asked whether the offer had been accepted, Lena Ott said only that it was being read.",
            "unanswered",
            "Had the offer been accepted?",
            id="said-only",
        ),
        pytest.param(
            "Asked whether the offer had been accepted, Lena Ott said: “Ask me in May.”",
            "unanswered",
            "Had the offer been accepted?",
            id="quip",
        ),
        pytest.param("Nor is it clear who would have the drum.", "unanswered", "Who would have the drum?", id="nor-is-it-clear"),
        pytest.param(
            "The ruling rests on the word of an engineer, whose name has not been published.",
            "unanswered",
            "Who is the engineer?",
            id="whose-name",
        ),
        pytest.param(
            "Environment Secretary Corazon Lim would not be drawn.",
            "unanswered",
            "What does Environment Secretary Corazon Lim say about this?",
            id="not-drawn",
        ),
        pytest.param(
            "Two people have died, although no coroner has found that a heater was to blame.",
            "unsupported",
            "Was a heater to blame?",
            id="no-coroner",
        ),
        pytest.param(
            "Neither sum has been checked by anybody independent.",
            "unsupported",
            "Is there independent proof of either sum?",
            id="neither-checked",
        ),
        pytest.param(
            "Omar Field put the losses at 700 million zlotys, though he offered no breakdown.",
            "unsupported",
            "Is it true that the losses were 700 million zlotys?",
            id="no-breakdown",
        ),
        pytest.param(
            "The firm does not accept that the gate caused the flooding.", "disputed", "Did the gate cause the flooding?", id="not-accepted"
        ),
        pytest.param("Questions linger over who paid for the dam.", "unanswered", "Who paid for the dam?", id="questions-linger"),
        pytest.param(
            "Questions remain on the dam, including whether there was a leak and whether Lena Ott knew of it.",
            "unanswered",
            "Was there a leak?",
            id="the-first-of-two",
        ),
        pytest.param("It remains a mystery why the dam broke.", "unanswered", "Why did the dam break?", id="mystery-why"),
        pytest.param("Who paid for the dam remains a question.", "unanswered", "Who paid for the dam?", id="who-remains"),
    ],
)
def test_what_is_left_open_in_other_words(text: str, kind: str, question: str) -> None:
    assert (kind, question) in asked(text)


def test_a_number_of_ones_own_for_a_thing_just_counted_is_a_dispute() -> None:
    text = (
        "Some 4,200 acres of rice will wither, according to Basil Kall, if the canal stays shut. "
        "The farm department puts the crop at about 2,600 acres."
    )
    assert "disputed" in [kind for kind, _ in asked(text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The vote was due to begin on Monday but was over by noon.", id="past"),
        pytest.param("The road closed due to heavy rain.", id="due-to-as-a-cause"),
        pytest.param("The mill would not be here if the river had moved.", id="would-not-is-no-refusal"),
        pytest.param("A worker, who asked not to be named, left the hall.", id="asked-not-to-be-named"),
        pytest.param("The drug was tested in 400 patients.", id="tested"),
        pytest.param("The mill closed in May.", id="plain"),
        pytest.param("The mill will not close until May.", id="closing-mills-are-no-events"),
        pytest.param("Shops open on Monday.", id="shops-are-no-events"),
        pytest.param("Lena Ott rejected plans to build a dam.", id="plans-as-a-noun"),
        pytest.param("Lena Ott goes to bed early.", id="goes-to-bed"),
        pytest.param("The aim is to cut costs.", id="aim-in-an-infinitive"),
        pytest.param("Lena Ott's office would not say whether it is.", id="asks-nothing"),
        pytest.param("Lena Ott was not saying that the price was enough.", id="was-not-saying"),
        pytest.param("For the state, it may not be a question of whether to accept the fee.", id="no-question-of"),
        pytest.param("There is no question that the fee rose.", id="no-question-that"),
        pytest.param("Asked whether the fee would rise, Lena Ott said that it would.", id="answered"),
        pytest.param("The mayor said that the truce will last. Lena Ott doubts that it will hold.", id="doubts-what-follows"),
    ],
)
def test_no_question_hangs_on_it(text: str) -> None:
    assert asked(text) == []


def test_sources_that_give_different_numbers() -> None:
    text = (
        "At least 58 people were killed in the flood, the ministry said. A relief group put the number of people killed in the flood at 94."
    )
    assert [kind for kind, _ in asked(text)] == ["disputed"]


def test_denial_of_what_was_said_before() -> None:
    assert ("disputed", "Did the mill hide its debts?") in asked("Omar Field said the mill hid its debts. Lena Ott denied that.")


def test_questions_end_with_their_mark_and_say_nothing_in_the_first_person() -> None:
    text = (
        "“We don’t know yet who did it,” Lena Ott said. The council will decide in May. "
        "It is unclear who paid. The firm declined to comment."
    )
    found = asked(text)
    assert found
    assert all(question.endswith("?") and question[0].isupper() and " we " not in question for _, question in found)


@pytest.mark.parametrize(
    ("text", "kind", "question"),
    [
        pytest.param(
            "The council will raise the fee. Lena Ott did not say by how much.",
            "unanswered",
            "By how much will the council raise the fee?",
            id="words-that-ask",
        ),
        pytest.param(
            "Lena Ott said guidance would be issued, but did not say when.",
            "unanswered",
            "When would guidance be issued?",
            id="words-that-ask-of-their-own-sentence",
        ),
        pytest.param("The mill has not released the report.", "unanswered", "What does the report say?", id="document"),
        pytest.param("The mill would not release the minutes.", "unanswered", "What do the minutes say?", id="documents"),
        pytest.param(
            "The two sides will meet again in Lindow. No date has been set.",
            "unresolved",
            "When will the two sides meet again in Lindow?",
            id="no-date",
        ),
        pytest.param("Lena Ott would not be drawn on how she will vote.", "unanswered", "How will Lena Ott vote?", id="not-drawn"),
    ],
)
def test_questions_in_the_words_of_other_registers(text: str, kind: str, question: str) -> None:
    assert (kind, question) in asked(text), asked(text)


def test_who_is_told_is_not_what_is_untold_and_an_untold_vote_is_one_question() -> None:
    assert not any("members" in question for _, question in asked("Lena Ott would not tell her members what to think."))
    assert [kind for kind, _ in asked("Lena Ott would not be drawn on how she will vote on the dam.")] == ["unanswered"]


@pytest.mark.parametrize(
    ("text", "kind", "question"),
    [
        ("The coroner will give her findings in August.", "unresolved", "Will the coroner give her findings in August?"),
        ("The union will ballot its members next week.", "unresolved", "Will the union ballot its members next week?"),
        ("The judge said she would rule on Monday.", "unresolved", "Will the judge rule on Monday?"),
        ("The members vote on May 7.", "unresolved", "Will the members vote on May 7?"),
        ("The trial continues.", "unresolved", "What will be the outcome of the trial?"),
        ("The case was adjourned to 9 May.", "unresolved", "What will be the outcome of the case?"),
        ("The bill now moves to the Senate.", "unresolved", "What will the Senate decide on the bill?"),
        ("Lena Ott has until Friday to respond.", "unresolved", "Will Lena Ott respond by Friday?"),
        ("The crews will walk out unless pay is raised.", "unresolved", "Will the crews walk out?"),
        ("If no deal is reached, the tariffs will take effect in May.", "unresolved", "Will the tariffs take effect in May?"),
        ("The regulator has opened an inquiry.", "unresolved", "What will the inquiry find?"),
        ("A run-off will be held in May.", "unresolved", "Will a run-off be held in May?"),
        ("Results are expected in the spring.", "unresolved", "What will results be?"),
        ("The mill has yet to explain the delay.", "unanswered", "What is the delay?"),
        ("Emails to the mill went unanswered.", "unanswered", "What does the mill say about the dam?"),
        ("The family could not be reached.", "unanswered", "What does the family say about the dam?"),
        ("The mill would cut 90 jobs, Lena Ott said, without giving details.", "unanswered", "How would the mill cut 90 jobs?"),
        ("Who leaked the memo is not known.", "unanswered", "Who leaked the memo?"),
        ("The video has not been verified.", "unsupported", "Is there independent proof of the video?"),
        ("Lena Ott said the mill was losing money. She offered no proof.", "unsupported", "Was the mill losing money?"),
    ],
)
def test_what_is_left_open_in_court_ballots_deadlines_and_silence(text: str, kind: str, question: str) -> None:
    with story(text) as seen:
        found, _ = questions(seen.reading, seen.parsed, seen.speeches, seen.made, seen.names, seen.measured, "the dam")
    assert (kind, question) in [(one.kind, one.question) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "The road will carry 400 cars.",
        "The courts would strike the law down, Lena Ott said.",
        "No member will vote on it.",
        "The mill was put off for the second time in July.",
        "The mill today announces a profit.",
        "Lena Ott asked whether the council would meet that date.",
    ],
)
def test_what_will_be_is_not_always_open(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The council said the road was safe. Lena Ott said it was not.", "Was the road safe?"),
        ("The council said the road was safe.\n\nResidents say otherwise.", "Was the road safe?"),
        ("The council said the road was safe. The union begs to differ.", "Was the road safe?"),
        ("Accounts of the shooting differ.", "Which account of the shooting is right?"),
        ("The hauliers say most lorries are running; the drivers say most lorries are parked.", "Are most lorries running?"),
        ("The union said the minister was dismissed. The palace insists the minister left freely.", "Did the minister leave freely?"),
        ("The two governments disagree about who fired first.", "Who fired first?"),
        ("Both sides blamed each other for the fire.", "Who is to blame for the fire?"),
        ("Each side accused the other of firing first.", "Who is to blame for firing first?"),
        ("Lena Ott pleaded not guilty to murder.", "Is Lena Ott guilty of murder?"),
        ("The cause of the fire is disputed.", "What is the cause of the fire?"),
        (
            "Police said 40 people had been arrested. Organisers said 90 people had been arrested.",
            "Which is right, that 40 people had been arrested, or that 90 people had been arrested?",
        ),
        (
            "Officials said 12 people had died. Hospitals reported 19 deaths.",
            "Which is right, that 12 people had died, or that hospitals reported 19 deaths?",
        ),
    ],
)
def test_disputes_of_accounts_and_counts(text: str, question: str) -> None:
    assert ("disputed", question) in asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "The boss split the winnings eight ways.",
        "The group said it would sue if they did not.",
        "Traders put the chance of a rise at 35 per cent, up from 12 per cent on Monday.",
        "She left after a dispute over pay.",
        "Police said 40 people had been arrested. The mayor said 90 shops had closed.",
    ],
)
def test_no_dispute(text: str) -> None:
    assert not any(kind == "disputed" for kind, _ in asked(text))


@pytest.mark.parametrize(
    ("text", "kind", "question"),
    [
        ("Lena Ott gave no sum.", "unanswered", "What is the sum?"),
        ("None of the earlier reports has been made public.", "unanswered", "What do the earlier reports say?"),
        ("There was no immediate word on casualties.", "unanswered", "How many casualties were there?"),
        ("Nor has the mill said whether other bidders were asked.", "unanswered", "Were other bidders asked?"),
        ("The mill did not answer when we asked how many people that would cover.", "unanswered", "How many people would that cover?"),
        ("What rent Lena Ott would get was blacked out.", "unanswered", "What rent would Lena Ott get?"),
        ("It is signed by a man nobody has been able to identify.", "unanswered", "Who is the man?"),
        ("Paraguay has not answered the offer.", "unanswered", "What does Paraguay say to the offer?"),
        ("The amounts of the other bids are confidential.", "unanswered", "What are the amounts of the other bids?"),
        ("The mill said the dam was safe. Lena Ott would not say whether it is.", "unanswered", "Was the dam safe?"),
        ("The bureau has not said what it would have been.", "unanswered", "What would it have been?"),
        ("Lena Ott has given the mill until May 3 to pay.", "unresolved", "Will the mill pay by May 3?"),
        ("The government has formed a three-member committee.", "unresolved", "What will the three-member committee find?"),
        ("The traders have threatened to go to court.", "unresolved", "Will the traders go to court?"),
        ("The President must assent to the bill before June 30.", "unresolved", "Will the President assent to the bill before June 30?"),
        ("An inquiry is to report within 15 days.", "unresolved", "What will the inquiry find?"),
        ("Lena Ott would not say whether there'd be a vote in May.", "unanswered", "Would there be a vote in May?"),
        ("What started the fire we simply do not know, Lena Ott said.", "unanswered", "What started the fire?"),
        ("Nobody seems to know how the dog got in.", "unanswered", "How did the dog get in?"),
        ("The question is whether the ferry can be saved.", "unanswered", "Can the ferry be saved?"),
        ("The government will say on Monday whether the article stays.", "unresolved", "Does the article stay?"),
        ("How much the state will pay has yet to be worked out.", "unresolved", "How much will the state pay?"),
        (
            "Three of its managers have been on leave since; it declined to say why.",
            "unanswered",
            "Why have three of its managers been on leave since?",
        ),
        (
            "One prison withdrew from the study. The authors did not name it.",
            "unanswered",
            "Which one is it, given that one prison withdrew from the study?",
        ),
        ("Judgment was reserved.", "unresolved", "What will judgment be?"),
        ("Nobody has tried the drug on people.", "unsupported", "Is there independent proof of the drug?"),
    ],
)
def test_what_is_withheld_and_what_must_still_be_done(text: str, kind: str, question: str) -> None:
    assert (kind, question) in asked(text), asked(text)


def test_what_rests_on_a_withheld_report_is_unsupported() -> None:
    text = "A report by Omar Field claims that the dam is cracked. It has not been made public."
    assert ("unsupported", "Is the dam cracked?") in asked(text), asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lena Ott gave no quarter.",
        "The mill has not released the hostages.",
        "The board appointed a committee in 2019.",
        "Lena Ott must eat.",
        "Lena Ott does not dispute that the dam is old.",
        "Lena Ott says the dam is old and that the road is new.",
    ],
)
def test_what_is_not_given_or_must_be_is_not_always_open(text: str) -> None:
    assert asked(text) == []


def test_a_time_at_the_start_is_no_question() -> None:
    found = asked("When police arrived they did not know who had fired.")
    assert "When did police arrive?" not in [question for _, question in found]


def test_the_bare_word_of_a_refusal_asks_it_of_what_is_told() -> None:
    assert ("unanswered", "When will the mills merge?") in asked(
        "The mills will merge, Omar Field said, but he would not say when, citing the bank."
    )


@pytest.mark.parametrize(
    ("text", "open_"), [("The council has begun an inquiry into the dam.", True), ("A dam inquiry began in spring.", False)]
)
def test_only_an_inquiry_that_goes_on_is_open(text: str, open_: bool) -> None:
    assert bool(asked(text)) is open_


def test_a_denied_condition_asks_for_what_would_meet_it() -> None:
    with story("The union will strike on Friday. It could end if Ida Ott does not win the vote by June.") as seen:
        clause = next(token for token in seen.parsed[1].doc if token.text == "win")
        assert direct(clause, seen.parsed[1], seen.names) == "Will Ida Ott win the vote by June?"


@pytest.mark.parametrize(
    ("text", "questions_asked"),
    [
        pytest.param(
            "Harbour pilots said they would vote on Friday.",
            [("unresolved", "Will harbour pilots vote on Friday?")],
            id="its-own",
        ),
        pytest.param("The ferry crews threatened that they would vote on Friday.", [], id="told-inside-another-clause"),
    ],
)
def test_what_a_claim_says_is_to_come_is_asked_of_its_subject(text: str, questions_asked: list[tuple[str, str]]) -> None:
    assert asked(text) == questions_asked


@pytest.mark.parametrize(
    ("text", "kind", "question"),
    [
        ("Asked whether the site was safe, Lena Ott said she would not speculate.", "unanswered", "Was the site safe?"),
        ("The board left the hall without saying what had become of the money.", "unanswered", "What had become of the money?"),
        ("Nothing in the report explained where the money had gone.", "unanswered", "Where had the money gone?"),
        ("The mill has named only two of its customers.", "unanswered", "Who are the other customers?"),
        ("Only 12 of the report's 88 pages have been made public.", "unanswered", "What do the other pages say?"),
        ("Officials cannot exclude that the dam was at fault.", "unanswered", "Was the dam at fault?"),
        ("It was too early to speculate on the cause of the crash, the agency said.", "unanswered", "What is the cause of the crash?"),
        ("It is too soon to tell whether the locks work.", "unanswered", "Do the locks work?"),
        ("Four others were unaccounted for, Sheriff Omar Field said.", "unanswered", "What has become of four others?"),
        ("Lena Ott said the ferry was safe. She did not name a price.", "unanswered", "What is the price?"),
    ],
)
def test_what_is_told_in_part_or_passed_over(text: str, kind: str, question: str) -> None:
    found = asked(text)
    assert any((one, words.split(", given")[0].rstrip("?")) == (kind, question.rstrip("?")) for one, words in found), found


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "The firm has said growth would cover the cost but has not released the analysis on which it bases the claim.",
            "Would growth cover the cost?",
        ),
        ("Nor can the ministry show that the ban is working.", "Is the ban working?"),
        ("The police had found nothing so far to show that the fire was deliberate.", "Was the fire deliberate?"),
        ("Lena Ott said patrols had cut crime. No one has yet compared the streets with others.", "Had patrols cut crime?"),
        ("Her paper on the method is still awaiting peer review.", "Will her paper on the method stand up to peer review?"),
        (
            "Lena Ott said the rail contract would add 60 million pounds a year. The claim came without any workings.",
            "Would the rail contract add 60 million pounds a year?",
        ),
    ],
)
def test_what_is_shown_by_nothing(text: str, question: str) -> None:
    assert ("unsupported", question) in asked(text), asked(text)
    assert not any("peer" in words for kind, words in asked(text) if kind == "unresolved")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Any deal would need approval from the competition regulator.", "Will the competition regulator approve the deal?"),
        ("The deal needs the consent of shareholders.", "Will shareholders approve the deal?"),
        ("Mayor Omar Field, who faces a primary on June 3, promised lower taxes.", "Will Mayor Omar Field win the primary?"),
        ("The eight members hold a meeting on Sunday.", "What will the meeting decide?"),
        ("Pretoria has been seeking a deal that would spare it.", "Will Pretoria get a deal that would spare it?"),
        ("The company had applied for two permits; neither has been granted.", "Will two permits be granted?"),
        ("The contract has not been signed.", "Will the contract be signed?"),
        ("The growers have asked the government to end the ban early.", "Will the government end the ban early?"),
        ("The choice of engines has been left until the autumn.", "What will come of the choice of engines?"),
        ("The bill leaves unsettled how the state will pay for it.", "How will the state pay for it?"),
        ("The inquiry is not finished.", "What will the inquiry find?"),
        ("The cause of the fire is under investigation.", "What will the investigation find about the cause of the fire?"),
        ("The firm would have to pay back the grant if it has not created 1,000 jobs by May.", "Will the firm pay back the grant?"),
        ("Where his voters go could decide the election.", "Where do his voters go?"),
        (
            "The regulator is weighing an application to raise tariffs by 18 percent.",
            "Will the application to raise tariffs by 18 percent succeed?",
        ),
    ],
)
def test_what_is_still_to_be_had_or_done(text: str, question: str) -> None:
    assert ("unresolved", question) in asked(text), asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Asked whether the site was safe, Lena Ott said that it was.",
        "The board left the hall without saying goodbye.",
        "Nothing in the hall told of the war.",
        "The mill named only two directors.",
        "The rules do not exclude women.",
        "It is too early to plant beans.",
        "The ministry can show that the ban is working.",
        "The police have plenty to show that the fire was deliberate.",
        "Her paper has passed peer review.",
        "The firm has said growth would cover the cost and has released the analysis on which it bases the claim.",
        "The deal needed approval in 2019.",
        "Judges hold a party on Sunday.",
        "The mill is seeking workers.",
        "Lena Ott has asked residents to stay indoors.",
        "Lena Ott left until Monday.",
        "The mill is not finished.",
        "Lena Ott does not intend to resign.",
        "The regulator usually takes months to decide.",
        "Two parents who filed suit last week live in Lindow.",
        "Passengers will be barred if they do not pay a fare.",
        "How he voted decided the matter.",
    ],
)
def test_what_is_told_shown_had_or_done_is_not_open(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "question"),
    [
        pytest.param(
            "The country, whose quota is 1.5 million, produced 1.8 million tons in June, a source said. The ministry disputes that.",
            "disputed",
            "Did the country produce 1.8 million tons in June?",
            id="not-what-is-said-beside",
        ),
        pytest.param(
            "Lena Ott said the mill would lose 400 jobs and that crews would get nothing. Jo Roe said the real figure was closer to 600.",
            "disputed",
            "Would the mill lose 400 jobs?",
            id="a-number-against-a-number",
        ),
        pytest.param(
            "Lena Ott said the dam was safe. That point is contested.", "disputed", "Was the dam safe?", id="what-that-points-back-to"
        ),
        pytest.param(
            "The council said the gap would close in May. Campaigners did not buy it.",
            "disputed",
            "Would the gap close in May?",
            id="did-not-buy-it",
        ),
        pytest.param(
            "In her own survey, paid for by a club and not yet peer-reviewed, a third of the ponds held newts.",
            "unsupported",
            "Did a third of the ponds hold newts?",
            id="found-beside-the-lack",
        ),
        pytest.param(
            "A nasal spray halved colds in a trial. The findings have not been peer reviewed, and Omar Field said the sample was small.",
            "unsupported",
            "Did a nasal spray halve colds in a trial?",
            id="found-before-the-lack",
        ),
        pytest.param(
            "The council balked at the plan, giving itself until March to find the money.",
            "unresolved",
            "Will the council find the money by March?",
            id="gave-itself-until",
        ),
        pytest.param(
            "Caldwell Summit is in talks with two counties.",
            "unresolved",
            "Will talks with two counties lead to an agreement?",
            id="a-name-is-no-event",
        ),
    ],
)
def test_what_a_contradiction_or_a_lack_is_about(text: str, kind: str, question: str) -> None:
    assert (kind, question) in asked(text), asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lena Ott said the dam was safe. Omar Field did not buy milk.",
        "Lena Ott said the dam was safe. The wall could not be seen.",
        "Lena Ott said the dam was safe. That was the point.",
        "The council balked at the plan, giving away the hall.",
    ],
)
def test_no_contradiction_and_no_lack(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Visitors need permission from the warden to fish in the lake.", id="a-rule-for-all"),
        pytest.param("The medal has not been awarded since 1998.", id="history"),
        pytest.param("The crates had been left until last.", id="left-until-last"),
        pytest.param("Whether it rains decides the price of maize.", id="so-every-time"),
        pytest.param("It is too early to talk about the title, the captain said.", id="too-early-for-a-topic"),
        pytest.param("Omar Field gave no evidence in his defence.", id="nothing-to-prove"),
    ],
)
def test_what_is_a_rule_or_history_leaves_nothing_open(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The merger needs approval from the regulator.", [("unresolved", "Will the regulator approve the merger?")], id="one-thing"
        ),
        pytest.param("None of the claims has been settled.", [("unresolved", "Will the claims be settled?")], id="none-of"),
        pytest.param("The dispute has not been resolved.", [("unresolved", "Will the dispute be resolved?")], id="passive"),
        pytest.param(
            "The council has asked the agency to stop printing its tables.",
            [("unresolved", "Will the agency stop printing its tables?")],
            id="an-order-to-stop-is-no-refusal",
        ),
        pytest.param(
            "The party has yet to prove that votes were bought.", [("unsupported", "Were votes bought?")], id="one-lack-one-question"
        ),
        pytest.param(
            "The team has not provided evidence for the claim.",
            [("unsupported", "Is there evidence for the claim?")],
            id="no-evidence-is-no-refusal",
        ),
        pytest.param(
            "The rumours have not been confirmed.",
            [("unsupported", "Is there independent proof of the rumours?")],
            id="not-confirmed-is-no-refusal",
        ),
        pytest.param(
            "It is too early to speculate on motives, police said.", [("unanswered", "What are the motives?")], id="too-early-for-a-motive"
        ),
        pytest.param(
            "There has never been a trial of the method.", [("unsupported", "Is there independent proof of the method?")], id="never-tried"
        ),
        pytest.param(
            "The paper, which has not been peer-reviewed, was posted online on Monday.",
            [("unsupported", "Will the paper stand up to peer review?")],
            id="what-is-told-of-a-paper-is-no-finding",
        ),
        pytest.param("Two men pleaded not guilty to theft.", [("disputed", "Are two men guilty of theft?")], id="two-men"),
        pytest.param("The estimates differ.", [("disputed", "Which of the estimates is right?")], id="estimates-differ"),
    ],
)
def test_one_question_for_what_is_open(text: str, expected: list[tuple[str, str]]) -> None:
    assert asked(text) == expected


@pytest.mark.parametrize(
    ("text", "question"),
    [
        pytest.param(
            "The regulator listed 214 engines as within the batches. A database of the airline shows 361.",
            "Which is right, that the regulator listed 214 engines as within the batches, or that a database of the airline shows 361?",
            id="a-document-counts",
        ),
        pytest.param(
            "The ministry said 22 jobs would go. The number is 58, Mr Ott said.",
            "Which is right, that 22 jobs would go, or that the number is 58?",
            id="another-number-of-the-same",
        ),
        pytest.param(
            "A fifth of the money had gone to schools, the auditor said. Mr Burchett puts the share at 60 percent.",
            "Which is right, that a fifth of the money had gone to schools, or that the share is 60 percent?",
            id="a-fifth-and-percent",
        ),
    ],
)
def test_rival_figures(text: str, question: str) -> None:
    assert ("disputed", question) in asked(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Profit fell 31%, the firm said. Analysts put the fall at almost a third of profit.", id="numbers-that-are-alike"),
        pytest.param("Of the 41 tests in the register, Dr Das said, 27 were held on paper.", id="a-part"),
        pytest.param("The fund said it owns 3,100 flats. The council has put a scheme for 640 flats on hold.", id="put-without-at"),
        pytest.param("A fee of £3,000 is due, the mayor said. She put the revenue of the town at £6.8m.", id="money-for-something-else"),
    ],
)
def test_no_rival_figures(text: str) -> None:
    assert not any(question.startswith("Which") for kind, question in asked(text) if kind == "disputed")
