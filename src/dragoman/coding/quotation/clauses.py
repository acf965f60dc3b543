"""Statements read off the parse: verbs, nouns and phrases of speech with their subjects and contents."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from ...records import Span
from ..document import Document
from ..tree import NOMINAL, VERBAL, tree_of
from .cues import Cues, Verb
from .found import Found
from .marks import Quotation

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_JUNK = frozenset({"relcl", "appos", "acl", "punct", "cc", "conj", "prep", "advmod", "parataxis"})


class ClauseReader:
    """Reads one document."""

    def __init__(self, document: Document, cues: Cues, quoted: list[Quotation], taken: set[int]) -> None:
        self.document, self.cues, self.quoted = document, cues, quoted
        self.tree = tree_of(document)
        self.taken = taken
        self.starts = [q.start for q in quoted]
        self.ends = [q.end for q in quoted]

    def read(self) -> list[Found]:
        """Every statement that a verb, a noun or a phrase gives away."""
        tree, found = self.tree, []
        for i, lemma in enumerate(tree.lemma):
            if tree.start[i] in self.taken:
                continue
            if tree.pos[i] in VERBAL and (verb := self.cues.verbs.get(lemma)):
                one = self._verb(i, verb)
            elif tree.pos[i] == "NOUN" and lemma in self.cues.nouns:
                one = self._noun(i, self.cues.nouns[lemma].frames)
            elif tree.low[i] in self.cues.phrases:
                one = self._phrase(i)
            else:
                continue
            if one:
                found.append(one)
        return found

    # Verbs

    def _verb(self, i: int, verb: Verb) -> Found | None:
        tree = self.tree
        passive = any(tree.dep[k] in ("nsubjpass", "auxpass") for k in tree.kids[i])
        subject, own = self._subject(i, passive)
        content, frame = self._content(i, verb, passive)
        if not content:
            return None
        sure = verb.sure if frame in ("np", *_PREPOSITIONS) else 0.85
        if subject is None and not passive and frame not in ("quote", "that"):
            return None
        if frame == "np" and (sure < 0.5 or passive):
            return None
        if passive and subject is None and frame not in ("that", "quote") and verb.verb not in self.cues.passive_open:
            return None
        source = self._noun_phrase(subject) if subject is not None else None
        if source and any(s.start <= source.start and source.end <= s.end for s in content):
            content = [p for s in content for p in _without(s, source)]
        return Found(
            source, self._cue(i), content, f"statements/verbs:{verb.verb}/{frame}", sure * (1 if own else 0.85)
        )

    def _subject(self, i: int, passive: bool) -> tuple[int | None, bool]:
        """Who speaks, and whether the verb has that subject itself."""
        tree = self.tree
        if passive:
            for by in tree.children(i, "agent"):
                if objects := tree.children(by, "pobj"):
                    return objects[0], True
            told = tree.child(i, "nsubjpass")
            return (
                (told, True)
                if told is not None and tree.child(i, "prep") is not None and self._quoted_as(i)
                else (None, True)
            )
        at = i
        for _ in range(4):
            subject = tree.child(at, *_SUBJECTS)
            if (subject is not None and at == i) or (subject is not None and tree.dep[subject] == "nsubj"):
                if tree.low[subject] in self.cues.impersonal:
                    return self._antecedent(at, subject), at == i
                return (
                    subject if tree.pos[subject] in NOMINAL or tree.pos[subject] in ("DET", "ADJ") else None
                ), at == i
            head = tree.head[at]
            if head == at:
                break
            if tree.dep[at] == "acl" and tree.pos[head] in NOMINAL:
                return head, False
            if (
                tree.dep[at] not in ("conj", "advcl", "xcomp", "pcomp", "prep", "ccomp")
                or (tree.dep[at] == "ccomp"
                and at == i
                and tree.tag[i] != "VBG")
            ):
                break
            at = head
        return None, False

    def _quoted_as(self, i: int) -> bool:
        return any(self.tree.low[k] == "as" for k in self.tree.kids[i])

    def _antecedent(self, verb: int, subject: int) -> int | None:
        tree = self.tree
        if tree.dep[verb] == "relcl" and tree.tag[subject] in ("WP", "WDT"):
            return tree.head[verb]
        return subject if tree.low[subject] == "it" and tree.dep[subject] == "nsubj" else None

    def _content(self, i: int, verb: Verb, passive: bool) -> tuple[list[Span], str]:
        """What is said, and the frame in which it stands."""
        tree, frames = self.tree, verb.frames
        clause = tree.child(i, "ccomp")
        if (
            clause is not None
            and ("that" in frames or "paren" in frames or "quote" in frames)
            and tree.pos[clause] != "PUNCT"
        ):
            return self._clause(i, clause), "that"
        if quotes := self._beside(i) if "quote" in frames else []:
            return quotes, "quote"
        infinitive = tree.child(i, "xcomp")
        if (
            infinitive is not None
            and ("to" in frames or (passive and verb.verb in self.cues.passive_open))
            and any(tree.low[k] == "to" for k in tree.kids[infinitive])
        ):
            content = self._extent(infinitive)
            if passive and (topic := tree.child(i, "nsubjpass")) is not None:
                return [self._extent(topic), content], "to"
            if (whom := tree.child(i, "dobj")) is not None:
                return [Span(min(self._extent(whom).start, content.start), content.end)], "to"
            return [content], "to"
        return self._object(i, verb)

    def _object(self, i: int, verb: Verb) -> tuple[list[Span], str]:
        tree, frames = self.tree, verb.frames
        thing = tree.child(i, "dobj", "oprd")
        for prep in tree.children(i, "prep"):
            frame = _PREPOSITIONS.get(tree.low[prep])
            if frame is None or frame not in frames or prep < i:
                continue
            objects = tree.objects(prep)
            if not objects:
                continue
            rest = self._extent(objects[0])
            if thing is not None and thing < prep:
                return [Span(self._extent(thing).start, rest.end)], frame
            return [rest], frame
        if thing is not None and "np" in frames and thing > i and tree.low[thing] not in ("it", "that", "this", "so"):
            return [self._extent(thing)], "np"
        return [], ""

    def _clause(self, i: int, clause: int) -> list[Span]:
        """The clause said, in one piece or, where the verb is set into it, in two."""
        tree, doc = self.tree, self.document.doc
        extent = self._extent(clause)
        mine = self._parenthesis(i)
        pieces = (
            list(_without(extent, mine)) if extent.start < mine.start and mine.end < extent.end else [extent]
        )
        if clause < i:
            pieces += self._after(i)
        low, high = doc[clause].left_edge.i, doc[clause].right_edge.i
        if clause > i and low <= clause <= high and tree.low[low] == "that":
            pieces[0] = Span(tree.start[min(low + 1, high)], pieces[0].end)
        return pieces

    def _parenthesis(self, i: int) -> Span:
        subject = self.tree.child(i, *_SUBJECTS)
        cue = self._cue(i)
        if subject is None:
            return cue
        source = self._extent(subject)
        return Span(min(source.start, cue.start), max(source.end, cue.end))

    def _after(self, i: int) -> list[Span]:
        """The quotation that goes on behind "he said", in the same sentence."""
        sentence = self.document.sentence_at(self.tree.start[i])
        k = bisect_left(self.starts, self.tree.end[i])
        if (
            k < len(self.quoted)
            and self.quoted[k].start < sentence.end
            and k
            and self.ends[k - 1] <= self.tree.start[i]
            and (self.ends[k - 1] >= sentence.start)
        ):
            return list(self.quoted[k].parts)
        return []

    def _beside(self, i: int) -> list[Span]:
        """The quotations of the sentence around the verb: before it, and behind it; none where the verb is quoted."""
        tree = self.tree
        start, end = tree.start[i], tree.end[i]
        k = bisect_right(self.starts, start)
        if k and self.ends[k - 1] > start:
            return []
        sentence = self.document.sentence_at(start)
        spans: list[Span] = []
        if k and self.ends[k - 1] > sentence.start and start - self.ends[k - 1] < 60:
            spans += self.quoted[k - 1].parts
        if k < len(self.quoted) and self.quoted[k].start < sentence.end + 3 and self.quoted[k].start - end < 80:
            between = self.document.text[end : self.quoted[k].start]
            if ";" not in between and "\n\n" not in between.rstrip():
                spans += self.quoted[k].parts
        return spans

    # Nouns and phrases

    def _noun(self, i: int, frames: tuple[str, ...]) -> Found | None:
        tree = self.tree
        content: Span | None = None
        clause = next((k for k in tree.kids[i] if k > i and tree.dep[k] in ("acl", "ccomp", "xcomp")), None)
        if clause is not None and tree.pos[clause] in VERBAL:
            marks = [tree.low[k] for k in tree.kids[clause]]
            if ("that" in frames and "that" in marks) or ("to" in frames and tree.tag[clause] == "VB" and "to" in marks):
                content = self._extent(clause)
        source = next((k for k in tree.kids[i] if tree.dep[k] == "poss"), None)
        for prep in tree.children(i, "prep"):
            objects = tree.objects(prep)
            if not objects:
                continue
            if tree.low[prep] in ("by", "from") and source is None:
                source = objects[0]
            elif tree.low[prep] in frames and content is None:
                content = self._extent(objects[0])
        by_verb = tree.dep[i] == "dobj" and tree.lemma[tree.head[i]] in self.cues.light_verbs
        if source is None and by_verb:
            source = self._subject(tree.head[i], False)[0]
        if content is None or source is None:
            return None
        phrase = self._noun_phrase(source)
        cue = self.document.span(self.document.doc[i])
        if by_verb:
            cue = Span(tree.start[tree.head[i]], cue.end)
        return Found(phrase, cue, [content], f"statements/nouns:{tree.lemma[i]}", 0.6)

    def _phrase(self, i: int) -> Found | None:
        tree = self.tree
        for parts in self.cues.phrases[tree.low[i]]:
            end = i + len(parts)
            if tuple(tree.low[i:end]) != parts or end >= len(tree):
                continue
            thing = next(
                (k for k in range(end, min(end + 15, len(tree))) if tree.dep[k] == "pobj" and i <= tree.head[k] < end),
                None,
            )
            if thing is None:
                return None
            said = self._extent(thing)
            sentence = self.document.sentence_at(tree.start[i])
            whole = Span(tree.start[i], said.end)
            before, after = Span(sentence.start, whole.start), Span(whole.end, sentence.end)
            text = self.document.text
            content = [before] if len(before.of(text).split()) > 2 else [after]
            if before in content and len(after.of(text).split()) > 3 and after.of(text).lstrip()[:1] == ",":
                content.append(after)
            return Found(
                self._noun_phrase(thing), Span(tree.start[i], tree.end[end - 1]), content,
                f"statements/phrases:{' '.join(parts)}", 0.9,
            )  # fmt: skip
        return None

    # Spans

    def _extent(self, i: int) -> Span:
        """The characters of a token and all that hangs on it."""
        token = self.document.doc[i]
        left, right = token.left_edge.i, token.right_edge.i
        return Span(self.tree.start[left], self.tree.end[right])

    def _noun_phrase(self, i: int) -> Span:
        """The source's noun phrase with appositions to it, without what is told about it in a relative clause."""
        tree, doc = self.tree, self.document.doc
        left, right = doc[i].left_edge.i, doc[i].right_edge.i
        for k in tree.kids[i]:
            if k > i and tree.dep[k] in ("relcl", "acl", "parataxis", "dep"):
                right = min(right, doc[k].left_edge.i - 1)
        while right > i and (
            (tree.pos[right] == "PUNCT" and tree.low[right] not in ("''", "”", ")")) or tree.low[right] == "'s"
        ):
            right -= 1
        while left < i and tree.pos[left] in ("PUNCT", "CCONJ", "SPACE"):
            left += 1
        return Span(tree.start[left], tree.end[right])

    def _cue(self, i: int) -> Span:
        """The verb with its auxiliaries, and a preposition that belongs to it."""
        tree = self.tree
        start = i
        while start > 0 and tree.head[start - 1] == i and tree.dep[start - 1] in ("aux", "auxpass", "neg", "advmod"):
            start -= 1
        return Span(tree.start[start], tree.end[i])


_PREPOSITIONS = {
    "for": "for",
    "of": "of",
    "about": "about",
    "on": "on",
    "upon": "on",
    "against": "against",
    "with": "with",
    "as": "as",
    "to": "ref",
}


def _without(span: Span, hole: Span) -> list[Span]:
    """The span with a hole cut out of it."""
    parts = [Span(span.start, min(span.end, hole.start)), Span(max(span.start, hole.end), span.end)]
    return [p for p in parts if p.end > p.start]
