-- ICEWS events: 20 columns, tab-separated, with header. Source: the layout of the published yearly files.
-- "Event Text" is our category and mode: ICEWS puts CAMEO's description there. Intensity is Goldstein's.
SELECT
  ('0x' || id)::UBIGINT >> 1 AS "Event ID",
  date AS "Event Date",
  coalesce(actor_names[1], actor[1].entity_text) AS "Source Name",
  array_to_string([x FOR x IN actor_sectors IF x IS NOT NULL], ',') AS "Source Sectors",
  ac.name AS "Source Country",
  concat(event, if(len(mode) > 0, ' (' || array_to_string(mode, ', ') || ')', '')) AS "Event Text",
  cameo AS "CAMEO Code",
  goldstein AS "Intensity",
  coalesce(recipient_names[1], recipient[1].entity_text) AS "Target Name",
  array_to_string([x FOR x IN recipient_sectors IF x IS NOT NULL], ',') AS "Target Sectors",
  rc.name AS "Target Country",
  document AS "Story ID",
  sentence + 1 AS "Sentence Number",
  publication AS "Publisher",
  if(resolution >= 4, place, NULL) AS "City",
  if(resolution = 3, place, NULL) AS "District",
  if(resolution = 2, place, event_loc.admin1) AS "Province",
  lc.name AS "Country",
  lat AS "Latitude",
  lon AS "Longitude"
FROM chosen
  LEFT JOIN goldstein ON goldstein.code = cameo
  LEFT JOIN countries ac ON ac.iso3 = actor_code
  LEFT JOIN countries rc ON rc.iso3 = recipient_code
  LEFT JOIN countries lc ON lc.iso3 = country
ORDER BY date, id
