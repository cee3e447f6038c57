#include "dateline/store/exports.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "dateline/base/files.h"
#include "dateline/base/data_lines.h"
#include "dateline/store/annotations.h"
#include "dateline/store/write_rows.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using Write = std::function<Status(std::string_view)>;

// How the rows of data/export/NAME.sql are written.
enum class Shape : uint8_t { tsv, tsv_with_header, lines, collection };

struct Layout {
  const char* name;
  Shape shape;
};

constexpr Layout kLayouts[] = {
    {"plover", Shape::lines},
    {"gdelt", Shape::tsv},
    {"gdelt-mentions", Shape::tsv},
    {"icews", Shape::tsv_with_header},
    {"polecat", Shape::tsv_with_header},
    {"geojson", Shape::collection},
    {"reviews", Shape::lines},
};

// A data file as a table; `columns` as SQL, one for each of the fields `from`.
Status load_table(StoreReader& reader, const fs::path& file, const std::string& name,
                  const std::string& columns, const std::vector<size_t>& from) {
  std::vector<std::vector<std::string>> rows;
  const Status read = each_row(file, from.back() + 1, 16, [&](const Fields& fields) -> Status {
    auto& row = rows.emplace_back();
    for (size_t field : from) row.emplace_back(fields[field]);
    return Done{};
  });
  if (!read) return read;
  return reader.add_table(name, columns, rows);
}

Status load_tables(StoreReader& reader, const fs::path& data) {
  Status done = load_table(reader, data / "places" / "countries.tsv", "countries",
                           "iso3 VARCHAR, name VARCHAR", {1, 6});
  if (done)
    done = load_table(reader, data / "export" / "fips.tsv", "fips", "iso3 VARCHAR, fips VARCHAR",
                      {0, 1});
  if (done)
    done = load_table(reader, data / "export" / "goldstein.tsv", "goldstein",
                      "code VARCHAR, goldstein DOUBLE", {0, 1});
  return done;
}

Status write_layout(StoreReader& reader, const Layout& layout, const std::string& sql,
                    const Write& write) {
  const bool collection = layout.shape == Shape::collection;
  const bool json = collection || layout.shape == Shape::lines;
  bool first = true;
  if (collection)
    if (Status begun = write("{\"type\":\"FeatureCollection\",\"features\":[\n"); !begun)
      return begun;
  Status done = reader.read(sql, {[&](const std::vector<SqlColumn>& columns) -> Status {
                                    return layout.shape == Shape::tsv_with_header
                                               ? write(tsv_line(columns))
                                               : Status(Done{});
                                  },
                                  [&](const SqlRow& row) -> Status {
                                    if (!json) return write(tsv_line(row));
                                    std::string line(collection && !first ? ",\n" : "");
                                    first = false;
                                    line += *row[0];
                                    return write(collection ? line : line + '\n');
                                  }});
  if (!done || !collection) return done;
  return write("\n]}\n");
}

std::string xml(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out;
}

constexpr const char* kNodes =
    "SELECT node, count(*) FROM (SELECT unnest([concat(x.code, x.sector) FOR x IN "
    "list_concat(actor, recipient)]) AS node "
    "FROM chosen) WHERE node <> '' GROUP BY node ORDER BY node";
constexpr const char* kEdges =
    "SELECT a, b, event, count(*), avg(event_scale) FROM (SELECT unnest([concat(x.code, x.sector) "
    "FOR x IN actor]) AS a, "
    "recipient, event, event_scale FROM chosen), LATERAL (SELECT unnest([concat(x.code, x.sector) "
    "FOR x IN recipient]) AS b) "
    "WHERE a <> '' AND b <> '' GROUP BY a, b, event ORDER BY a, b, event";

// GEXF: actors are nodes, events of one category between two of them an edge. Version 1.2, which every
// reader knows, with the `kind` of 1.3, by which Gephi keeps parallel edges apart.
Status write_gexf(StoreReader& reader, const Write& write) {
  const auto nodes = reader.table(kNodes);
  if (!nodes) return nodes.error();
  const auto edges = reader.table(kEdges);
  if (!edges) return edges.error();
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf "
      "xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n"
      "<graph defaultedgetype=\"directed\">\n<attributes class=\"node\"><attribute id=\"events\" "
      "title=\"events\" "
      "type=\"integer\"/></attributes>\n<attributes class=\"edge\"><attribute id=\"event\" "
      "title=\"event\" "
      "type=\"string\"/><attribute id=\"scale\" title=\"scale\" "
      "type=\"double\"/></attributes>\n<nodes>\n";
  for (const auto& row : nodes->rows)
    out += fmt::format(
        "<node id=\"{0}\" label=\"{0}\"><attvalues><attvalue for=\"events\" "
        "value=\"{1}\"/></attvalues></node>\n",
        xml(*row[0]), *row[1]);
  out += "</nodes>\n<edges>\n";
  size_t number = 0;
  for (const auto& row : edges->rows)
    out += fmt::format(
        "<edge id=\"{}\" source=\"{}\" target=\"{}\" weight=\"{}\" "
        "kind=\"{}\"><attvalues><attvalue for=\"event\" "
        "value=\"{}\"/><attvalue for=\"scale\" value=\"{}\"/></attvalues></edge>\n",
        number++, xml(*row[0]), xml(*row[1]), *row[3], xml(*row[2]), xml(*row[2]), *row[4]);
  return write(out + "</edges>\n</graph>\n</gexf>\n");
}

AnnotatedEvent annotated(const SqlRow& row) {
  AnnotatedEvent event{
      std::string(*row[0]), std::string(*row[1]), std::string(row[3].value_or(*row[2])), {}};
  if (!row[4]) return event;
  for (const auto& item : nlohmann::json::parse(*row[4]))
    event.evidence.push_back({item["role"], item["start"], item["end"]});
  return event;
}

Status write_annotations(StoreReader& reader, const Write& write) {
  std::string document, text;
  return reader.read(
      "SELECT id, event, document, url, dateline.evidence FROM chosen ORDER BY document, id",
      {[](const auto&) -> Status { return Done{}; },
       [&](const SqlRow& row) -> Status {
         if (*row[2] != document) {
           document = *row[2];
           auto found = reader.ledger().text_of(document);
           if (!found) return found.error();
           text = std::move(*found);
         }
         return write(web_annotation(annotated(row), text) + '\n');
       }});
}

}  // namespace

const std::vector<std::string>& export_formats() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const Layout& layout : kLayouts) list.emplace_back(layout.name);
    list.insert(list.end(), {"gexf", "webannotation"});
    return list;
  }();
  return names;
}

Status export_events(StoreReader& reader, const Question& question, const std::string& format,
                     const fs::path& data, const Write& write) {
  Question asked = question;
  asked.superseded = format == "reviews";  // a label outlives its article's correction
  const auto from = from_where(asked);
  if (!from) return from.error();
  if (Status chosen = reader.add_view("chosen", "SELECT * " + *from); !chosen) return chosen;
  if (format == "gexf") return write_gexf(reader, write);
  if (format == "webannotation") return write_annotations(reader, write);
  const auto* layout = std::find_if(std::begin(kLayouts), std::end(kLayouts),
                                    [&](const Layout& l) { return format == l.name; });
  if (layout == std::end(kLayouts))
    return Error{ErrorKind::usage, "no such format: " + format, kNoOffset, {}};
  if (Status loaded = load_tables(reader, data); !loaded) return loaded;
  const auto sql = read_file(data / "export" / (format + ".sql"));
  if (!sql) return sql.error();
  return write_layout(reader, *layout, *sql, write);
}

}  // namespace dateline
