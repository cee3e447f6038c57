-- GDELT 2.0 Mentions: 16 columns, tab-separated, no header line. Source: linwoodc3/gdelt2HeaderRows.
-- One row a printing: the article, then every copy of it. Offsets are UTF-8 bytes of the article.
WITH printings AS (
  SELECT id AS document, coalesce(publication, origin) AS name, coalesce(url, id) AS place, url, published,
    bytes, 0 AS copy FROM articles
  UNION ALL
  SELECT a.id, coalesce(c.publication, c.origin), coalesce(c.url, c.origin), c.url, c.published, a.bytes, 1
  FROM copies c JOIN articles a ON a.number = c.article)
SELECT
  ('0x' || e.id)::UBIGINT >> 1 AS GLOBALEVENTID,
  strftime(e.date, '%Y%m%d000000') AS EventTimeDate,
  strftime(p.published, '%Y%m%d000000') AS MentionTimeDate,
  if(p.url IS NULL, 2, 1) AS MentionType,
  p.name AS MentionSourceName,
  p.place AS MentionIdentifier,
  e.sentence + 1 AS SentenceID,
  coalesce([x.start FOR x IN e.dateline.evidence IF x.role = 'actor'][1], -1) AS Actor1CharOffset,
  coalesce([x.start FOR x IN e.dateline.evidence IF x.role = 'recipient'][1], -1) AS Actor2CharOffset,
  coalesce([x.start FOR x IN e.dateline.evidence IF x.role = 'event'][1], -1) AS ActionCharOffset,
  1 AS InRawText,
  (round(e.confidence * 10) * 10)::INTEGER AS Confidence,
  p.bytes AS MentionDocLen,
  NULL AS MentionDocTone,
  NULL AS MentionDocTranslationInfo,
  NULL AS Extras
FROM chosen e JOIN printings p ON p.document = e.document
ORDER BY e.date, e.id, p.copy, p.name, p.place
