// What people say of a record: shown to all; given by who has the token. The token stays in
// this tab (sessionStorage) and goes only into the header of a review.
import { el } from "./dom.js";

export const EVENTS = "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT RETREAT".split(" ");
const VERDICTS = { accept: "Accepted", reject: "Rejected", correct: "Corrected" };
const kept = (name) => sessionStorage.getItem("review-" + name) ?? "";

export async function loadReviews(article) {
  const response = await fetch("/api/reviews?" + new URLSearchParams({ document: article }));
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

// Who reviews: the form that takes name and token, or the name that was given.
export function reviewerForm(draw) {
  const enter = (event) => {
    event.preventDefault();
    for (const name of ["name", "token"]) sessionStorage.setItem("review-" + name, event.target.elements[name].value.trim());
    draw();
  };
  const stop = () => {
    for (const name of ["name", "token"]) sessionStorage.removeItem("review-" + name);
    draw();
  };
  if (kept("token")) return el("p", { class: "review legend" }, `Reviewing as ${kept("name")}. `, el("button", { type: "button", onclick: stop }, "Stop reviewing"));
  return el("form", { class: "review reviewer", onsubmit: enter, "aria-label": "Review the records" },
    el("label", {}, "Reviewer ", el("input", { name: "name", required: "", maxlength: 60, autocomplete: "name" })), " ",
    el("label", {}, "Token ", el("input", { name: "token", type: "password", required: "", autocomplete: "off" })), " ",
    el("button", {}, "Review"));
}

const shown = (value) => (Array.isArray(value) ? value.join(", ") || "none" : value ?? "none");

function told(review) {
  const fields = Object.entries(review.corrected ?? {}).map(([name, value]) => `${name} ${shown(value)}`).join("; ");
  return el("p", { class: "verdict " + review.verdict }, el("strong", {}, VERDICTS[review.verdict] ?? ""),
    ` by ${review.reviewer}, ${review.time.slice(0, 16).replace("T", " ")} UTC`, fields ? ` (${fields})` : "", review.note ? `: ${review.note}` : "");
}

const codes = (list) => list.map((p) => [p.code, p.sector].filter(Boolean).join("")).filter(Boolean).join(", ");

// The fields as the reviewer finds them; lists are texts with commas.
const asCoded = (record) => ({ event: record.event[0], mode: record.mode.join(", "), aux: record.dateline.aux.join(", "),
  actor: codes(record.actor), recipient: codes(record.recipient), date: record.date ?? "",
  place: record.event_loc?.resolved_place ?? record.event_loc?.extracted_place ?? "" });
const LISTS = ["mode", "aux", "actor", "recipient"];

// Only what the reviewer changed. Another category brings its own modes.
function corrected(fields, before) {
  const out = {};
  for (const name of Object.keys(before)) {
    const value = fields[name].value.trim();
    if (value === before[name] && !(name === "mode" && fields.event.value !== before.event)) continue;
    out[name] = LISTS.includes(name) ? value.split(",").map((part) => part.trim()).filter(Boolean) : value || null;
  }
  return out;
}

async function send(review) {
  const response = await fetch("/api/reviews", { method: "POST", body: JSON.stringify(review),
    headers: { "Content-Type": "application/json", Authorization: "Bearer " + kept("token") } });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

// Closed, it is disabled: Enter in the note then gives no verdict.
function correction(before) {
  const hints = { mode: "riot, strike", aux: "future, negation", actor: "PRKGOV, CHN", recipient: "PRKGOV, CHN", date: "2018-03-05" };
  const input = (name) => name === "event"
    ? el("select", { name }, ...EVENTS.map((event) => el("option", { value: event, selected: event === before.event ? "" : null }, event)))
    : el("input", { name, value: before[name], placeholder: hints[name], size: 14 });
  return el("fieldset", { hidden: "", disabled: "" }, el("legend", {}, "What it should be"),
    ...Object.keys(before).map((name) => el("label", {}, name + " ", input(name))), el("button", {}, "Save correction"));
}

function toggle(fix) {
  const button = el("button", { type: "button", "aria-expanded": "false" }, "Correct…");
  button.onclick = () => {
    fix.hidden = fix.disabled = !fix.hidden;
    button.setAttribute("aria-expanded", String(!fix.hidden));
    if (!fix.hidden) fix.querySelector("select").focus();
  };
  return button;
}

function form(record, taken) {
  const before = asCoded(record), fix = correction(before);
  const note = el("input", { name: "note", maxlength: 1000, size: 30 }), status = el("span", { role: "status", class: "aux" });
  const judge = async (verdict, more = {}) => {
    status.textContent = "";
    try {
      taken(await send({ record: record.id, verdict, reviewer: kept("name"), note: note.value, ...more }));
      status.textContent = "Saved.";
    } catch (error) {
      status.textContent = error.message;
    }
  };
  const submit = (event) => {
    event.preventDefault();
    judge("correct", { corrected: corrected(event.target.elements, before) });
  };
  const button = (verdict, words) => el("button", { type: "button", onclick: () => judge(verdict) }, words);
  return el("form", { onsubmit: submit, "aria-label": `Review of ${before.event} by ${before.actor}` },
    el("label", {}, "Note ", note), " ", button("accept", "Accept"), " ", button("reject", "Reject"), " ", toggle(fix), " ", status, fix);
}

// The verdicts of one record, newest first, and the form where a token was given.
export function reviewOf(record, { open, rows }) {
  const verdicts = el("div", {}, ...rows.filter((row) => row.record === record.id).map(told));
  const taken = (review) => verdicts.prepend(told(review));
  return el("div", { class: "review" }, verdicts, open && kept("token") ? form(record, taken) : null);
}
