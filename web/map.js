// The world in the Equal Earth projection (Šavrič, Patterson, Jenny 2018), with no network.
// A country is shaded by its events; a dot is a town, a dashed ring a province.
import { svg, pressable, number } from "./dom.js";
import { set } from "./view.js";

const WIDTH = 820, HEIGHT = 400, A = [1.340264, -0.081106, 0.000893, 0.003796], M = Math.sqrt(3) / 2;
let world = null, box = { x: 0, y: 0, k: 1 };

function project(lon, lat) {
  const t = Math.asin(M * Math.sin((lat * Math.PI) / 180)), t2 = t * t, t6 = t2 * t2 * t2;
  const x = ((lon * Math.PI) / 180 * Math.cos(t)) / (M * (A[0] + 3 * A[1] * t2 + t6 * (7 * A[2] + 9 * A[3] * t2)));
  const y = t * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
  return [WIDTH / 2 + x * 148, HEIGHT / 2 - y * 148];
}

function pathOf(rings) {
  return rings.map((ring) => {
    let x = 0, y = 0, d = "";
    for (let i = 0; i < ring.length; i += 2) {
      const [px, py] = project((x += ring[i]) / 10, (y += ring[i + 1]) / 10);
      d += `${i ? "L" : "M"}${px.toFixed(1)} ${py.toFixed(1)}`;
    }
    return d + "Z";
  }).join("");
}

async function land() {
  if (world) return world;
  const data = await (await fetch("/world.json")).json();
  return (world = data.countries.map(([code, name, rings]) => ({ code, name, d: pathOf(rings) })));
}

const shade = (n, most) => (n ? `rgba(var(--hot), ${(0.12 + 0.6 * Math.sqrt(n / most)).toFixed(2)})` : null);

function countryPath({ code, name, d }, n, most) {
  const path = svg("path", { class: n ? "land has" : "land", d }, svg("title", {}, n ? `${name}: ${number(n)}` : name));
  if (!n) return path;
  path.style.fill = shade(n, most);
  return pressable(path, `${name}, ${number(n)} events`, () => set({ country: code }));
}

function dot({ lat, lon, resolution, place, country, n }, most) {
  const [cx, cy] = project(lon, lat), wide = resolution < 4;
  const circle = svg("circle", { class: wide ? "dot wide" : "dot", cx, cy, "data-r": 2 + 10 * Math.sqrt(n / most) },
    svg("title", {}, `${place}, ${country}: ${number(n)}${wide ? " (known only by province)" : ""}`));
  circle.addEventListener("click", () => set({ country }));
  return circle;
}

export async function drawMap(node, { points, countries }) {
  const shapes = await land();
  const counts = new Map(countries.map(({ country, n }) => [country, n]));
  const most = Math.max(1, ...counts.values());
  const group = svg("g");
  for (const shape of shapes) group.append(countryPath(shape, counts.get(shape.code), most));
  const top = Math.max(1, ...points.map((point) => point.n));
  for (const point of points) group.append(dot(point, top));
  node.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  node.replaceChildren(group);
  place(group);
  move(node, group);
}

function place(group) {
  group.setAttribute("transform", `translate(${box.x} ${box.y}) scale(${box.k})`);
  for (const circle of group.querySelectorAll("circle")) circle.setAttribute("r", circle.dataset.r / box.k);
}

function zoom(group, factor, x = WIDTH / 2, y = HEIGHT / 2) {
  const k = factor ? Math.min(24, Math.max(1, box.k * factor)) : 1;
  box = k === 1 ? { x: 0, y: 0, k } : { k, x: x - ((x - box.x) * k) / box.k, y: y - ((y - box.y) * k) / box.k };
  place(group);
}

function move(node, group) {
  const unit = () => WIDTH / node.getBoundingClientRect().width;
  node.onwheel = (event) => {
    event.preventDefault();
    const at = node.getBoundingClientRect();
    zoom(group, event.deltaY < 0 ? 1.2 : 1 / 1.2, (event.clientX - at.left) * unit(), (event.clientY - at.top) * unit());
  };
  node.onpointerdown = (down) => {
    if (box.k === 1) return;
    const start = { ...box };
    node.onpointermove = (event) => {
      box = { ...box, x: start.x + (event.clientX - down.clientX) * unit(), y: start.y + (event.clientY - down.clientY) * unit() };
      place(group);
    };
    node.onpointerup = node.onpointerleave = () => (node.onpointermove = null);
  };
  for (const button of node.parentElement.querySelectorAll("[data-zoom]")) button.onclick = () => zoom(group, +button.dataset.zoom);
}
