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
  if (path == "/api/search")
    list.push_back(parameter("text", "The words, in SQLite's FTS5 syntax"));
  if (route.filters)
    for (const auto& [name, words] : filter_params()) list.push_back(parameter(name, words));
  if (path == "/api/timeline")
    list.push_back(parameter("unit", "day, week, month or year; else by the range"));
  const bool reviews = path == "/api/reviews";
  if (reviews) list.push_back(parameter("document", "Article id"));
  if (path == "/api/events" || path == "/api/search" || reviews)
    list.push_back(parameter("limit", "Rows, up to 500"));
  if (path == "/api/events" || reviews) list.push_back(parameter("offset", "Rows to pass over"));
  return list;
}

Json texts() { return {{"type", "array"}, {"items", {{"type", "string"}}}}; }

Json review_schema() {
  const Json text = {{"type", "string"}}, or_none = {{"type", "string"}, {"nullable", true}};
  const Json corrected = {{"event", text},    {"mode", texts()},      {"aux", texts()},
                          {"actor", texts()}, {"recipient", texts()}, {"date", or_none},
                          {"place", or_none}};
  const Json fields = {{"record", text},
                       {"verdict", {{"type", "string"}, {"enum", {"accept", "reject", "correct"}}}},
                       {"corrected",
                        {{"type", "object"},
                         {"properties", corrected},
                         {"description", "With the verdict correct: the fields that differ"}}},
                       {"reviewer", text},
                       {"note", text}};
  return {
      {"type", "object"}, {"required", {"record", "verdict", "reviewer"}}, {"properties", fields}};
}

Json post_review() {
  Json responses = Json::object();
  for (const auto& [status, words] :
       {std::pair("201", "The review as it was added"), std::pair("400", "A field makes no sense"),
        std::pair("401", "The token is missing or wrong"), std::pair("404", "No such record")})
    responses[status] = {{"description", words}};
  return {
      {"summary", "Adds a verdict of a person; only where dateline serve was given --review-token"},
      {"security", Json::array({{{"token", Json::array()}}})},
      {"requestBody",
       {{"required", true}, {"content", {{"application/json", {{"schema", review_schema()}}}}}}},
      {"responses", std::move(responses)}};
}

}  // namespace

std::string openapi() {
  Json paths = Json::object();
  for (const Route& route : routes()) paths[route.path] = get(route.summary, parameters_of(route));
  paths["/api/articles/{id}"] =
      get("An article: text, printings, records with their evidence as UTF-8 byte offsets",
          Json::array({parameter("id", "The article's id, percent-encoded", "path")}));
  paths["/api/reviews"]["post"] = post_review();
  return dump(
      {{"openapi", "3.0.3"},
       {"info", {{"title", "Dateline"}, {"version", DATELINE_VERSION}}},
       {"components", {{"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}}}},
       {"paths", std::move(paths)}});
}

}  // namespace dateline
