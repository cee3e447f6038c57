-- GeoJSON (RFC 7946): one feature an event; the exporter puts the collection around them.
-- A place known only by its country has no geometry: a point in its middle would say too much.
SELECT to_json({
  type: 'Feature',
  id: id,
  geometry: CASE WHEN resolution >= 2 AND lat IS NOT NULL THEN {type: 'Point', coordinates: [lon, lat]} END,
  properties: {
    date: date, event: event, mode: mode, context: context, quad_code: quad_code, event_scale: event_scale,
    actor: actor_codes, actor_name: actor_names, recipient: recipient_codes, recipient_name: recipient_names,
    place: place, country: country, resolution: resolution, source: source, aux: aux, dead: dead,
    text: text, document: document, url: url}}) AS json
FROM chosen
ORDER BY date, id
