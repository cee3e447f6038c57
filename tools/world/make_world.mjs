// Makes web/world.json of world-atlas' borders: node make_world.mjs TOPOJSON COUNTRYINFO > web/world.json
//
// TOPOJSON: countries-110m.json of the npm package world-atlas 2.0.2 (ISC; borders from Natural
// Earth, public domain). COUNTRYINFO: GeoNames' countryInfo.txt, for ISO numbers to alpha-3 codes.
// Out: {"source", "countries": [[code, name, [ring, ...]], ...]}; a ring is [x0, y0, dx, dy, ...] in
// tenths of a degree. Rings smaller than a pixel of the page are left out, unless a country has no other.
import { readFileSync } from "node:fs";

const [topologyFile, infoFile] = process.argv.slice(2);
const topology = JSON.parse(readFileSync(topologyFile, "utf8"));
const codes = new Map(
  readFileSync(infoFile, "utf8").split("\n").filter((line) => line && line[0] !== "#")
    .map((line) => line.split("\t")).map((fields) => [fields[2].padStart(3, "0"), fields[1]]));
const unnumbered = { Kosovo: "XKX" };

const { scale, translate } = topology.transform;
const arcs = topology.arcs.map((arc) => {
  let x = 0, y = 0;
  return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
});
const arcOf = (index) => (index < 0 ? [...arcs[~index]].reverse() : arcs[index]);
const ringOf = (indexes) => indexes.flatMap((index, i) => arcOf(index).slice(i ? 1 : 0));

// The borders cross the antimeridian without a cut. A ring is made continuous (longitudes may
// pass 180), closed over the pole if it goes round the world, and cut into what lies in each turn.
function continuous(ring) {
  let shift = 0;
  const out = ring.map(([x, y], i) => {
    if (i && x - ring[i - 1][0] > 180) shift -= 360;
    if (i && x - ring[i - 1][0] < -180) shift += 360;
    return [x + shift, y];
  });
  const [first, last] = [out[0], out.at(-1)];
  if (Math.abs(last[0] - first[0]) > 180) out.push([last[0], -90], [first[0], -90]);
  return out;
}

// Sutherland and Hodgman (1974), against one meridian.
function clipped(ring, meridian, sign) {
  const inside = ([x]) => sign * (x - meridian) <= 0;
  return ring.flatMap((point, i) => {
    const before = ring.at(i - 1);
    const t = (meridian - before[0]) / (point[0] - before[0]);
    const crossing = inside(point) === inside(before) ? [] : [[meridian, before[1] + t * (point[1] - before[1])]];
    return inside(point) ? [...crossing, point] : crossing;
  });
}

function turns(ring) {
  const whole = continuous(ring);
  return [-360, 0, 360].map((turn) =>
    clipped(clipped(whole, turn + 180, 1), turn - 180, -1).map(([x, y]) => [x - turn, y])).filter((part) => part.length > 2);
}

const area = (ring) =>
  Math.abs(ring.reduce((sum, [x, y], i) => {
    const [u, v] = ring[(i + 1) % ring.length];
    return sum + x * v - u * y;
  }, 0)) / 2;

function packed(ring) {
  const out = [];
  let px = 0, py = 0;
  for (const [x, y] of ring) {
    const ix = Math.round(x * 10), iy = Math.round(y * 10);
    if (out.length && ix === px && iy === py) continue;
    out.push(ix - px, iy - py);
    [px, py] = [ix, iy];
  }
  return out;
}

const countries = topology.objects.countries.geometries.map((geometry) => {
  const polygons = geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs;
  const rings = polygons.flatMap((polygon) => polygon.map(ringOf).flatMap(turns)).sort((a, b) => area(b) - area(a));
  const name = geometry.properties.name;
  return [codes.get(geometry.id) ?? unnumbered[name] ?? null, name,
    rings.filter((ring, i) => i === 0 || area(ring) > 0.3).map(packed)];
}).sort((a, b) => (a[1] < b[1] ? -1 : 1));

process.stdout.write(JSON.stringify({
  source: "world-atlas 2.0.2 (ISC), of Natural Earth (public domain)",
  countries,
}).replaceAll("],[\"", "],\n[\"").replaceAll("],[null", "],\n[null") + "\n");
