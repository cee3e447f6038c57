#include "dateline/eval/evaluate_geo.h"

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <optional>

#include "dateline/base/utf8.h"

namespace dateline {
namespace {

constexpr double kClose = 161;

struct FreeXml {
  void operator()(xmlDoc* doc) const { xmlFreeDoc(doc); }
};

bool named(const xmlNode* node, const char* name) {
  return node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, BAD_CAST name);
}

const xmlNode* child(const xmlNode* node, const char* name) {
  for (const xmlNode* at = node->children; at != nullptr; at = at->next)
    if (named(at, name)) return at;
  return nullptr;
}

std::string content(const xmlNode* node) {
  if (node == nullptr) return {};
  xmlChar* text = xmlNodeGetContent(node);
  std::string out = text == nullptr ? "" : reinterpret_cast<const char*>(text);
  xmlFree(text);
  return out;
}

std::string content(const xmlNode* node, const char* name) { return content(child(node, name)); }

std::optional<double> number(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end == text.c_str()) return std::nullopt;
  return value;
}

// Offsets of both files count code points, from 0 in LGL and from 1 in GeoVirus.
std::vector<uint32_t> code_point_starts(std::string_view text) {
  std::vector<uint32_t> out;
  for (size_t at = 0; at < text.size(); at += decode_utf8(text, at).length)
    out.push_back(static_cast<uint32_t>(at));
  out.push_back(static_cast<uint32_t>(text.size()));
  return out;
}

void take_toponym(const xmlNode* node, const std::vector<uint32_t>& starts, GoldArticle& out) {
  const xmlNode* tag = child(node, "gaztag");
  const xmlNode* place = tag == nullptr ? node : tag;
  const auto lat = number(content(place, "lat"));
  const auto lon = number(content(place, "lon"));
  const auto begin = number(content(node, "start"));
  const auto end = number(content(node, "end"));
  if (!lat || !lon || !begin || !end || *begin < 0 || *end < *begin || *end > starts.size()) {
    ++out.unlocated;
    return;
  }
  const std::string name = content(node, child(node, "phrase") == nullptr ? "name" : "phrase");
  const auto first = static_cast<size_t>(*begin);
  const auto last = static_cast<size_t>(*end);
  const bool from_1 = last == starts.size() ||
                      (first > 0 && out.document.at({starts[first], starts[last]}) != name);
  if (from_1 && first == 0) return void(++out.unlocated);
  out.toponyms.push_back({{starts[first - from_1], starts[last - from_1]}, *lat, *lon});
}

GoldArticle take_article(const xmlNode* node, size_t ordinal) {
  GoldArticle out;
  xmlChar* id = xmlGetProp(node, BAD_CAST "docid");
  out.document.id = id == nullptr ? std::to_string(ordinal) : reinterpret_cast<const char*>(id);
  xmlFree(id);
  out.document.text = content(node, "text");
  out.document.body = {0, static_cast<uint32_t>(out.document.text.size())};
  const auto starts = code_point_starts(out.document.text);
  const xmlNode* list = child(node, "toponyms");
  if (list == nullptr) list = child(node, "locations");
  for (const xmlNode* at = list == nullptr ? nullptr : list->children; at != nullptr; at = at->next)
    if (named(at, "toponym") || named(at, "location")) take_toponym(at, starts, out);
  std::ranges::stable_sort(out.toponyms, {}, [](const GoldToponym& t) { return t.span.begin; });
  return out;
}

std::string describe(const PlaceCandidate& c) {
  return c.name + (c.admin1.empty() ? "" : ", " + c.admin1) + ", " + c.country;
}

class Scorer {
 public:
  explicit Scorer(GeoScores& out) : out_(out) {}

  void add(const GoldArticle& article, const Places& places) {
    ++out_.articles;
    for (size_t i = 0; i < article.toponyms.size(); ++i)
      add(article, article.toponyms[i], places.places[i]);
  }

  // One to one by overlap, in text order.
  void add_found(const GoldArticle& article, const Places& places) {
    out_.gold_spans += article.toponyms.size();
    out_.found += places.places.size();
    size_t gold = 0;
    for (const Place& place : places.places) {
      while (gold < article.toponyms.size() && article.toponyms[gold].span.end <= place.span.begin)
        ++gold;
      if (gold < article.toponyms.size() && article.toponyms[gold].span.overlaps(place.span)) {
        ++out_.matched;
        ++gold;
      }
    }
  }

  void finish() {
    std::ranges::sort(errors_);
    if (errors_.empty()) return;
    for (const double km : errors_) out_.mean_km += km / static_cast<double>(errors_.size());
    out_.median_km = errors_[errors_.size() / 2];
    double area = static_cast<double>(out_.toponyms - errors_.size());
    for (const double km : errors_) area += std::log(km + 1) / std::log(kFarthestKm + 1);
    out_.auc = area / static_cast<double>(out_.toponyms);
  }

 private:
  void add(const GoldArticle& article, const GoldToponym& gold, const Place& place) {
    ++out_.toponyms;
    double km = kNoDistance;
    if (place.resolved()) {
      const PlaceCandidate& best = place.candidates.front();
      km = distance_km(best.lat, best.lon, gold.lat, gold.lon);
      ++out_.resolved;
      errors_.push_back(km);
      if (km <= kClose) return void(++out_.within_161km);
    }
    out_.misses.push_back({article.document.id, std::string(article.document.at(gold.span)),
                           gold.lat, gold.lon,
                           place.resolved() ? describe(place.candidates.front()) : "", km});
  }

  GeoScores& out_;
  std::vector<double> errors_;
};

double share(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Result<std::vector<GoldArticle>> read_geo_gold(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file))
    return Error{ErrorKind::not_found, "no such file", kNoOffset, file.string()};
  const std::unique_ptr<xmlDoc, FreeXml> doc(xmlReadFile(
      file.c_str(), nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
  const xmlNode* root = doc == nullptr ? nullptr : xmlDocGetRootElement(doc.get());
  if (root == nullptr || !named(root, "articles"))
    return Error{ErrorKind::bad_input, "not a file of articles with toponyms", kNoOffset,
                 file.string()};
  std::vector<GoldArticle> out;
  for (const xmlNode* at = root->children; at != nullptr; at = at->next)
    if (named(at, "article")) out.push_back(take_article(at, out.size() + 1));
  return out;
}

double GeoScores::accuracy() const { return share(within_161km, toponyms); }
double GeoScores::precision() const { return share(matched, found); }
double GeoScores::recall() const { return share(matched, gold_spans); }

std::string GeoScores::table(bool details) const {
  std::string out = fmt::format(
      "articles {}  toponyms {}  resolved {}\n"
      "accuracy within 161 km {:.3f}  mean error {:.0f} km  median {:.1f} km  AUC {:.3f}\n",
      articles, toponyms, resolved, accuracy(), mean_km, median_km, auc);
  if (gold_spans > 0)
    out += fmt::format("end to end: spans found {}  precision {:.3f}  recall {:.3f}\n", found,
                       precision(), recall());
  if (!details) return out;
  for (const GeoMiss& miss : misses)
    out += fmt::format("{}\t{}\t{:.2f},{:.2f}\t{}\t{:.0f}\n", miss.article, miss.name,
                       miss.gold_lat, miss.gold_lon, miss.resolved, miss.km);
  return out;
}

Result<GeoScores> evaluate_geo(const std::filesystem::path& file, const Gazetteer& gazetteer,
                               const GeoOptions& options) {
  const auto gold = read_geo_gold(file);
  if (!gold) return gold.error();
  GeoScores out;
  Scorer scorer(out);
  for (const GoldArticle& article : gold.value()) {
    std::vector<Span> spans;
    for (const GoldToponym& t : article.toponyms) spans.push_back(t.span);
    scorer.add(article, resolve_places(article.document, spans, gazetteer, options.weights));
    if (options.find) scorer.add_found(article, options.find(article.document));
  }
  scorer.finish();
  return out;
}

}  // namespace dateline
