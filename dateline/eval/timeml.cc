#include "dateline/eval/timeml.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <fstream>
#include <memory>
#include <sstream>

#include "dateline/base/files.h"

#include "fmt/core.h"

namespace dateline {
namespace {

constexpr uintmax_t kMostBytes = 16u << 20;

struct FreeDoc {
  void operator()(xmlDoc* doc) const { xmlFreeDoc(doc); }
};
struct FreeContext {
  void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
};
struct FreeText {
  void operator()(xmlChar* text) const { xmlFree(text); }
};
using XmlText = std::unique_ptr<xmlChar, FreeText>;

bool named(const xmlNode* node, const char* name) {
  return node->type == XML_ELEMENT_NODE &&
         xmlStrEqual(node->name, reinterpret_cast<const xmlChar*>(name));
}

std::string attribute(const xmlNode* node, const char* name) {
  XmlText value(xmlGetProp(node, reinterpret_cast<const xmlChar*>(name)));
  return value ? reinterpret_cast<const char*>(value.get()) : "";
}

TimexType type_of(std::string_view name) {
  if (name == "TIME") return TimexType::time;
  if (name == "DURATION") return TimexType::duration;
  return name == "SET" ? TimexType::set : TimexType::date;
}

// The next node in document order, not below `root`'s end; `leave` hears of each
// element that is left. Without recursion: nesting is as deep as the file says.
template <class Leave>
xmlNode* advance(xmlNode* node, const xmlNode* root, Leave&& leave) {
  if (node->type == XML_ELEMENT_NODE && node->children) return node->children;
  for (;;) {
    if (node->type == XML_ELEMENT_NODE) leave(node);
    if (node == root) return nullptr;
    if (node->next) return node->next;
    node = node->parent;
  }
}

xmlNode* find(xmlNode* root, const char* name) {
  for (xmlNode* node = root; node; node = advance(node, root, [](xmlNode*) {})) {
    if (named(node, name)) return node;
  }
  return nullptr;
}

Timex timex_of(const xmlNode* node) {
  Timex timex;
  timex.type = type_of(attribute(node, "type"));
  timex.value = attribute(node, "value");
  timex.mod = attribute(node, "mod");
  return timex;
}

void read_text(xmlNode* root, TimemlArticle& article) {
  std::vector<size_t> open;  // into timexes: those whose end is to come
  std::string& text = article.doc.text;
  const auto here = [&] { return static_cast<uint32_t>(text.size()); };
  const auto leave = [&](xmlNode* node) {
    if (!named(node, "TIMEX3") || open.empty()) return;
    article.timexes[open.back()].span.end = here();
    open.pop_back();
  };
  for (xmlNode* node = root; node; node = advance(node, root, leave)) {
    if (named(node, "TIMEX3")) {
      open.push_back(article.timexes.size());
      article.timexes.push_back(timex_of(node));
      article.timexes.back().span.begin = here();
    } else if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) &&
               node->content) {
      text += reinterpret_cast<const char*>(node->content);
    }
  }
  std::erase_if(article.timexes, [](const Timex& timex) { return timex.span.empty(); });
}

void read_creation_time(xmlNode* root, Document& doc) {
  const auto take = [&](const xmlNode* node) {
    doc.published = parse_iso_date(std::string_view(attribute(node, "value")).substr(0, 10));
  };
  xmlNode* dct = find(root, "DCT");
  if (xmlNode* timex = dct ? find(dct, "TIMEX3") : nullptr) return take(timex);
  for (xmlNode* node = root; node; node = advance(node, root, [](xmlNode*) {})) {
    if (named(node, "TIMEX3") && attribute(node, "functionInDocument") == "CREATION_TIME") {
      return take(node);
    }
  }
}

Error broken(const xmlParserCtxt* context, const std::string& name) {
  const xmlError* error = xmlCtxtGetLastError(const_cast<xmlParserCtxt*>(context));
  std::string what = error && error->message ? error->message : "this is not XML";
  while (!what.empty() && what.back() == '\n') what.pop_back();
  return {ErrorKind::bad_input, fmt::format("line {}: {}", error ? error->line : 0, what),
          kNoOffset, name};
}

}  // namespace

Result<TimemlArticle> parse_timeml(std::string_view xml, const std::string& name) {
  if (xml.size() > kMostBytes) {
    return Error{ErrorKind::too_large, "more than 16 MiB of TimeML", kNoOffset, name};
  }
  std::unique_ptr<xmlParserCtxt, FreeContext> context(xmlNewParserCtxt());
  // No network, no external entities, no messages on stderr.
  std::unique_ptr<xmlDoc, FreeDoc> tree(
      xmlCtxtReadMemory(context.get(), xml.data(), static_cast<int>(xml.size()), nullptr, nullptr,
                        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
  xmlNode* root = tree ? xmlDocGetRootElement(tree.get()) : nullptr;
  if (!root) return broken(context.get(), name);
  xmlNode* text = find(root, "TEXT");
  if (!text) return Error{ErrorKind::bad_input, "no TEXT element", kNoOffset, name};
  TimemlArticle article;
  XmlText id;
  if (xmlNode* docid = find(root, "DOCID")) id.reset(xmlNodeGetContent(docid));
  article.doc.id = id ? reinterpret_cast<const char*>(id.get()) : name;
  article.doc.origin = name;
  read_text(text, article);
  article.doc.body = {0, static_cast<uint32_t>(article.doc.text.size())};
  read_creation_time(root, article.doc);
  return article;
}

Result<TimemlArticle> read_timeml(const std::filesystem::path& file) {
  std::error_code ignored;
  const uintmax_t size = std::filesystem::file_size(file, ignored);
  if (!ignored && size > kMostBytes)
    return Error{ErrorKind::too_large, "more than 16 MiB of TimeML", kNoOffset, file.string()};
  const auto text = read_file(file);
  if (!text) return text.error();
  return parse_timeml(*text, file.string());
}

}  // namespace dateline
