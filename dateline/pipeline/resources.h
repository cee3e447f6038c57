// Everything that is read once and then shared, const, by all threads: the
// language data under data/, the trained model, the gazetteer.
#pragma once

#include <filesystem>
#include <memory>

#include "dateline/base/result.h"
#include "dateline/claims/claims.h"
#include "dateline/events/events.h"
#include "dateline/link/events.h"
#include "dateline/names/names.h"
#include "dateline/places/places.h"
#include "dateline/read/reader.h"
#include "dateline/syntax/model.h"
#include "dateline/syntax/second_reader.h"
#include "dateline/text/boundary.h"
#include "dateline/text/tokenize.h"
#include "dateline/times/times.h"

namespace dateline {

struct ResourcePaths {
  std::filesystem::path data;   // the folder data/
  std::filesystem::path model;  // the file models/en.dlm; beside it may be en.second.dlm
  bool accurate = false;        // parse with en.accurate.dlm beside it, too

  // `root`/data and `root`/models/en.dlm.
  static ResourcePaths under(const std::filesystem::path& root);
};

struct Resources {
  WireMarks marks;
  TextRules text;
  BoundaryModel boundary;
  std::shared_ptr<const Model> model;
  std::shared_ptr<const SecondReader> second;  // null: none
  ActorBook actors;
  TimeRules times;
  Gazetteer gazetteer;
  ClaimRules claims;
  Frames frames;
  LinkRules link;

  // The first thing that does not load is the error; there is no partial set.
  static Result<Resources> load(const ResourcePaths& paths);
};

}  // namespace dateline
