// The page: reads the view from the address, asks the API, draws. Every mark leads to its sentence.
import { el, number } from "./dom.js";
import { view, read, go, set, clear, ask } from "./view.js";
import { drawTimeline } from "./timeline.js";
import { drawMap } from "./map.js";
import { drawNetwork } from "./network.js";
import { drawArticle } from "./article.js";
import { EVENTS } from "./review.js";

const PAGE = 50;
const $ = (selector) => document.querySelector(selector);

function names(codes, sectors, words) {
  return codes.map((code, i) => words[i] ?? [code, sectors[i]].filter(Boolean).join(" ")).join("; ");
}

function row(event) {
  const open = () => go({ article: event.document, record: event.id });
  return el("tr", { onclick: open },
    el("td", {}, el("a", { href: "?" + new URLSearchParams({ article: event.document, record: event.id }), onclick: (click) => { click.preventDefault(); click.stopPropagation(); open(); } }, event.date ?? "no date")),
    el("td", {}, el("span", { class: "tag q" + event.quad }, event.event), " ", event.mode.join(", "), event.aux.length ? el("div", { class: "aux" }, event.aux.join(", ")) : null),
    el("td", {}, names(event.actor, event.actor_sector, event.actor_name)),
    el("td", {}, names(event.recipient, event.recipient_sector, event.recipient_name)),
    el("td", {}, event.place ?? ""), el("td", {}, event.source ?? ""), el("td", {}, event.text));
}

function drawTable({ total, offset, rows }) {
  $("#table tbody").replaceChildren(...rows.map(row));
  $("#page").textContent = total ? `${number(offset + 1)}–${number(offset + rows.length)} of ${number(total)}` : "nothing";
  $("#earlier").disabled = offset === 0;
  $("#later").disabled = offset + rows.length >= total;
}

function options(list) {
  return list.map(({ value, n }) => el("option", { value }, `${value} (${number(n)})`));
}

function drawFacets({ events, actors, countries, total, articles, first, last }) {
  $("#totals").textContent = `${number(total)} events in ${number(articles)} articles${first ? `, ${first} to ${last}` : ""}`;
  const most = Math.max(1, ...events.map(({ n }) => n));
  $("#kinds ol").replaceChildren(...events.map(({ value, n }) => {
    const bar = el("span", { class: "bar" });
    bar.style.width = (100 * n) / most + "%";
    return el("li", {}, el("button", { type: "button", onclick: () => set({ event: view.filters.event === value ? null : value }) },
      el("span", {}, value), bar, el("span", { class: "n" }, number(n))));
  }));
  $("#actors").replaceChildren(...options(actors));
  $("#countries").replaceChildren(...options(countries));
}

function drawFilters() {
  for (const field of $("#filters").elements) {
    if (!field.name) continue;
    if (field.type === "checkbox") field.checked = view.filters[field.name] === "1";
    else field.value = view.filters[field.name] ?? "";
  }
  $("#chips").replaceChildren(...Object.entries(view.filters).map(([name, value]) =>
    el("li", {}, el("button", { type: "button", "aria-label": `Remove ${name} ${value}`, onclick: () => set({ [name]: null }) }, `${name} ${value} ✕`))));
}

function failed(error) {
  if (error.name === "AbortError") return;
  $("#problem").textContent = error.message;
}

// Milliseconds since the page began to load, for bench/page.py.
const now = () => String(Math.round(performance.now()));

async function draw() {
  read();
  drawFilters();
  $("#problem").textContent = "";
  $("#overview").hidden = !!view.article;
  $("#article").hidden = !view.article;
  if (view.article) return drawArticle($("#article")).catch(failed);
  const all = [
    ask("/api/timeline").then((answer) => drawTimeline($("#timeline svg"), answer)).then(() => { document.body.dataset.first ??= now(); }),
    ask("/api/facets").then(drawFacets),
    ask("/api/events", { limit: PAGE, offset: view.offset }).then(drawTable),
    ask("/api/map").then((answer) => drawMap($("#map svg"), answer)),
    ask("/api/network").then((answer) => drawNetwork($("#network svg"), answer)),
  ];
  await Promise.all(all.map((part) => part.catch(failed)));
  document.body.dataset.drawn = now();
}

function keys(event) {
  if (event.key === "Escape" && view.article && !event.target.closest(".review")) return go({ article: null, record: null });
  if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") { event.preventDefault(); $("#filters [name=text]").focus(); }
  if (event.key === "n" && !view.article) $("#later").click();
  if (event.key === "p" && !view.article) $("#earlier").click();
}

$("#filters [name=event]").append(...EVENTS.map((name) => el("option", { value: name }, name)));
$("#filters").addEventListener("submit", (event) => {
  event.preventDefault();
  const values = Object.fromEntries([...event.target.elements].filter((field) => field.name)
    .map((field) => [field.name, field.type === "checkbox" ? (field.checked ? "1" : null) : field.value.trim() || null]));
  set(values);
});
$("#filters").addEventListener("change", (event) => { if (event.target.matches("select, [type=checkbox]")) event.target.form.requestSubmit(); });
$("#clear").addEventListener("click", clear);
$("#earlier").addEventListener("click", () => go({ offset: Math.max(0, view.offset - PAGE) }));
$("#later").addEventListener("click", () => go({ offset: view.offset + PAGE }));
addEventListener("keydown", keys);
addEventListener("popstate", draw);
addEventListener("view", draw);
draw();
