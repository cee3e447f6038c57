-- PLOVER 1.3 JSON, one record a line: docs/record.md. The record as `dateline code` gave it.
SELECT to_json({
  id: id, date: date, enddate: enddate, event: [event], mode: mode, context: context,
  quad_code: quad_code, event_scale: event_scale, actor: actor, recipient: recipient,
  event_text: event_text, event_loc: event_loc, text: text, text_info: text_info,
  cite_info: cite_info, dateline: dateline}) AS json
FROM chosen
ORDER BY date, id
