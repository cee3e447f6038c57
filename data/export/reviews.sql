-- Labelled data: one line for each reviewed record, with the verdict that counts, the newest.
-- `record` is PLOVER 1.3 JSON as it was coded when it was judged; `corrected` has the fields
-- that differ, null unless the verdict is "correct". docs/store.md.
SELECT to_json({
  id: id, document: document, verdict: verdict, corrected: corrected, reviewer: reviewer,
  note: note, time: strftime(reviewed, '%Y-%m-%dT%H:%M:%SZ'),
  sentence: coded->>'text', record: coded}) AS json
FROM verdicts
WHERE newest AND id IN (SELECT id FROM chosen)
ORDER BY number
