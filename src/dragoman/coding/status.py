"""Status: whether what an event word tells of took place, by the words above it in the parse."""

from __future__ import annotations

import datetime
import re

import msgspec

from ..knowledge import Knowledge
from .document import Document
from .tree import VERBAL, Tree, tree_of

HAPPENED = "happened"
# What a word presupposes took place whatever becomes of the word itself: "did not condemn the attack".
PRESUPPOSED = "presupposed"
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_CLAUSES = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl", "csubj", "csubjpass", "oprd"})
_NOMINAL_DEPS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "dative", "poss", "compound", "amod", "nmod"})
_QUOTES = frozenset({'"', "“", "”", "``", "''", "‘", "'"})
_DATED = frozenset({"prep", "npadvmod", "advmod", "nummod", "compound", "poss"})
_LONGEST_PAST = 8
_HIGHEST = 14


class Status(msgspec.Struct, frozen=True):
    """status: "reported", "historical", "future", "hypothetical" or "negated"; rule: what decided it."""

    status: str
    confidence: float
    rule: str = ""

    @property
    def purpose(self) -> bool:
        """Whether it is open only as what something else was done for: "to help"."""
        return self.status == "hypothetical" and self.rule.endswith(":to")


class Predicates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `data/status/predicates.yaml`."""

    clause: dict[str, str]
    object: dict[str, str]
    modifiers: dict[str, str]
    modals: dict[str, str]
    marks: dict[str, str]
    neg_raising: str
    negations: str
    refusals: str
    reached: str
    open_denials: str
    going: str
    unmet: str
    outranked: str
    joining: str
    expectations: str
    expected_harm: str
    spoken: str
    rejecting: str
    presupposing: str
    open_determiners: str
    ranked: str
    reported_future: str
    occurrence: str
    background: str
    weak: str


class _State:
    """What is known so far on the way up: a status and what gave it."""

    __slots__ = ("averted", "denial_read", "rule", "status")

    def __init__(self) -> None:
        self.status = HAPPENED
        self.rule = ""
        self.averted = False
        self.denial_read = False

    def meet(self, effect: str, rule: str, averts: bool = False) -> None:
        """A denial stays; what is open stays open unless it is denied.

        averts: the word above keeps the event from happening; whether it does so may be open in its turn.
        """
        if effect == HAPPENED or (self.status == "negated" and not self.averted):
            return
        if self.averted and effect != "negated":
            self.status, self.rule, self.averted = "hypothetical", rule, False
        elif self.status == HAPPENED or effect == "negated" or (self.status == "future" and effect == "hypothetical"):
            self.averted = averts and effect == "negated" and self.status == HAPPENED
            self.status, self.rule = effect, rule


class StatusReader:
    """Reads the status of any event word by `data/status/predicates.yaml`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._clause: dict[str, str] = {}
        self._object: dict[str, str] = {}
        self._modifiers: dict[str, str] = {}
        self._modals: dict[str, str] = {}
        self._marks: dict[str, str] = {}
        self._neg_raising: frozenset[str] = frozenset()
        self._negations: frozenset[str] = frozenset()
        self._refusals: frozenset[str] = frozenset()
        self._reached: frozenset[str] = frozenset()
        self._open_denials: frozenset[str] = frozenset()
        self._going: frozenset[str] = frozenset()
        self._unmet: frozenset[str] = frozenset()
        self._outranked: frozenset[str] = frozenset()
        self._joining: frozenset[str] = frozenset()
        self._expectations: frozenset[str] = frozenset()
        self._expected_harm: frozenset[str] = frozenset()
        self._spoken: frozenset[str] = frozenset()
        self._rejecting: frozenset[str] = frozenset()
        self._presupposing: frozenset[str] = frozenset()
        self._open_determiners: frozenset[str] = frozenset()
        self._ranked: frozenset[str] = frozenset()
        self._reported_future: frozenset[str] = frozenset()
        self._occurrence: frozenset[str] = frozenset()
        self._background: frozenset[str] = frozenset()
        self._weak: frozenset[str] = frozenset()
        for _, table in knowledge.documents("status/predicates.yaml", Predicates):
            for name in ("clause", "object", "modifiers", "modals", "marks"):
                words: dict[str, str] = getattr(self, f"_{name}")
                for effect, text in getattr(table, name).items():
                    words.update((w, effect) for w in text.split())
            for name in (
                "neg_raising",
                "negations",
                "refusals",
                "open_denials",
                "going",
                "unmet",
                "outranked",
                "joining",
                "expectations",
                "expected_harm",
                "spoken",
                "rejecting",
                "presupposing",
                "open_determiners",
                "ranked",
                "reached",
                "reported_future",
                "occurrence",
                "background",
                "weak",
            ):
                setattr(self, f"_{name}", getattr(self, f"_{name}") | frozenset(getattr(table, name).split()))

    def read(self, document: Document, trigger: tuple[int, int]) -> Status:
        """Whether what the word at `trigger` tells of took place.

        Args: trigger: characters of any verb or noun that tells of an event.
        """
        return self.at(tree_of(document), document.tokens(trigger).root.i, document.date)

    def at(self, tree: Tree, i: int, date: datetime.date | None = None) -> Status:
        """The same for a token. date: the report's, against which years are judged historical."""
        state = _State()
        self._own(tree, i, state)
        self._climb(tree, i, state)
        if state.status == HAPPENED:
            if rule := self._past(tree, i, date):
                return Status("historical", 0.7, rule)
            return Status("reported", 0.8, "default")
        return Status(state.status, 0.75, f"predicates.yaml:{state.rule}")

    def foresees(self, status: Status, harm: bool) -> bool:
        """Whether it is only somebody's expectation that makes it a thing to come, and nobody's promise or threat.

        Args: harm: the deed is a hostile one, which whoever is "expected to" do it need not have announced.
        """
        word = status.rule.rpartition(":")[2]
        return word in self._expectations or (harm and word in self._expected_harm)

    def refuses(self, tree: Tree, i: int) -> bool:
        """Whether somebody will not or would not do what the verb `i` tells of, rather than did not do it."""
        at = i
        for _ in range(3):
            if any(tree.dep[k] == "aux" and tree.low[k] in self._refusals for k in tree.kids[at]):
                return True
            if tree.dep[at] not in ("conj", "xcomp", "dobj") or tree.head[at] == at:
                return False
            at = tree.head[at]
        return False

    # --- the word itself ---

    def _own(self, tree: Tree, i: int, state: _State) -> None:
        verbal = tree.pos[i] in VERBAL
        for k in tree.kids[i]:
            dep, low = tree.dep[k], tree.low[k]
            if dep == "neg" or (dep in ("det", "advmod", "preconj") and self._denies(tree, k)):
                state.meet("hypothetical" if self._leaves_open(tree, i) else "negated", low)
            elif dep == "det" and low in self._open_determiners:
                state.meet("hypothetical", low)
            elif dep in ("amod", "compound", "advmod"):
                state.meet(self._modifiers.get(low) or self._modifiers.get(tree.lemma[k]) or HAPPENED, low)
        if verbal or tree.child(i, "nsubj", "cop", "aux") is not None:
            self._auxiliaries(tree, i, state)

    def _denies(self, tree: Tree, k: int) -> bool:
        """Whether a word denies what it hangs on: "never", "no longer"."""
        return tree.low[k] in self._negations or (
            tree.low[k] in ("longer", "more") and k > 0 and tree.low[k - 1] in self._negations
        )

    def _leaves_open(self, tree: Tree, i: int) -> bool:
        """Whether a denial is itself open: "may not come", "if he does not agree"."""
        return any(tree.low[k] in self._weak for k in tree.kids[i] if tree.dep[k] in ("aux", "mark"))

    def _auxiliaries(self, tree: Tree, i: int, state: _State) -> None:
        """Modals, marks, denied subjects, futures without modal, commands and questions."""
        aux = [k for k in tree.kids[i] if tree.dep[k] in ("aux", "auxpass")]
        for k in aux:
            if effect := self._modals.get(tree.low[k]):
                state.meet("future" if self._would_in_report(tree, i, k) else effect, tree.low[k])
        for k in tree.kids[i]:
            if tree.dep[k] == "mark" and (effect := self._marks.get(tree.low[k])):
                state.meet(effect, tree.low[k])
            if tree.dep[k] in ("nsubj", "nsubjpass") and self._denied(tree, k):
                state.meet("negated", tree.low[k])
        if tree.dep[i] == "ROOT":
            to = any(tree.tag[k] == "TO" for k in aux)
            subject = tree.child(i, "nsubj", "nsubjpass")
            if to and subject is not None:
                state.meet("future", "to")
            elif self._commands(tree, i, aux):
                state.meet("hypothetical", "command")
            elif any(tree.low[k] == "?" for k in tree.kids[i]) and not self._asks_how(tree, i):
                state.meet("hypothetical", "?")
        elif tree.dep[i] == "ccomp" and i and tree.low[i - 1] in _QUOTES and self._commands(tree, i, aux):
            state.meet("hypothetical", "command")
        self._by_time(tree, i, aux, state)

    def _commands(self, tree: Tree, i: int, aux: list[int]) -> bool:
        return tree.tag[i] == "VB" and not aux and tree.child(i, "nsubj", "nsubjpass") is None

    def _would_in_report(self, tree: Tree, i: int, aux: int) -> bool:
        """ "Said it would leave" reports "it will leave"."""
        head = tree.head[i]
        return (
            tree.low[aux] in self._reported_future
            and tree.dep[i] == "ccomp"
            and tree.tag[head] in ("VBD", "VBN")
            and self._clause.get(tree.lemma[head]) == HAPPENED
        )

    def _denied(self, tree: Tree, k: int) -> bool:
        return tree.low[k] in self._negations or any(
            tree.dep[j] == "det" and tree.low[j] in self._negations for j in tree.kids[k]
        )

    def _asks_how(self, tree: Tree, i: int) -> bool:
        return any(tree.tag[k] in ("WP", "WRB", "WDT") for k in tree.kids[i])

    def _by_time(self, tree: Tree, i: int, aux: list[int], state: _State) -> None:
        """ "Is visiting next week": a present with a time to come."""
        if not any(tree.low[k] in ("is", "are", "am", "'s", "'re") for k in aux) and tree.tag[i] not in ("VBZ", "VBP"):
            return
        for k in tree.kids[i]:
            if tree.dep[k] in ("npadvmod", "advmod") and (
                tree.low[k] == "tomorrow" or any(self._modifiers.get(tree.low[j]) == "future" for j in tree.kids[k])
            ):
                state.meet("future", tree.low[k])

    # --- the words above ---

    def _climb(self, tree: Tree, i: int, state: _State) -> None:
        at = i
        for _ in range(_HIGHEST):
            head, dep = tree.head[at], tree.dep[at]
            if head == at:
                return
            noun = self._noun_of_purpose(tree, at, dep)
            if noun is not None:
                state.meet(self._clause[tree.lemma[noun]], tree.lemma[noun])
                at = noun
                continue
            if dep == "conj":
                if any(tree.low[k] in self._outranked for k in tree.kids[head] if k < at):
                    state.meet("negated", "than")
                self._coordinated(tree, at, head, state)
            elif dep == "advcl" and self._finite(tree, at):
                self._timed(tree, at, head, state)
                return
            elif (
                dep in ("appos", "parataxis", "dep")
                or (dep in ("relcl", "acl") and not self._complement(tree, at, dep))
                or (dep == "amod" and tree.tag[at] in ("VBN", "VBG"))
            ):
                return
            elif dep not in ("prep", "agent"):
                averted = self._step(tree, at, head, dep, state, itself=at == i)
                if averted is None:
                    return
                if dep in _NOMINAL_DEPS:
                    if not averted and not self._shares(tree, at, head, dep):
                        return
                    self._inherit(tree, head, state)
                    if dep == "pobj" and not averted and not self._definite(tree, at):
                        self._inherit(tree, self._governor(tree, head), state)
            at = head

    def _governor(self, tree: Tree, prep: int) -> int:
        """The word above a preposition, or above some that follow each other."""
        at = tree.head[prep]
        while tree.dep[at] == "prep" and tree.head[at] != at:
            at = tree.head[at]
        return at

    def _noun_of_purpose(self, tree: Tree, at: int, dep: str) -> int | None:
        """In "foiled a plot to bomb" the parser hangs the bombing on the foiling; it is the plot's."""
        if dep not in ("advcl", "xcomp") or not self._infinitive(tree, at):
            return None
        noun = min(k for k in tree.kids[at] if tree.tag[k] == "TO") - 1
        if noun < 0 or tree.dep[noun] != "dobj" or tree.head[noun] != tree.head[at]:
            return None
        return noun if self._clause.get(tree.lemma[noun], HAPPENED) != HAPPENED else None

    def _timed(self, tree: Tree, at: int, head: int, state: _State) -> None:
        """ "Will stay until it ends": a present under a verb that is still to come is to come as well."""
        finite = next((k for k in tree.kids[at] if tree.dep[k] in ("aux", "auxpass")), at)
        if tree.tag[finite] in ("VBZ", "VBP"):
            above = _State()
            self._auxiliaries(tree, head, above)
            if above.status in ("future", "hypothetical"):
                state.meet("hypothetical", above.rule)

    def _complement(self, tree: Tree, at: int, dep: str) -> bool:
        """Whether a clause under a noun is what the noun is about ("a plan to", "the claim that"), and no aside."""
        return self._infinitive(tree, at) or (dep == "acl" and tree.child(at, "mark") is not None)

    def _infinitive(self, tree: Tree, i: int) -> bool:
        return any(tree.tag[k] == "TO" and tree.dep[k] == "aux" for k in tree.kids[i])

    def _coordinated(self, tree: Tree, at: int, head: int, state: _State) -> None:
        """A conjunct without modal of its own shares that of the first: "will meet and discuss"."""
        own = any(tree.dep[k] in ("aux", "nsubj", "nsubjpass") for k in tree.kids[at])
        joined = any(tree.low[k] in self._joining for k in tree.kids[head] if tree.dep[k] == "cc")
        if joined and not own and tree.pos[at] in VERBAL and self._is_denied(tree, head):
            state.meet("negated", "nor")  # "did not attack or threaten"
        if tree.tag[at] in ("VB", "VBN") and tree.tag[at] == tree.tag[head] and not own:
            self._auxiliaries(tree, head, state)
        elif tree.pos[at] not in VERBAL:
            self._own_modifiers(tree, head, state)

    def _own_modifiers(self, tree: Tree, i: int, state: _State) -> None:
        for k in tree.kids[i]:
            if tree.dep[k] == "det" and tree.low[k] in self._negations:
                state.meet("negated", tree.low[k])

    def _step(
        self, tree: Tree, at: int, head: int, dep: str, state: _State, itself: bool
    ) -> bool | None:  # fmt: skip
        """What the word above makes of the event below it; returns whether it keeps it from happening, None where it
        takes it for granted.

        Args: itself: `at` is the event word, and no word above it.
        """
        prep, above = "", head
        if dep in ("pobj", "pcomp"):
            prep = tree.low[head]
            if head and tree.head[head - 1] == head:
                prep = f"{tree.low[head - 1]}_{prep}"  # "instead of"
            above = self._governor(tree, head)
        clause = dep in _CLAUSES or dep == "relcl"
        lemma = tree.lemma[above]
        effect, rule = self._effect(self._clause if clause else self._object, lemma, prep, tree, above)
        if dep in ("advcl", "csubj", "csubjpass") and not prep:
            effect, rule = self._adverbial(tree, at)
            if (
                dep == "advcl"
                and tree.lemma[above] in self._reached
                and tree.tag[above] in ("VBD", "VBN", "VBZ", "VBP", "VBG")
            ):
                effect = HAPPENED  # "flew to Oslo to meet": who went there did
        elif effect is None and clause and self._infinitive(tree, at):
            ranked = any(tree.low[k] in self._ranked for k in tree.kids[above])  # "the first state to sign"
            effect, rule = (HAPPENED, "") if ranked else ("hypothetical", "to")
            if tree.pos[above] == "AUX":
                effect, rule = "future", "be to"
        if clause and self._infinitive(tree, at):
            effect, rule = self._periphrasis(tree, above) or (effect, rule)
        if (
            effect == "negated"
            and itself
            and not clause
            and tree.lemma[at] in self._spoken
            and lemma in self._rejecting
        ):
            return None  # what was rejected had been said
        if effect == PRESUPPOSED or (dep == "pobj" and prep in self._presupposing):
            return None
        if effect == HAPPENED and clause and tree.pos[above] in VERBAL and not self._finite(tree, at):
            self._inherit(tree, above, state)
            return False
        denied = effect is not None and self._is_denied(tree, above)
        state.denial_read = denied
        if denied and effect == "negated":
            effect = "hypothetical" if lemma in self._open_denials else HAPPENED
        elif denied and lemma in self._neg_raising and not self._asked(tree, at):
            effect = "negated"
        if effect is not None:
            state.meet(effect, rule, averts=effect == "negated" and not denied)
        if effect == "negated" and clause and not denied and tree.pos[above] in VERBAL:
            self._auxiliaries(tree, above, state)  # "if they fail to pay", "can act without asking"
        return effect == "negated"

    def _asked(self, tree: Tree, i: int) -> bool:
        """Whether a clause leaves itself open: "has not decided whether it will sue"."""
        return any(tree.dep[k] == "mark" and tree.low[k] in self._marks for k in tree.kids[i])

    def _periphrasis(self, tree: Tree, above: int) -> tuple[str, str] | None:
        """ "Is going to", "has yet to"."""
        if tree.tag[above] == "VBG" and tree.lemma[above] in self._going:
            return "future", tree.low[above]
        yet = next((k for k in tree.kids[above] if tree.dep[k] == "advmod" and tree.low[k] in self._unmet), None)
        return ("negated", tree.low[yet]) if yet is not None else None

    def _finite(self, tree: Tree, i: int) -> bool:
        return tree.child(i, "nsubj", "nsubjpass", "expl") is not None and not self._infinitive(tree, i)

    def _effect(self, table: dict[str, str], lemma: str, prep: str, tree: Tree, above: int) -> tuple[str | None, str]:
        particle = next((tree.low[k] for k in tree.kids[above] if tree.dep[k] == "prt"), "")
        for key in (f"{lemma}_{particle}_{prep}", f"{lemma}_{prep}", f"{lemma}_{particle}", prep, lemma):
            if key in table and key.strip("_") == key:
                return table[key], key
        return None, ""

    def _adverbial(self, tree: Tree, at: int) -> tuple[str | None, str]:
        """A purpose ("to help") is open; other clauses tell by their own mark, which `_own` has read."""
        if self._infinitive(tree, at):
            return "hypothetical", "to"
        mark = tree.child(at, "mark")
        if mark is not None and (effect := self._marks.get(tree.low[mark])):
            return effect, tree.low[mark]
        return None, ""

    def _is_denied(self, tree: Tree, i: int) -> bool:
        """Whether a word, or the verb of which it is the predicate ("was not able"), is denied."""
        if tree.pos[i] == "ADJ" and tree.dep[i] in ("acomp", "attr") and self._is_denied(tree, tree.head[i]):
            return True
        return any(
            tree.dep[k] == "neg"
            or (
                tree.dep[k] in ("nsubj", "nsubjpass", "det")
                and (tree.low[k] in self._negations or self._denied(tree, k))
            )
            for k in tree.kids[i]
        )

    def _shares(self, tree: Tree, at: int, head: int, dep: str) -> bool:
        """Whether a noun's event stands or falls with the verb it belongs to: not where it is taken for granted."""
        if tree.pos[head] not in VERBAL:
            return dep in ("pobj", "attr", "compound", "amod", "nmod")
        if dep in ("nsubj", "nsubjpass"):
            return tree.lemma[head] in self._occurrence or not self._definite(tree, at)
        return not self._definite(tree, at) or self._object.get(tree.lemma[head]) == HAPPENED

    def _definite(self, tree: Tree, i: int) -> bool:
        return any(
            tree.dep[k] == "poss" or (tree.dep[k] == "det" and tree.low[k] in ("the", "this", "that", "these", "those"))
            for k in tree.kids[i]
        )

    def _inherit(self, tree: Tree, head: int, state: _State) -> None:
        """The verb's own modals and denials hold for the noun."""
        if tree.pos[head] in VERBAL:
            for k in tree.kids[head] if not state.denial_read else ():
                if tree.dep[k] == "neg" or (tree.dep[k] == "advmod" and self._denies(tree, k)):
                    state.meet("hypothetical" if self._leaves_open(tree, head) else "negated", tree.low[k])
            self._auxiliaries(tree, head, state)

    # --- the past that explains ---

    def _past(self, tree: Tree, i: int, date: datetime.date | None) -> str:
        """What tells that the event lies well before the report; "" where nothing does.

        The time may stand with the word, with the verb it belongs to or is joined to ("in 2012 a mob attacked a team
        and burnt its car"), or above its clause ("in March 2013, when a bomber killed 33").
        """
        at = i
        for _ in range(_LONGEST_PAST):
            for k in tree.kids[at]:
                dep = tree.dep[k]
                if at == i and dep in ("amod", "compound") and self._modifiers.get(tree.low[k]) == "historical":
                    return f"predicates.yaml:{tree.low[k]}"
                if dep in _DATED and tree.low[k] != "since" and self._is_old(tree, k, date):
                    return "year"
            if at != i and tree.lemma[at] in self._background:
                return f"predicates.yaml:{tree.lemma[at]}"
            dep, head = tree.dep[at], tree.head[at]
            if dep == "relcl" and tree.ent[head] == "DATE" and self._is_old(tree, head, date):
                return "year"
            if head == at or (tree.pos[at] in VERBAL and dep not in ("conj", "advcl", "xcomp", "pcomp")):
                return ""
            at = head
        return ""

    def _is_old(self, tree: Tree, k: int, date: datetime.date | None) -> bool:
        """Whether a time names a year before the report's, or lies years ago."""
        words = [k, *tree.objects(k), *tree.kids[k]]
        words += [j for o in words[1:] for j in tree.kids[o]]
        years = [int(tree.low[w]) for w in words[:20] if _YEAR.fullmatch(tree.low[w])]
        if years:
            # In January and February the year before is still news.
            return max(years) < date.year - (date.month <= 2) if date else max(years) < 2000
        ago = any(tree.low[w] == "ago" for w in words)
        return (
            ago
            and any(tree.lemma[w] in ("year", "decade", "century", "generation") for w in words)
            and not any(tree.low[w] in ("a", "one") for w in words)
        )
