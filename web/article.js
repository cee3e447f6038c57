// One article: its text with the evidence marked, its records beside it, each with its reason.
import { el, number } from "./dom.js";
import { loadReviews, reviewOf, reviewerForm } from "./review.js";
import { go, view } from "./view.js";

const ROLES = ["event", "actor", "recipient", "source", "cue", "time", "place", "factuality"];
const encoder = new TextEncoder(), decoder = new TextDecoder();

// Cuts the text at the borders of all spans. Offsets are UTF-8 bytes.
function pieces(text, spans) {
  const bytes = encoder.encode(text);
  const cuts = [...new Set([0, bytes.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, i) => ({
    words: decoder.decode(bytes.subarray(start, cuts[i + 1])),
    roles: spans.filter((span) => span.start <= start && span.end >= cuts[i + 1]).map((span) => span.role) }));
}

function marked(text, records, chosen) {
  const shown = chosen ? [chosen] : records;
  const spans = shown.flatMap((record) => record.dateline.evidence);
  if (chosen) spans.push({ role: "sentence", start: chosen.text_info.start, end: chosen.text_info.end });
  return el("pre", {}, ...pieces(text, spans).map(({ words, roles }) => {
    const role = ROLES.find((name) => roles.includes(name));
    const inside = roles.includes("sentence") ? " sentence" : "";
    if (!role) return inside ? el("span", { class: "sentence" }, words) : words;
    return el("mark", { class: `r-${role}${inside}`, title: role }, words);
  }));
}

const who = (list) => list.map((p) => [p.code, p.sector].filter(Boolean).join(" ") + (p.identifier_text ? ` ${p.identifier_text}` : "")).join("; ") || "—";
const said = (chain) => chain.map((link) => [link.source ?? "(not named)", link.cue && `“${link.cue}”`].filter(Boolean).join(" ")).join(" ← ") || "the article itself";

function reasons(record) {
  const { dateline: d, event_loc: place } = record;
  const sizes = Object.entries(d.size ?? {}).filter(([, n]) => n !== null).map(([name, n]) => `${number(n)} ${name}`).join(", ");
  return [["Actor", who(record.actor)], ["Recipient", who(record.recipient)],
    ["When", record.date ? `${record.date}${record.enddate ? " – " + record.enddate : ""} (${d.time?.from ?? ""}${d.time?.text ? `: “${d.time.text}”` : ""})` : "not said"],
    ["Where", place ? [place.resolved_place ?? place.extracted_place, place.country_code].filter(Boolean).join(", ") : "not said"],
    ["According to", said(d.attribution)], ["Certainty", [d.factuality.certainty, d.factuality.polarity === "negative" ? "denied" : "", ...d.aux].filter(Boolean).join(", ")],
    ["Numbers", sizes], ["Why", `${d.why.by} ${d.why.rule ?? ""}, word “${d.why.predicate}”, confidence ${d.why.confidence}`]].filter(([, text]) => text);
}

function card(record, current, reviews) {
  const title = `${record.event[0]}${record.mode.length ? " (" + record.mode.join(", ") + ")" : ""}`;
  return el("article", { class: "record", "aria-current": current ? "true" : null },
    el("button", { class: "head", type: "button", onclick: () => go({ record: current ? null : record.id }) },
      el("span", { class: "tag q" + record.quad_code }, title), " ", el("span", { class: "aux" }, current ? "marks of this record only" : "")),
    el("dl", {}, ...reasons(record).flatMap(([name, text]) => [el("dt", {}, name), el("dd", {}, text)])),
    reviewOf(record, reviews));
}

const safe = (url) => /^https?:\/\//.test(url ?? "");

export async function drawArticle(node) {
  const response = await fetch("/api/articles/" + encodeURIComponent(view.article));
  const answer = await response.json();
  if (!response.ok) return node.replaceChildren(el("p", {}, answer.error));
  const { article, records } = answer, reviews = await loadReviews(view.article);
  const chosen = records.find((record) => record.id === view.record);
  const from = [article.publication, article.published, article.copies.length ? `and printed ${article.copies.length} more times` : ""].filter(Boolean).join(", ");
  node.replaceChildren(
    el("p", {}, el("button", { type: "button", id: "back", onclick: () => go({ article: null, record: null }) }, "‹ all events"), " ",
      article.replaced_by ? el("strong", {}, "A later version replaces this article. ") : null,
      article.replaced_by ? el("button", { type: "button", onclick: () => go({ article: article.replaced_by, record: null }) }, "Read it") : null),
    el("h2", {}, article.title ?? article.origin.split("/").at(-1)),
    el("p", { class: "legend" }, from, " ", safe(article.url) ? el("a", { href: article.url, rel: "noreferrer noopener" }, "source") : null, " · ",
      ...ROLES.filter((role) => role !== "cue").flatMap((role) => [el("mark", { class: "r-" + role }, role), " "])),
    el("div", { class: "reading" }, marked(article.text, records, chosen),
      el("div", { "aria-label": "Records" }, reviews.open && records.length ? reviewerForm(() => drawArticle(node)) : null, ...(records.length ? records.map((record) => card(record, record === chosen, reviews)) : [el("p", {}, "No events were coded in it.")]))));
  (node.querySelector("[aria-current]") ?? node).scrollIntoView({ block: "nearest" });
  node.querySelector("mark.sentence, .sentence")?.scrollIntoView({ block: "center" });
}
