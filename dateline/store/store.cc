#include "dateline/store/store.h"

#include <set>

#include "dateline/store/segments.h"

namespace dateline {

Result<StoreReader> StoreReader::open(const std::filesystem::path& store) {
  std::error_code failed;
  const auto folder = std::filesystem::canonical(store, failed);
  if (failed) return Error{ErrorKind::not_found, "no such store", kNoOffset, store.string()};
  auto ledger = Ledger::open(folder / "articles.sqlite", Sqlite::Mode::read);
  if (!ledger) return ledger.error();
  const auto segments = ledger->segments();
  if (!segments) return segments.error();
  const auto replaced = ledger->replaced_ids();
  if (!replaced) return replaced.error();
  auto duck = Duck::open();
  if (!duck) return duck.error();
  if (Status views = duck->run(views_sql(folder, *segments, *replaced)); !views) return views.error();
  if (Status confined = duck->confine_to(folder.string()); !confined) return confined.error();
  return StoreReader(std::move(*duck), std::move(*ledger));
}

}  // namespace dateline
