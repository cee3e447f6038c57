// What the web page and other programs may ask of a store, as JSON texts.
//
// Each answer takes the parameters of its query string and gives one JSON object.
// Nothing here writes but add_review, where a codebook was given. Safe to call from many threads.
// Covered by serve_test.cc; the list of answers stands once, in routes().
#pragma once

#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "dateline/store/question.h"
#include "dateline/store/reviews.h"
#include "dateline/store/store.h"

namespace dateline {

using Params = std::multimap<std::string, std::string>;

class Api {
 public:
  static Result<std::unique_ptr<Api>> open(const std::filesystem::path& store);
  // Takes reviews from now on; `data` is the folder data/. Call it before the first question.
  // Errors: as Ledger::open and Codebook::load.
  Status take_reviews(const std::filesystem::path& data);

  Result<std::string> events(const Params& params);
  Result<std::string> timeline(const Params& params);
  Result<std::string> map(const Params& params);
  Result<std::string> network(const Params& params);
  Result<std::string> facets(const Params& params);
  Result<std::string> search(const Params& params);
  // An article with its text, where it was printed, and its records. Errors: not_found.
  Result<std::string> article(const std::string& id);
  // Verdicts of people, newest first.
  Result<std::string> reviews(const Params& params);
  // Appends the review that `body` is (read_review) and gives it back.
  // REQUIRES: take_reviews. Errors: usage, not_found, io.
  Result<std::string> add_review(const std::string& body);

 private:
  Api(std::filesystem::path store, StoreReader reader)
      : store_(std::move(store)), reader_(std::move(reader)) {}
  Result<std::string> ask(const Params& params,
                          const std::function<Result<std::string>(const std::string&)>& answer);
  Result<std::string> counted(const std::string& from, const std::string& words);
  Result<bool> keep_whole(const std::string& view);
  Result<std::string> rows_of(const std::string& sql);
  Result<std::string> read_article(const std::string& id);

  const std::filesystem::path store_;
  std::mutex mutex_;
  StoreReader reader_;

  // What the table `kept` holds, emptied when the store has changed: all of this view, or else the events of this
  // question, which are then read from there.
  std::string whole_, kept_, kept_from_;
  std::optional<bool> small_;  // could it hold all
  std::string found_;          // the words of whose articles the table `found` is

  // Not under the same lock: a review may wait for an ingest to commit, questions do not.
  struct Writer {
    Ledger ledger;
    Codebook codebook;
  };
  std::mutex writing_;
  std::optional<Writer> writer_;

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
