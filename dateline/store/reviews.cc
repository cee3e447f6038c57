#include "dateline/store/reviews.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "dateline/base/data_lines.h"
#include "dateline/render/json.h"

namespace dateline {
namespace {

constexpr size_t kLongestName = 100;   // bytes, of a reviewer, an id, a place
constexpr size_t kLongestNote = 4000;  // bytes
constexpr size_t kMostItems = 20;      // of a corrected list

constexpr const char* kAsCoded =
    "SELECT document, to_json({id: id, date: date, enddate: enddate, event: [event], mode: mode, "
    "context: context, quad_code: quad_code, event_scale: event_scale, actor: actor, recipient: "
    "recipient, event_text: event_text, event_loc: event_loc, text: text, text_info: text_info, "
    "cite_info: cite_info, dateline: dateline}) FROM recorded WHERE id = ";

Error usage(std::string what) { return {ErrorKind::usage, std::move(what), kNoOffset, {}}; }

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// A field's text, or "" where it may be missing.
Result<std::string> text_of(const Json& object, const char* name, size_t longest, bool needed) {
  const auto at = object.find(name);
  if (at == object.end() && !needed) return std::string();
  if (at == object.end() || !at->is_string()) return usage(fmt::format("{} is a text", name));
  std::string text(trim(at->get_ref<const std::string&>()));
  if (needed && text.empty()) return usage(fmt::format("{} is missing", name));
  if (text.size() > longest) return usage(fmt::format("{} has at most {} bytes", name, longest));
  return text;
}

Result<std::string> line_of(const Json& object, const char* name, bool needed) {
  auto text = text_of(object, name, kLongestName, needed);
  if (text && std::any_of(text->begin(), text->end(), is_control))
    return usage(fmt::format("{} is one line", name));
  return text;
}

Result<std::string> note_of(const Json& object) {
  auto text = text_of(object, "note", kLongestNote, false);
  if (text && std::any_of(text->begin(), text->end(),
                          [](char c) { return is_control(c) && c != '\n' && c != '\t'; }))
    return usage("note has control characters");
  return text;
}

Status only(const Json& object, std::initializer_list<std::string_view> names) {
  for (const auto& [name, value] : object.items())
    if (std::find(names.begin(), names.end(), name) == names.end())
      return usage("no such field: " + name.substr(0, kLongestName));
  return Done{};
}

// PRK, GOV or PRKGOV.
bool is_code(std::string_view text) {
  return (text.size() == 3 || text.size() == 6) &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_aux(std::string_view text) {
  const auto names = aux_names(kFuture | kHypothetical | kNegation | kHistorical);
  return std::ranges::find(names, text) != names.end();
}

bool is_mode(std::string_view text) {  // complete() knows the category
  return !text.empty() && text.size() <= kLongestName;
}

Status check_list(const Json& list, const std::string& name, bool (*fits)(std::string_view)) {
  const bool ok = list.is_array() && list.size() <= kMostItems &&
                  std::all_of(list.begin(), list.end(), [&](const Json& item) {
                    return item.is_string() && fits(item.get_ref<const std::string&>());
                  });
  if (ok) return Done{};
  if (name == "aux") return usage("aux is a list of future, hypothetical, negation, historical");
  return usage(name +
               (name == "mode" ? " is a list of modes" : " is a list of codes: PRK, GOV, PRKGOV"));
}

Status check_event(const Json& value) {
  EventType type{};
  if (value.is_string() && from_string(value.get_ref<const std::string&>(), type)) return Done{};
  return usage("event is not a PLOVER category (CONSULT, ASSAULT, …)");
}

Status check_date(const Json& value) {
  if (value.is_null() || (value.is_string() && parse_iso_date(value.get_ref<const std::string&>())))
    return Done{};
  return usage("date is a day, 2018-03-05, or null");
}

Status check_corrected(const Json& fields) {
  if (!fields.is_object() || fields.empty())
    return usage("corrected is an object with the fields that differ");
  if (Status known = only(fields, {"event", "mode", "aux", "actor", "recipient", "date", "place"});
      !known)
    return known;
  Status done = Done{};
  for (const auto& [name, value] : fields.items()) {
    if (name == "event") done = check_event(value);
    if (name == "date") done = check_date(value);
    if (name == "mode") done = check_list(value, name, is_mode);
    if (name == "aux") done = check_list(value, name, is_aux);
    if (name == "actor" || name == "recipient") done = check_list(value, name, is_code);
    if (name == "place" && !value.is_null())
      if (const auto place = line_of(fields, "place", true); !place) done = place.error();
    if (!done) return done;
  }
  return Done{};
}

// `corrected` stands where, and only where, the verdict is `correct`.
Result<std::string> corrected_of(const Json& object, const std::string& verdict) {
  const auto at = object.find("corrected");
  if (verdict != "correct") {
    if (at == object.end() || at->is_null()) return std::string();
    return usage("corrected goes with the verdict correct");
  }
  if (Status fits = check_corrected(at == object.end() ? Json() : *at); !fits) return fits.error();
  return dump(*at);
}

Status check_modes(const Json& coded, const Json& corrected, const Codebook& codebook) {
  if (!corrected.contains("event") && !corrected.contains("mode")) return Done{};
  const std::string event = corrected.contains("event") ? corrected["event"] : coded["event"][0];
  EventType type{};
  if (!from_string(event, type)) return usage(event + " is not a PLOVER category");
  const auto& known = codebook.modes(type);
  for (const std::string mode : corrected.contains("mode") ? corrected["mode"] : coded["mode"])
    if (std::find(known.begin(), known.end(), mode) == known.end())
      return usage(fmt::format(
          "{} has no mode {}: {}", event, mode,
          known.empty() ? "give an empty mode" : fmt::format("{}", fmt::join(known, ", "))));
  return Done{};
}

}  // namespace

Result<Codebook> Codebook::load(const std::filesystem::path& data) {
  Codebook codebook;
  const Status read =
      each_line(data / "events" / "codebook.tsv", [&](std::string_view line) -> Status {
        const Fields fields = words_of(line);
        if (fields[0] != "category") return Done{};
        EventType type{};
        if (fields.size() != 4 || !from_string(fields[1], type))
          return bad_line("category NAME SCORE MODES");
        if (fields[3] == "-") return Done{};
        for (std::string_view mode : split(fields[3], ','))
          codebook.modes_[static_cast<size_t>(type)].emplace_back(mode);
        return Done{};
      });
  if (!read) return read.error();
  return codebook;
}

Result<Review> read_review(std::string_view json) {
  const Json object = Json::parse(json, nullptr, false);
  if (!object.is_object()) return usage("a review is one JSON object");
  if (Status known = only(object, {"record", "verdict", "corrected", "reviewer", "note"}); !known)
    return known.error();
  Review review;
  for (const auto& [name, into] :
       {std::pair("record", &review.record), std::pair("verdict", &review.verdict),
        std::pair("reviewer", &review.reviewer)}) {
    auto text = line_of(object, name, true);
    if (!text) return text.error();
    *into = std::move(*text);
  }
  if (review.verdict != "accept" && review.verdict != "reject" && review.verdict != "correct")
    return usage("verdict is accept, reject or correct");
  auto note = note_of(object);
  if (!note) return note.error();
  auto corrected = corrected_of(object, review.verdict);
  if (!corrected) return corrected.error();
  review.note = std::move(*note);
  review.corrected = std::move(*corrected);
  return review;
}

Status complete(Review& review, StoreReader& reader, const Codebook& codebook) {
  auto found = reader.table(kAsCoded + sql_text(review.record) + " LIMIT 1");
  if (!found) return found.error();
  if (found->rows.empty()) return Error{ErrorKind::not_found, "no such record", kNoOffset, {}};
  review.document = found->rows[0][0].value_or("");
  review.coded = found->rows[0][1].value_or("{}");
  if (review.corrected.empty()) return Done{};
  return check_modes(Json::parse(review.coded), Json::parse(review.corrected), codebook);
}

Status add_review(Ledger& ledger, Review& review) {
  review.time = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
  // A person's work is on the disk before it is acknowledged.
  if (Status set = ledger.database().run("PRAGMA synchronous = FULL"); !set) return set;
  auto insert = ledger.database().prepare(
      "INSERT INTO reviews(record, document, verdict, corrected, reviewer, note, time, coded) "
      "VALUES (?,?,?,?,?,?,?,?)");
  if (!insert) return insert.error();
  insert->bind(1, review.record).bind(2, review.document).bind(3, review.verdict);
  insert->bind_null_if_empty(4, review.corrected).bind(5, review.reviewer);
  insert->bind_null_if_empty(6, review.note).bind(7, review.time).bind(8, review.coded);
  return insert->run();
}

Result<std::vector<Review>> reviews_of(Ledger& ledger, const std::string& document, uint64_t limit,
                                       uint64_t offset) {
  std::vector<Review> list;
  const auto kept = has_reviews(ledger);
  if (!kept) return kept.error();
  if (!*kept) return list;
  auto query = ledger.database().prepare(
      "SELECT record, document, verdict, corrected, reviewer, note, time FROM reviews "
      "WHERE ?1 = '' OR document = ?1 ORDER BY number DESC LIMIT ?2 OFFSET ?3");
  if (!query) return query.error();
  query->bind(1, document)
      .bind(2, static_cast<int64_t>(limit))
      .bind(3, static_cast<int64_t>(offset));
  Result<bool> row = query->step();
  for (; row && *row; row = query->step()) {
    const auto text = [&](int column) { return std::string(query->text(column)); };
    list.push_back({text(0), text(1), text(2), text(3), text(4), text(5), text(6), {}});
  }
  if (!row) return row.error();
  return list;
}

Result<bool> has_reviews(Ledger& ledger) {
  auto query = ledger.database().prepare("SELECT 1 FROM sqlite_master WHERE name = 'reviews'");
  if (!query) return query.error();
  return query->step();
}

}  // namespace dateline
