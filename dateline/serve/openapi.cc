// The OpenAPI description, made of the same tables as the answers.
#include "dateline/render/json.h"
#include "dateline/serve/api.h"

namespace dateline {
namespace {

Json parameter(const std::string& name, const std::string& words, const char* in = "query") {
  return {{"name", name},
          {"in", in},
          {"required", std::string(in) == "path"},
          {"description", words},
          {"schema", {{"type", "string"}}}};
}

Json get(const std::string& summary, Json parameters) {
  return {{"get",
           {{"summary", summary},
            {"parameters", std::move(parameters)},
            {"responses",
             {{"200", {{"description", "One JSON object"}}},
              {"400", {{"description", "{\"error\": what is wrong}"}}}}}}}};
}

Json parameters_of(const Route& route) {
  Json list = Json::array();
  const std::string path = route.path;
  if (!route.filters) list.push_back(parameter("text", "The words, in SQLite's FTS5 syntax"));
  if (route.filters)
    for (const auto& [name, words] : filter_params()) list.push_back(parameter(name, words));
  if (path == "/api/timeline")
    list.push_back(parameter("unit", "day, week, month or year; else by the range"));
  if (path == "/api/events" || path == "/api/search")
    list.push_back(parameter("limit", "Rows, up to 500"));
  if (path == "/api/events") list.push_back(parameter("offset", "Rows to pass over"));
  return list;
}

}  // namespace

std::string openapi() {
  Json paths = Json::object();
  for (const Route& route : routes()) paths[route.path] = get(route.summary, parameters_of(route));
  paths["/api/articles/{id}"] =
      get("An article: text, printings, records with their evidence as UTF-8 byte offsets",
          Json::array({parameter("id", "The article's id, percent-encoded", "path")}));
  return dump({{"openapi", "3.0.3"},
               {"info", {{"title", "Dateline"}, {"version", DATELINE_VERSION}}},
               {"paths", std::move(paths)}});
}

}  // namespace dateline
