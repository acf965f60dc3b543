"""Sentences of many kinds, each as the sentences that it must fall into."""

from __future__ import annotations

import pytest

from dragoman.knowledge import Knowledge
from dragoman.language import SentenceSplitter

SPLITTER = SentenceSplitter(Knowledge())

PARAGRAPHS = [
    ["Mr. Abel Tesfaye met Mrs. Oduya and Ms. Lind.", "They spoke for an hour."],
    ["Dr. Ana Brel and Prof. Emil Kos testified.", "Neither was paid."],
    ["Sen. Mark Dole, R-Ark., voted no.", "Rep. Lia Shaw, D-Calif., voted yes."],
    ["Gov. Pat Moss signed it on Jan. 5.", "The law takes effect on Feb. 1."],
    ["He arrived at 9 a.m. on Tuesday.", "She left at 11 p.m."],
    ["The meeting ended at 5 p.m.", "The ministers left at once."],
    ["The vote is set for 10 a.m. Friday.", "Nobody expects surprises."],
    ["Talks between the U.S. and the U.K. resumed.", "The E.U. was not invited."],
    ["He moved to the U.S. in 2004.", "He never came back."],
    ["U.S. Secretary of State Ana Roe arrived.", "U.N. envoy Bo Lee followed."],
    ["The U.S. Army said so.", "The U.S. Senate agreed."],
    ["J. K. Morrow wrote it.", "W. E. B. Stone did not."],
    ["George W. Hale spoke first.", "Then came Lyndon B. Marsh."],
    ["The group, led by Maj. Gen. Ivo Rask, crossed the river.", "It met no resistance."],
    ["Lt. Col. Dana Fox was killed.", "Sgt. Lee Park was wounded."],
    ["Acme Corp. said it would close.", "Beta Inc. will not."],
    ["Acme Inc. Chief Executive Bo Lind resigned.", "Shares fell."],
    ["The firm is Acme Ltd.", "It was founded in 1990."],
    ["She lives in Washington, D.C.", "Her brother lives in St. Paul, Minn., with his wife."],
    ["He was born in Springfield, Ill., in 1950.", "He died in Reno, Nev."],
    ["See Fig. 3 and No. 7 of Art. 12.", "They explain it."],
    ["Police said no.", "They meant it."],
    ["The answer is no.", "Seven people disagreed."],
    ["“We will not yield,” he said.", "“We never have.”"],
    ["“We came.", "We saw.", "We won,” the general said."],
    ["“Where is the army?” she asked.", "“Gone!” a boy shouted.", "Nobody laughed."],
    ["“Why now?” Mr. Kos wondered aloud.", "“Why here?”"],
    ["“Is it over?”", "The crowd waited."],
    ["He said: “It is over.”", "Then he sat down."],
    ["He called it “a disgrace.”", "She called it “a start.”"],
    ["'It is finished,' he said.", "'Go home.'"],
    ["The rebels (about 300 of them) fled.", "(Nobody pursued them.)", "The army rested."],
    ["Is it war?", "No!", "It is peace."],
    ["What?!", "He could not believe it."],
    ["They waited… and waited.", "Nothing came."],
    ["They waited ... and waited.", "Nothing came."],
    ["“I don't know...” he said.", "He left."],
    ["The price rose 3.5 percent to $1.2 billion.", "It had been $900 million."],
    ["Version 2.0 was released.", "Version 3.1.4 followed."],
    ["He paid Rs. 500 for it.", "She paid Rs. 600."],
    ["About 1,000 people came.", "Some 2,000 left."],
    ["In 2015.", "That was the year."],
    ["The war ended in 1945.", "In 1946 trials began."],
    ["Visit www.example.com for more.", "Or call."],
    ["Mail press@example.org.", "Nobody answers."],
    ["The file is report.v2.pdf.", "It is long."],
    ["The ship, the H.M.S. Hope, sank.", "Forty drowned."],
    ["Jan. 6 was cold.", "Dec. 25 was not."],
    ["It happened last Dec.", "The trial began in May."],
    ["Smith vs. Jones was heard.", "Roe v. Wade was cited."],
    ["The gang, i.e. the four brothers, was caught.", "Others, e.g. the cousins, fled."],
    ["They grow wheat, maize, etc.", "They sell it abroad."],
    ["Martin Luther King Jr. spoke there.", "John Doe Sr. did too."],
    ["He succeeded Pope John XXIII.", "Paul VI followed."],
    ["Plan A failed.", "Plan B worked."],
    ["The bill, H.R. 2712, passed.", "S. 14 did not."],
    ["Mt. Hood erupted.", "Ft. Drum was evacuated."],
    ["The Rev. Tom Hale prayed.", "The Rt. Hon. Jo Pell wept."],
    ["Col. Aziz, 55, took power.", "Gen. Bah fled."],
    ["AT&T Inc. and J.P. Morgan & Co. agreed.", "The S.E.C. did not."],
    ["Yahoo! bought it.", "Nobody else would."],
    ["The show “Jeopardy!” aired.", "Viewers cheered."],
    ["Panic! at the Disco played.", "The crowd danced."],
    ["Ph.D. students struck.", "She holds a Ph.D.", "He holds an M.D."],
    ["The train to Aix-en-Provence via St.-Denis left.", "It was late."],
    ["He said that 5 p.m. EST was the deadline.", "It passed."],
    ['The talks, he said, "went well."', "They did not."],
    ['"Stop!" the officer said.', '"Now!"'],
    ["She is from Trinidad & Tobago.", "He is from St. Lucia."],
    ["Mayor-elect Lori Vale spoke.", "Ex-Gov. Hal Reed listened."],
    ["The number of dead rose to 30.", "12 are missing."],
    ["iPhone sales rose.", "eBay's fell."],
    ["The party won.", "al-Sadr's bloc lost."],
    ["A 6.1 magnitude quake hit at 3:04 a.m. local time.", "No one died."],
    ["They met at No. 10 Downing St. on Monday.", "They met again on Elm St.", "The mayor came."],
    ["The Hague-based court ruled.", "Judge J. Donoghue read it."],
    ["N. Korea fired a missile.", "S. Korea protested."],
    ["The sanctions hit Kim Jong Un.", "He shrugged."],
    ["Prime Minister Rishi S. said it.", "Nobody heard."],
    ["The plane, a Boeing 737-800, crashed.", "All 132 died."],
    ["“If they come,” Rask said, “we will fight.", "We will win.”", "He sat."],
    ["He signed the bill Feb. 28, 2019.", "It expired."],
    ["Oil was at $80.25 a barrel.", "Gold was at $1,900 an oz.", "Silver fell."],
    ["The E. coli outbreak grew.", "S. aureus was ruled out."],
    ["The case is U.S. v. Doe.", "It is sealed."],
    ["Doe et al. found it.", "Others doubt it."],
    ["The Bank of N.Y. Mellon paid.", "It said so."],
    ["The Nos. 3 and 4 reactors failed.", "The No. 5 reactor held."],
]
LAYOUTS = [
    ("The talks ended.The minister left.", ["The talks ended.", "The minister left."]),
    ("It began in 2019.The court ruled late.", ["It began in 2019.", "The court ruled late."]),
    ("The bank (AFP).The bank fell.", ["The bank (AFP).", "The bank fell."]),
    ("He left at 5 p.m.The talks went on.", ["He left at 5 p.m.", "The talks went on."]),
    ("He left the U.S.The talks went on.", ["He left the U.S.", "The talks went on."]),
    ("Rates rose 3%.They fell.", ["Rates rose 3%.", "They fell."]),
    ("“We won.”They cheered.", ["“We won.”", "They cheered."]),
    ("Why?Nobody knows.", ["Why?", "Nobody knows."]),
    ("Mail John.Smith@example.org now.", ["Mail John.Smith@example.org now."]),
    ("Go to Example.Com/News.Page now.", ["Go to Example.Com/News.Page now."]),
    ("See file Report.Final.Doc here.", ["See file Report.Final.Doc here."]),
    ("He felt ill. Doctors came.", ["He felt ill.", "Doctors came."]),
    ("He came in. Nobody spoke.", ["He came in.", "Nobody spoke."]),
    ("They sat. Police stood.", ["They sat.", "Police stood."]),
    ("He ran 5 km. Rivals ran 6.", ["He ran 5 km.", "Rivals ran 6."]),
    ("It is modern art. Critics agree.", ["It is modern art.", "Critics agree."]),
    ("He was a rep. Nobody knew.", ["He was a rep.", "Nobody knew."]),
    ("The priest, Fr. Tomas, left. He wept.", ["The priest, Fr. Tomas, left.", "He wept."]),
    ("Talks fail\nThe two sides met. They left.", ["Talks fail", "The two sides met.", "They left."]),
    ("Talks fail\n\nThe two sides met\n\nThey left", ["Talks fail", "The two sides met", "They left"]),
    ("They agreed:\n- to meet\n- to talk", ["They agreed:", "- to meet", "- to talk"]),
    ("1. Arms\n2. Legs\n3. Oil and gas", ["1. Arms", "2. Legs", "3. Oil and gas"]),
    ("a) arms\nb) oil", ["a) arms", "b) oil"]),
    ("i. arms\nii. oil", ["i. arms", "ii. oil"]),
    ("1. The army leaves. 2. The police stay.", ["1. The army leaves.", "2. The police stay."]),
    ("The plan has (1) a truce. (2) An exchange follows.", ["The plan has (1) a truce.", "(2) An exchange follows."]),
    ("“We came.\n\n“We saw.”\n\nHe left.", ["“We came.", "“We saw.”", "He left."]),
    ("* One\n* Two", ["* One", "* Two"]),
    ("The minister... refused.", ["The minister... refused."]),
    ("The minister refused… The crowd booed.", ["The minister refused…", "The crowd booed."]),
    ("He paused . . . and left. She stayed.", ["He paused . . . and left.", "She stayed."]),
    ("GENEVA (AP) - The talks failed. They end.", ["GENEVA (AP) - The talks failed.", "They end."]),
    ("WASHINGTON, D.C. -- The House voted. It passed.", ["WASHINGTON, D.C. -- The House voted.", "It passed."]),
    ("By J. Doe\nThe talks failed.", ["By J. Doe", "The talks failed."]),
    ("Q. Where were you?\nA. At home.", ["Q. Where were you?", "A. At home."]),
    ("He said, “Go. Now. Leave!” and left.", ["He said, “Go.", "Now.", "Leave!” and left."]),
    ("Is he guilty? yes or no.", ["Is he guilty? yes or no."]),
    ("The ‘Yes!’ campaign won. It is over.", ["The ‘Yes!’ campaign won.", "It is over."]),
    ("«Nous partons.» Il part.", ["«Nous partons.»", "Il part."]),
    ("Prices rose 0.5. pct.", ["Prices rose 0.5. pct."]),
    ("He scored 3-2. The win was his.", ["He scored 3-2.", "The win was his."]),
    ("It is true.[1] The court said so.", ["It is true.[1]", "The court said so."]),
    ("It is true.1 The court said so.", ["It is true.1 The court said so."]),
    (
        "He is a Lt. in the army. She is a Capt. in the navy.",
        ["He is a Lt. in the army.", "She is a Capt. in the navy."],
    ),
    (
        "Nobel laureate Abiy A. Ali spoke. E.U. leaders listened.",
        ["Nobel laureate Abiy A. Ali spoke.", "E.U. leaders listened."],
    ),
    ("He met Xi. They spoke.", ["He met Xi.", "They spoke."]),
    ("It cost $5m. Officials paid.", ["It cost $5m.", "Officials paid."]),
    ("It cost 5bn. Officials paid.", ["It cost 5bn.", "Officials paid."]),
    ("“No.” That was all. “Yes.”", ["“No.”", "That was all.", "“Yes.”"]),
    ("Who won? We did! “Really?” Yes.", ["Who won?", "We did!", "“Really?”", "Yes."]),
    ("The vote (see p. 12) passed. Art. 5 applies.", ["The vote (see p. 12) passed.", "Art. 5 applies."]),
    ("Approx. 300 died. Est. damage: $5m.", ["Approx. 300 died.", "Est. damage: $5m."]),
    ("The PM said: \"We won't go. We can't.\" He left.", ["The PM said: \"We won't go.", "We can't.\"", "He left."]),
    ('She said she was "fine". He said he was not.', ['She said she was "fine".', "He said he was not."]),
    ("She said 'no'. He said 'yes'.", ["She said 'no'.", "He said 'yes'."]),
    ("Mr. and Mrs. Doe left. So did Mr. X.", ["Mr. and Mrs. Doe left.", "So did Mr. X."]),
    ("Ltd. companies fell. Plc. firms rose.", ["Ltd. companies fell.", "Plc. firms rose."]),
]


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in SPLITTER.split(text)]


@pytest.mark.parametrize("wanted", PARAGRAPHS, ids=lambda wanted: wanted[0][:40])
def test_a_paragraph(wanted: list[str]) -> None:
    assert sentences(" ".join(wanted)) == wanted


@pytest.mark.parametrize("wanted", PARAGRAPHS[::4], ids=lambda wanted: wanted[0][:40])
def test_a_paragraph_between_others(wanted: list[str]) -> None:
    text = f"Talks fail\n\n{' '.join(wanted)}\n\nThe end came soon."
    assert sentences(text) == ["Talks fail", *wanted, "The end came soon."]


@pytest.mark.parametrize(("text", "wanted"), LAYOUTS, ids=[text[:40] for text, _ in LAYOUTS])
def test_layout_and_missing_spaces(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted
