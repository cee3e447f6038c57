// Actors and recipients, placed by forces; the widest lines are the most frequent pairs.
import { svg, pressable, number } from "./dom.js";
import { set } from "./view.js";

const WIDTH = 560, HEIGHT = 440, MOST = 32, ROUNDS = 220;

function graph(edges) {
  const weight = new Map();
  for (const { a, b, n } of edges) for (const id of new Set([a, b])) weight.set(id, (weight.get(id) ?? 0) + n);
  const kept = [...weight].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1)).slice(0, MOST);
  const nodes = new Map(kept.map(([id, n], i) => [id, {
    id, n, x: WIDTH / 2 + Math.cos(i * 2.4) * (20 + i * 5), y: HEIGHT / 2 + Math.sin(i * 2.4) * (20 + i * 4) }]));
  const lines = edges.filter(({ a, b }) => a !== b && nodes.has(a) && nodes.has(b))
    .map((edge) => ({ ...edge, from: nodes.get(edge.a), to: nodes.get(edge.b) }));
  return { nodes: [...nodes.values()], lines };
}

// Fruchterman and Reingold (1991), cooled to a stop: the same edges give the same picture.
function settle({ nodes, lines }) {
  const ideal = Math.min(85, 0.75 * Math.sqrt((WIDTH * HEIGHT) / Math.max(1, nodes.length)));
  for (let round = 0; round < ROUNDS; ++round) {
    const heat = 24 * (1 - round / ROUNDS);
    for (const node of nodes) { node.dx = (WIDTH / 2 - node.x) * 0.14; node.dy = (HEIGHT / 2 - node.y) * 0.2; }
    for (const p of nodes) for (const q of nodes) {
      if (p === q) continue;
      const dx = p.x - q.x, dy = p.y - q.y, far = Math.max(1, dx * dx + dy * dy);
      if (far > 5 * ideal * ideal) continue;  // far ones do not matter, or loose pairs end at the wall
      p.dx += (dx / far) * ideal * ideal * 0.5; p.dy += (dy / far) * ideal * ideal * 0.5;
    }
    for (const { from, to } of lines) {
      const dx = to.x - from.x, dy = to.y - from.y, pull = Math.hypot(dx, dy) / ideal / 4;
      from.dx += dx * pull; from.dy += dy * pull; to.dx -= dx * pull; to.dy -= dy * pull;
    }
    for (const node of nodes) {
      const far = Math.max(0.1, Math.hypot(node.dx, node.dy)), step = Math.min(heat, far) / far;
      node.x = Math.min(WIDTH - 40, Math.max(30, node.x + node.dx * step));
      node.y = Math.min(HEIGHT - 20, Math.max(20, node.y + node.dy * step));
    }
  }
}

// Bent, so that the two directions of a pair stand apart.
function line({ from, to, n, scale, a, b }, most) {
  const mx = (from.x + to.x) / 2 + (to.y - from.y) * 0.12, my = (from.y + to.y) / 2 - (to.x - from.x) * 0.12;
  const path = svg("path", { class: "edge " + (scale < 0 ? "conf" : "coop"), "stroke-width": 0.8 + 5 * Math.sqrt(n / most),
    d: `M${from.x.toFixed(1)} ${from.y.toFixed(1)}Q${mx.toFixed(1)} ${my.toFixed(1)} ${to.x.toFixed(1)} ${to.y.toFixed(1)}` },
    svg("title", {}, `${a} → ${b}: ${number(n)}, mean score ${scale}`));
  path.addEventListener("click", () => set({ actor: a, recipient: b, either: null }));
  return path;
}

export function drawNetwork(node, { edges }) {
  const drawn = graph(edges);
  settle(drawn);
  node.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  const most = Math.max(1, ...edges.map((edge) => edge.n)), top = Math.max(1, ...drawn.nodes.map((n) => n.n));
  node.replaceChildren(...drawn.lines.map((edge) => line(edge, most)), ...drawn.nodes.map(({ id, n, x, y }) => {
    const r = 3 + 11 * Math.sqrt(n / top);
    const group = svg("g", { class: "node" }, svg("circle", { cx: x, cy: y, r }), svg("text", x > WIDTH - 80
      ? { x: x - r - 2, y: y + 4, "text-anchor": "end" } : { x: x + r + 2, y: y + 4 }, id));
    return pressable(group, `${id}, ${number(n)} events`, () => set({ either: id }));
  }));
}
