// Bars by day, week, month or year, one colour a class; a drag across them chooses a span.
import { svg, number } from "./dom.js";
import { set } from "./view.js";

const HEIGHT = 130, BASE = 112, DAY = 86400e3;
const CLASSES = ["", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];

const time = (iso) => Date.parse(iso + "T00:00Z");
const iso = (t) => new Date(t).toISOString().slice(0, 10);

function after(t, unit) {
  const date = new Date(t);
  if (unit === "day") return t + DAY;
  if (unit === "week") return t + 7 * DAY;
  if (unit === "month") return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  return Date.UTC(date.getUTCFullYear() + 1, 0, 1);
}

function grouped(rows) {
  const bars = new Map();
  for (const [t, quad, n] of rows) {
    if (!bars.has(t)) bars.set(t, [0, 0, 0, 0, 0]);
    bars.get(t)[+quad] += +n;
  }
  return bars;
}

function ticks(from, to, x) {
  const list = [], years = (to - from) / (365 * DAY);
  const step = years > 12 ? 60 : years > 3 ? 12 : years > 0.8 ? 3 : years > 0.25 ? 1 : 0;
  if (!step) {
    for (let t = from; t < to; t += Math.ceil((to - from) / DAY / 8) * DAY) list.push([x(t), iso(t)]);
    return list;
  }
  const start = new Date(from);
  for (let m = start.getUTCFullYear() * 12 + Math.ceil(start.getUTCMonth() / step) * step; ; m += step) {
    const t = Date.UTC(Math.floor(m / 12), m % 12, 1);
    if (t > to) return list;
    if (t >= from) list.push([x(t), step >= 12 ? String(Math.floor(m / 12)) : iso(t).slice(0, 7)]);
  }
}

// What the bars leave out.
function rest({ before, after: later, undated }) {
  const parts = [before && `${number(before)} earlier`, later && `${number(later)} later`, undated && `${number(undated)} without a date`];
  return parts.filter(Boolean).join(", ");
}

export function drawTimeline(node, answer) {
  const { unit, rows } = answer;
  const width = node.clientWidth || 900;
  node.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
  node.replaceChildren();
  node.setAttribute("aria-label", `Events by ${unit}`);
  if (!rows.length) return;
  const bars = grouped(rows);
  const from = time(rows[0][0]), to = after(time(rows.at(-1)[0]), unit);
  const most = Math.max(...[...bars.values()].map((quads) => quads.reduce((a, b) => a + b)));
  const x = (t) => ((t - from) / (to - from)) * (width - 8) + 4;
  const y = (n) => (n / most) * (BASE - 14);
  for (const [left, label] of ticks(from, to, x))
    node.append(svg("line", { class: "axis", x1: left, x2: left, y1: 4, y2: BASE }), svg("text", { x: left + 2, y: HEIGHT - 4 }, label));
  for (const [t, quads] of bars) {
    let top = BASE;
    const left = x(time(t)), wide = Math.max(1, x(after(time(t), unit)) - left - 0.6);
    for (let quad = 1; quad <= 4; ++quad) {
      if (!quads[quad]) continue;
      const height = y(quads[quad]);
      node.append(svg("rect", { class: "q" + quad, x: left, y: (top -= height), width: wide, height },
        svg("title", {}, `${t}: ${number(quads[quad])} ${CLASSES[quad]}`)));
    }
  }
  node.append(svg("text", { x: 4, y: 11 }, `${number(most)} a ${unit}`), svg("text", { x: width - 4, y: 11, "text-anchor": "end" }, rest(answer)));
  brush(node, width, (a, b) => set({ since: iso(from + ((a - 4) / (width - 8)) * (to - from)), until: iso(from + ((b - 4) / (width - 8)) * (to - from)) }));
}

function brush(node, width, chosen) {
  const at = (event) => {
    const box = node.getBoundingClientRect();
    return Math.min(width - 4, Math.max(4, ((event.clientX - box.left) / box.width) * width));
  };
  node.onpointerdown = (down) => {
    const start = at(down), mark = svg("rect", { class: "brush", y: 0, height: BASE });
    node.append(mark);
    node.setPointerCapture(down.pointerId);
    node.onpointermove = (move) => {
      mark.setAttribute("x", Math.min(start, at(move)));
      mark.setAttribute("width", Math.abs(at(move) - start));
    };
    node.onpointerup = (up) => {
      node.onpointermove = node.onpointerup = null;
      mark.remove();
      if (Math.abs(at(up) - start) > 4) chosen(Math.min(start, at(up)), Math.max(start, at(up)));
    };
  };
}
