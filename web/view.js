// The view: which events, which page, which article. It lives in the address bar.
const NAMES = ["text", "actor", "recipient", "either", "event", "quad", "country", "source", "since", "until", "asserted"];

export const view = { filters: {}, offset: 0, article: null, record: null };

export function read() {
  const params = new URLSearchParams(location.search);
  view.filters = {};
  for (const name of NAMES) if (params.get(name)) view.filters[name] = params.get(name);
  view.offset = Math.max(0, parseInt(params.get("offset") ?? "0", 10) || 0);
  view.article = params.get("article");
  view.record = params.get("record");
}

// Changes the view and goes there. Another filter starts at the first page.
export function go(change) {
  const next = { ...view, ...change };
  const filters = { ...view.filters, ...change.filters };
  if (change.filters) next.offset = 0;
  const params = new URLSearchParams();
  for (const name of NAMES) if (filters[name]) params.set(name, filters[name]);
  if (next.offset) params.set("offset", next.offset);
  if (next.article) params.set("article", next.article);
  if (next.article && next.record) params.set("record", next.record);
  const query = params.toString();
  history.pushState(null, "", query ? "?" + query : location.pathname);
  dispatchEvent(new Event("view"));
}

export const set = (filters) => go({ filters, article: null, record: null });
export const clear = () => go({ filters: Object.fromEntries(NAMES.map((name) => [name, null])), article: null });

// An answer of the API. The last question asked of a path is the one that counts.
const asked = new Map();
export async function ask(path, extra = {}, filters = view.filters) {
  asked.get(path)?.abort();
  const abort = new AbortController();
  asked.set(path, abort);
  const response = await fetch(path + "?" + new URLSearchParams({ ...filters, ...extra }), { signal: abort.signal });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}
