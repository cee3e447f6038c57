// What the web page and other programs may ask of a store, as JSON texts.
//
// Each answer takes the parameters of its query string and gives one JSON object.
// Nothing here writes. Safe to call from many threads. Covered by serve_test.cc;
// the list of answers stands once, in routes().
#pragma once

#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "dateline/store/question.h"
#include "dateline/store/store.h"

namespace dateline {

using Params = std::multimap<std::string, std::string>;

class Api {
 public:
  static Result<std::unique_ptr<Api>> open(const std::filesystem::path& store);

  Result<std::string> events(const Params& params);
  Result<std::string> timeline(const Params& params);
  Result<std::string> map(const Params& params);
  Result<std::string> network(const Params& params);
  Result<std::string> facets(const Params& params);
  Result<std::string> search(const Params& params);
  // An article with its text, where it was printed, and its records. Errors: not_found.
  Result<std::string> article(const std::string& id);

 private:
  explicit Api(StoreReader reader) : reader_(std::move(reader)) {}
  Result<std::string> ask(const Params& params,
                          const std::function<Result<std::string>(const Question&)>& answer);
  Result<std::string> rows_of(const std::string& sql);
  Result<std::string> read_article(const std::string& id);

  std::mutex mutex_;
  StoreReader reader_;

  // The articles asked for last, as they were answered; emptied when the store has changed.
  std::list<std::pair<std::string, std::string>> recent_;
  std::unordered_map<std::string, decltype(recent_)::iterator> at_;
};

struct Route {
  const char* path;
  const char* summary;
  Result<std::string> (Api::*answer)(const Params&);
  bool filters;  // takes the filters of `dateline query`
};

const std::vector<Route>& routes();

// The names and meanings of the filters.
const std::vector<std::pair<const char*, const char*>>& filter_params();

// The OpenAPI 3.0 description of it all.
std::string openapi();

}  // namespace dateline
