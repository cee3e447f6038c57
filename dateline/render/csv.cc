// Records as CSV (RFC 4180), flattened from the same JSON as the JSONL, so
// that the two can never disagree.
#include "dateline/render/record.h"

namespace dateline {
namespace {

struct Column {
  const char* name;
  const char* pointer;  // JSON pointer into the record; "*" walks a list
};

constexpr Column kColumns[] = {
    {"id", "/id"},
    {"date", "/date"},
    {"enddate", "/enddate"},
    {"event", "/event"},
    {"mode", "/mode"},
    {"context", "/context"},
    {"quad_code", "/quad_code"},
    {"event_scale", "/event_scale"},
    {"cameo", "/dateline/cameo"},
    {"aux", "/dateline/aux"},
    {"polarity", "/dateline/factuality/polarity"},
    {"certainty", "/dateline/factuality/certainty"},
    {"actor_code", "/actor/*/code"},
    {"actor_sector", "/actor/*/sector"},
    {"actor_text", "/actor/*/entity_text"},
    {"actor_name", "/actor/*/identifier_text"},
    {"recipient_code", "/recipient/*/code"},
    {"recipient_sector", "/recipient/*/sector"},
    {"recipient_text", "/recipient/*/entity_text"},
    {"recipient_name", "/recipient/*/identifier_text"},
    {"event_text", "/event_text"},
    {"place_text", "/event_loc/extracted_place"},
    {"place", "/event_loc/resolved_place"},
    {"geonameid", "/event_loc/geonameid"},
    {"lat", "/event_loc/lat"},
    {"lon", "/event_loc/lon"},
    {"place_country", "/event_loc/country_code"},
    {"resolution", "/event_loc/resolution"},
    {"source", "/dateline/attribution/*/source"},
    {"source_code", "/dateline/attribution/*/code"},
    {"source_cue", "/dateline/attribution/*/cue"},
    {"time_text", "/dateline/time/text"},
    {"time_value", "/dateline/time/value"},
    {"time_from", "/dateline/time/from"},
    {"dead", "/dateline/size/dead"},
    {"injured", "/dateline/size/injured"},
    {"arrested", "/dateline/size/arrested"},
    {"confidence", "/dateline/why/confidence"},
    {"rule", "/dateline/why/rule"},
    {"publication", "/cite_info/publication"},
    {"published", "/cite_info/published"},
    {"sentence", "/text_info/sequence"},
    {"start", "/text_info/start"},
    {"end", "/text_info/end"},
    {"document", "/dateline/document"},
    {"text", "/text"},
};

std::string cell_text(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return value.dump();
  std::string joined;
  for (const Json& item : value) joined += (&item == &value.front() ? "" : ";") + cell_text(item);
  return joined;
}

// Follows a pointer of kColumns; a "*" gives the list of what the rest finds.
Json find(const Json& value, std::string_view pointer) {
  if (pointer.empty()) return value;
  const std::string_view rest = pointer.substr(1);
  const std::string key(rest.substr(0, rest.find('/')));
  const std::string_view tail = rest.substr(key.size());
  if (key == "*") {
    Json list = Json::array();
    for (const Json& item : value) list.push_back(find(item, tail));
    return list;
  }
  return value.is_object() && value.contains(key) ? find(value[key], tail) : Json();
}

std::string quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string out = "\"";
  for (char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

}  // namespace

std::string csv_header() {
  std::string out;
  for (const Column& column : kColumns) out += (out.empty() ? "" : ",") + std::string(column.name);
  return out + "\r\n";
}

std::string to_csv(const Reading& reading) {
  std::string out;
  for (size_t i = 0; i < reading.events.events.size(); ++i) {
    const Json record = to_record(reading, i);
    std::string row;
    for (const Column& column : kColumns)
      row += (&column == kColumns ? "" : ",") + quoted(cell_text(find(record, column.pointer)));
    out += row + "\r\n";
  }
  return out;
}

}  // namespace dateline
