"use strict";
// The page reads without this script; it adds sorting, filtering, downloads, layers and cards. It makes no HTML from
// text: nodes are made and cloned, text is set as text.

function make(tag, text, attributes) {
  const node = document.createElement(tag);
  if (text) node.textContent = text;
  for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
  return node;
}

// Tables

const valueOf = (cell) => cell.dataset.v ?? cell.textContent.trim();

function compare(a, b) {
  const x = Number(a), y = Number(b);
  if (a !== "" && b !== "" && !Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortBy(table, column, heading) {
  const down = heading.getAttribute("aria-sort") === "ascending";
  for (const th of table.tHead.rows[0].cells) th.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  const rows = [...table.tBodies[0].rows];
  rows.sort((a, b) => compare(valueOf(a.cells[column]), valueOf(b.cells[column])) * (down ? -1 : 1));
  table.tBodies[0].append(...rows);
}

// A spreadsheet takes a cell that begins so for a formula; an apostrophe before it keeps it text. Plain numbers stay.
function csvCell(text) {
  const flat = text.replace(/\s+/g, " ").trim();
  const safe = /^[=+\-@]/.test(flat) && !/^[+-]?\d+(\.\d+)?$/.test(flat) ? "'" + flat : flat;
  return '"' + safe.replace(/"/g, '""') + '"';
}

function csvOf(table) {
  const cell = (c) => csvCell(c.dataset.csv ?? c.textContent);
  const shown = [...table.tBodies[0].rows].filter((row) => !row.hidden);
  const heads = [...table.tHead.rows[0].cells].map((c) => csvCell(c.textContent));
  return [heads, ...shown.map((row) => [...row.cells].map(cell))].map((line) => line.join(",")).join("\r\n") + "\r\n";
}

function download(table) {
  const link = make("a", "", { download: table.id.replace(/^t-/, "") + ".csv" });
  link.href = URL.createObjectURL(new Blob(["\ufeff" + csvOf(table)], { type: "text/csv" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function chooser(table, heading, column, refresh) {
  const name = heading.textContent.trim();
  const select = make("select", "", { "aria-label": name });
  select.append(make("option", name + ": all", { value: "" }));
  const values = new Set([...table.tBodies[0].rows].map((row) => valueOf(row.cells[column])));
  for (const value of [...values].filter(Boolean).sort()) select.append(make("option", value, { value }));
  select.addEventListener("change", refresh);
  return values.size > 1 ? { select, column } : null;
}

function equip(table) {
  const heads = [...table.tHead.rows[0].cells];
  const tools = make("div", "", { class: "tools" });
  const count = make("output");
  const search = make("input", "", { type: "search", placeholder: "Filter rows", "aria-label": "Filter rows" });
  const choices = [];
  const refresh = () => {
    const wanted = search.value.trim().toLowerCase();
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const fits = choices.every((c) => !c.select.value || valueOf(row.cells[c.column]) === c.select.value);
      row.hidden = !(fits && (!wanted || row.textContent.toLowerCase().includes(wanted)));
      if (!row.hidden) shown += 1;
    }
    count.textContent = shown + " of " + table.tBodies[0].rows.length + " rows";
  };
  search.addEventListener("input", refresh);
  tools.append(search);
  heads.forEach((heading, column) => {
    const choice = "choose" in heading.dataset && chooser(table, heading, column, refresh);
    if (choice) { choices.push(choice); tools.append(choice.select); }
    const button = make("button", heading.textContent, { type: "button" });
    heading.replaceChildren(button);
    button.addEventListener("click", () => sortBy(table, column, heading));
  });
  const save = make("button", "Download CSV", { type: "button" });
  save.addEventListener("click", () => download(table));
  tools.append(save, count);
  table.closest(".scroll").before(tools);
  refresh();
}

// Layers and cards

const reports = document.getElementById("reports");
const card = document.getElementById("card");
const layerOf = (id) => id.replace(/^r\d+-/, "").replace(/\d+$/, "");
const isOn = (id) => reports.classList.contains("show-" + layerOf(id));

// A mark is a stop for the Tab key only while one of its layers is shown.
function settle(mark) {
  const on = mark.dataset.r.split(" ").some(isOn);
  if (on) mark.setAttribute("href", "#" + mark.dataset.r.split(" ")[0]);
  else mark.removeAttribute("href");
}

function showLayers() {
  const bar = reports.querySelector(".layers");
  bar.hidden = false;
  const marks = [...reports.querySelectorAll(".text .m")];
  marks.forEach(settle);
  bar.addEventListener("change", (event) => {
    reports.classList.toggle("show-" + event.target.value, event.target.checked);
    marks.forEach(settle);
  });
}

let pointed = null;

function light(ids, on) {
  for (const id of ids) {
    for (const mark of document.querySelectorAll('.m[data-r~="' + id + '"]')) mark.classList.toggle("on", on);
  }
}

function hideCard() {
  if (pointed) light(pointed.dataset.r.split(" "), false);
  pointed = null;
  card.hidden = true;
}

function place(mark) {
  if (matchMedia("(max-width: 44rem)").matches) {
    card.style.left = card.style.top = "";
    return;
  }
  const at = mark.getClientRects()[0];
  const text = mark.closest(".text").getBoundingClientRect();
  if (text.right + 24 + card.offsetWidth + 8 < innerWidth) {
    // Beside the text where there is room, so that it covers nothing.
    card.style.left = text.right + 24 + "px";
    card.style.top = Math.max(8, Math.min(at.top, innerHeight - card.offsetHeight - 8)) + "px";
    return;
  }
  card.style.left = Math.max(8, Math.min(at.left, innerWidth - card.offsetWidth - 16)) + "px";
  const below = at.bottom + 8;
  const above = at.top - card.offsetHeight - 8;
  card.style.top = (below + card.offsetHeight < innerHeight || above < 0 ? below : above) + "px";
}

function showCard(mark) {
  const ids = mark.dataset.r.split(" ").filter(isOn);
  if (!ids.length || mark === pointed) return;
  hideCard();
  pointed = mark;
  card.replaceChildren(...ids.map((id) => {
    const copy = document.getElementById(id).cloneNode(true);
    const box = make("div", "", { class: copy.className });
    box.append(...copy.childNodes);
    return box;
  }));
  light(ids.slice(0, 1), true);
  card.classList.remove("away");
  card.hidden = false;
  card.scrollTop = 0;
  place(mark);
}

function showCards() {
  const markAt = (event) => event.target instanceof Element && event.target.closest(".text .m[href]");
  let leaving = 0;
  const soon = () => { leaving = setTimeout(hideCard, 220); };
  reports.addEventListener("pointerover", (event) => {
    const mark = markAt(event);
    if (mark) { clearTimeout(leaving); showCard(mark); }
  });
  reports.addEventListener("pointerout", (event) => { if (markAt(event)) soon(); });
  card.addEventListener("pointerenter", () => clearTimeout(leaving));
  card.addEventListener("pointerleave", soon);
  reports.addEventListener("focusin", (event) => {
    const mark = markAt(event);
    if (mark) { clearTimeout(leaving); showCard(mark); } else hideCard();
  });
  reports.addEventListener("click", (event) => {
    const mark = markAt(event);
    if (mark) { event.preventDefault(); clearTimeout(leaving); showCard(mark); } else if (!card.hidden) hideCard();
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") hideCard(); });
  addEventListener("scroll", () => {
    if (!pointed) return;
    if (document.activeElement !== pointed) return hideCard();
    // The page may still be on its way to the mark, so the card is away only as long as the mark is.
    const at = pointed.getBoundingClientRect();
    const away = at.bottom < 0 || at.top > innerHeight;
    card.classList.toggle("away", away);
    if (!away) place(pointed);
  }, { passive: true });
}

// From a record anywhere on the page to its characters in the text.
function toText(event) {
  const link = event.target instanceof Element && event.target.closest("a.to-text");
  if (!link) return;
  const id = decodeURIComponent(link.hash.slice(1));
  const mark = document.querySelector('.m[data-r~="' + CSS.escape(id) + '"]');
  const goal = mark || document.getElementById(id);
  if (!goal) return;
  event.preventDefault();
  for (let box = goal.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  const layer = reports.querySelector('.layers input[value="' + layerOf(id) + '"]');
  if (mark && layer && !layer.checked) layer.click();
  history.pushState(null, "", link.hash);
  goal.scrollIntoView({ block: "center" });
  goal.focus({ preventScroll: true });
}

// The picture of who deals with whom: pointing at a party leaves only its own lines.
function equipRing(ring) {
  const pick = (node) => {
    ring.classList.toggle("picked", Boolean(node));
    for (const edge of ring.querySelectorAll(".edge")) edge.classList.toggle("lit", Boolean(node) && edge.classList.contains(node.dataset.n));
  };
  for (const node of ring.querySelectorAll(".node")) {
    for (const name of ["pointerenter", "focus"]) node.addEventListener(name, () => pick(node));
    for (const name of ["pointerleave", "blur"]) node.addEventListener(name, () => pick(null));
  }
}

document.querySelectorAll("table.sortable").forEach(equip);
document.querySelectorAll("svg.ring").forEach(equipRing);
document.addEventListener("click", toText);
showLayers();
showCards();
