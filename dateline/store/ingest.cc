// Coding into a store, so that a kill at any moment costs a batch of work and
// nothing else.
//
// What is decided in the order of the input (is this article new, a copy, a
// correction?) waits in a queue until the article's records arrive in the same
// order. A batch is then one step: segments are renamed into place, and the
// ledger commits articles and segments together. Segments without a ledger
// entry are what a kill left; the next run removes them first.
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <deque>
#include <map>
#include <mutex>
#include <set>

#include "dateline/base/hash.h"
#include "dateline/render/record.h"
#include "dateline/store/links.h"
#include "dateline/store/segments.h"
#include "dateline/store/store.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

// Held while a run writes; the system lets go of it when the process dies.
class StoreLock {
 public:
  static Result<StoreLock> take(const fs::path& store) {
    const fs::path file = store / "lock";
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0)
      return Error{ErrorKind::no_access, "cannot write here", kNoOffset, store.string()};
    StoreLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
      return Error{ErrorKind::no_access, "another run is writing to this store", kNoOffset,
                   store.string()};
    return lock;
  }
  StoreLock(StoreLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  StoreLock& operator=(StoreLock&&) = delete;
  ~StoreLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

 private:
  explicit StoreLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

constexpr const char* kVersionMark = "@";    // "ID@1a2b3c4d": a later text under the input's ID
constexpr double kVersionResemblance = 0.5;  // of a correction or update to what it replaces
constexpr size_t kMostDecisions = 50'000;    // of articles waiting to be committed

bool supersedes(const Document& doc) {
  return std::any_of(doc.notices.begin(), doc.notices.end(), [](const Notice& notice) {
    return notice.kind == NoticeKind::correction || notice.kind == NoticeKind::update;
  });
}

enum class Fate : uint8_t { added, known, copy };

struct Decision {
  Fate fate = Fate::added;
  Document doc;
  Signature signature;
  double alike = 0;
  std::string earlier;  // id of the article it copies or replaces
};

// The articles of the batch that is not committed yet, findable like the ledger's.
class Pending {
 public:
  void add(const Document& doc, const Signature& signature) {
    list_.push_back({doc.id, doc.text, signature});
  }
  void clear() { list_.clear(); }
  std::optional<Earlier> find(const Document& doc, const Signature& signature,
                              double at_least) const {
    std::optional<Earlier> best;
    for (const Item& item : list_) {
      if (item.text == doc.text) return Earlier{0, item.id, 1, true, false};
      const bool same_id = item.id == doc.id || item.id.starts_with(doc.id + kVersionMark);
      const double alike = same_id ? 1 : resemblance(signature, item.signature);
      if (alike >= at_least && (!best || alike >= best->resemblance))
        best = Earlier{0, item.id, alike, false, same_id};
    }
    return best;
  }

 private:
  struct Item {
    std::string id, text;
    Signature signature;
  };
  std::vector<Item> list_;
};

class Ingest {
 public:
  Ingest(fs::path store, Ledger ledger, Duck duck, int64_t batch, const LinkRules& rules,
         const IngestOptions& options)
      : store_(std::move(store)),
        ledger_(std::move(ledger)),
        duck_(std::move(duck)),
        batch_(batch),
        rules_(rules),
        options_(options) {}

  // In the order of the input, perhaps ahead of take().
  bool wanted(Document& doc) {
    const std::lock_guard lock(mutex_);
    Decision decision{Fate::added, {}, signature_of(doc.text), 0, {}};
    if (const auto earlier = find(doc, decision.signature)) {
      decision.alike = earlier->resemblance;
      decision.earlier = earlier->id;
      // The input sent another text under an id that it used before: a new version.
      if (earlier->same_bytes || !(supersedes(doc) || earlier->same_id))
        decision.fate = earlier->same_bytes ? Fate::known : Fate::copy;
      else if (earlier->same_id)
        doc.id += kVersionMark + hex(fnv1a(doc.text)).substr(0, 8);
    }
    decision.doc = doc;
    const bool wanted = decision.fate == Fate::added;
    if (wanted)
      pending_.add(doc, decision.signature);
    else
      decision.doc.text.clear();  // nothing of a copy is kept but where it was printed
    decisions_.push_back(std::move(decision));
    return wanted;
  }

  // The records of the next article, in the order of the input.
  Status take(std::string_view records) {
    const std::lock_guard lock(mutex_);
    if (failure_) return *failure_;
    batch_added_ += decisions_.front().fate == Fate::added;
    batch_decisions_.push_back(std::move(decisions_.front()));
    decisions_.pop_front();
    batch_events_.push_back(std::count(records.begin(), records.end(), '\n'));
    records_ += records;
    return batch_is_full() ? commit() : Status(Done{});
  }

  Result<IngestProgress> finish(const BatchProgress& read) {
    const std::lock_guard lock(mutex_);
    if (Status done = commit(); !done) return done.error();
    if (Status done = compact(duck_, store_, ledger_); !done) return done.error();
    progress_.read = read;
    return progress_;
  }

 private:
  std::optional<Earlier> find(const Document& doc, const Signature& signature) {
    const double at_least = supersedes(doc) ? kVersionResemblance : kCopyResemblance;
    if (auto pending = pending_.find(doc, signature, at_least)) return pending;
    auto found = ledger_.find(doc, signature, at_least);
    if (!found) failure_ = found.error();
    return found ? *found : std::nullopt;
  }

  // Counted by what is new, so that a run after a kill cuts the same batches; and
  // where nothing is new, by what was read, so that memory stays bounded.
  bool batch_is_full() const {
    return batch_added_ >= options_.commit_articles || records_.size() >= options_.commit_bytes ||
           (batch_added_ == 0 && batch_decisions_.size() >= options_.commit_articles) ||
           batch_decisions_.size() >= kMostDecisions;
  }

  Status commit() {
    if (batch_decisions_.empty()) return Done{};
    const auto segments = new_segments();
    if (!segments) return segments.error();
    const auto links = new_links();
    if (!links) return links.error();
    if (Status begun = ledger_.begin(); !begun) return begun;
    Status done = record_batch(*segments);
    for (size_t i = 0; done && i < links->size(); ++i) done = ledger_.add_link((*links)[i]);
    if (done) done = record_stories(*links);
    if (done) done = ledger_.commit();
    if (!done) return done;
    forget_batch();
    return Done{};
  }

  Result<std::vector<Segment>> new_segments() {
    if (records_.empty()) return std::vector<Segment>();
    return write_segments(duck_, store_, batch_, records_);
  }

  Result<std::vector<EventLink>> new_links() {
    if (records_.empty()) return std::vector<EventLink>();
    const auto earlier = ledger_.segments();
    if (!earlier) return earlier.error();
    return links_of_batch(duck_, store_, *earlier, ledger_, rules_);
  }

  // An article joins the story of the earlier articles that tell most of its events.
  Status record_stories(const std::vector<EventLink>& links) {
    std::map<std::string, std::vector<std::string>> events;  // of each document, those told before
    for (const EventLink& link : links)
      if (link.record != link.event) events[link.document].push_back(link.event);
    for (const Decision& decision : batch_decisions_) {
      const auto at = events.find(decision.doc.id);
      if (decision.fate != Fate::added || at == events.end()) continue;
      const auto story = story_of_most(at->second, at->first);
      if (!story) return story.error();
      if (story->empty()) continue;
      if (Status added = ledger_.add_story(at->first, *story); !added) return added;
    }
    return Done{};
  }

  // Empty where only the document itself told them.
  Result<std::string> story_of_most(const std::vector<std::string>& events,
                                    const std::string& document) {
    std::map<std::string, size_t> count;
    std::string most;
    for (const std::string& event : events) {
      const auto first = ledger_.first_told_in(event);
      if (!first) return first.error();
      if (*first == document) continue;
      const auto story = ledger_.story_of(*first);
      if (!story) return story.error();
      if (++count[*story] > (most.empty() ? 0 : count[most])) most = *story;
    }
    return most;
  }

  Status record_batch(const std::vector<Segment>& segments) {
    for (size_t i = 0; i < batch_decisions_.size(); ++i)
      if (Status done = record(batch_decisions_[i], batch_events_[i]); !done) return done;
    for (const Segment& segment : segments)
      if (Status done = ledger_.add_segment(segment); !done) return done;
    return Done{};
  }

  Status record(const Decision& decision, int64_t events) {
    if (decision.fate != Fate::added) return record_copy(decision);
    if (!decision.earlier.empty())
      if (Status done = supersede(decision); !done) return done;
    const auto number = ledger_.add(decision.doc, decision.signature, events, batch_);
    if (!number) return number.error();
    ++progress_.added;
    progress_.events += static_cast<uint64_t>(events);
    return Done{};
  }

  Status record_copy(const Decision& decision) {
    const auto number = ledger_.number_of(decision.earlier);
    if (!number) return number.error();
    ++(decision.fate == Fate::known ? progress_.known : progress_.copies);
    return ledger_.add_copy(*number, decision.doc, decision.alike);
  }

  Status supersede(const Decision& decision) {
    const auto number = ledger_.number_of(decision.earlier);
    if (!number) return number.error();
    ++progress_.replaced;
    return ledger_.replace(*number, decision.doc.id);
  }

  // What later articles were decided against but not yet committed stays findable.
  void forget_batch() {
    batch_decisions_.clear();
    batch_events_.clear();
    records_.clear();
    pending_.clear();
    for (const Decision& decision : decisions_)
      if (decision.fate == Fate::added) pending_.add(decision.doc, decision.signature);
    batch_ += batch_added_ > 0;
    batch_added_ = 0;
  }

  const fs::path store_;
  std::mutex mutex_;
  Ledger ledger_;
  Duck duck_;
  int64_t batch_;
  const LinkRules& rules_;
  const IngestOptions options_;
  Pending pending_;
  std::deque<Decision> decisions_;         // decided, records not yet here
  std::vector<Decision> batch_decisions_;  // with their records: the batch
  std::vector<int64_t> batch_events_;
  size_t batch_added_ = 0;
  std::string records_;
  IngestProgress progress_;
  std::optional<Error> failure_;
};

Status write_first_segment(Ledger& ledger, Duck& duck, const fs::path& store) {
  const auto segments = write_segments(duck, store, 0, "");
  if (!segments) return segments.error();
  return ledger.add_segment(segments->front());
}

// Clears what a killed run left, and gives a new store its first segment.
Status make_ready(Ledger& ledger, Duck& duck, const fs::path& store) {
  const auto segments = ledger.segments();
  if (!segments) return segments.error();
  std::set<std::string> known;
  for (const Segment& segment : *segments) known.insert(segment.file);
  if (Status clean = remove_orphans(store, known); !clean) return clean;
  return segments->empty() ? write_first_segment(ledger, duck, store) : Status(Done{});
}

}  // namespace

Result<IngestProgress> ingest(const fs::path& store, const std::vector<std::string>& inputs,
                              const Resources& resources, const IngestOptions& options,
                              const std::function<void(const Error&)>& on_failed,
                              const std::function<void(const BatchProgress&)>& on_progress) {
  std::error_code failed;
  fs::create_directories(store / "events", failed);
  if (failed) return Error{ErrorKind::no_access, failed.message(), kNoOffset, store.string()};
  auto lock = StoreLock::take(store);
  if (!lock) return lock.error();
  auto ledger = Ledger::open(store / "articles.sqlite", Sqlite::Mode::write);
  if (!ledger) return ledger.error();
  auto duck = Duck::open(1);
  if (!duck) return duck.error();
  if (Status ready = make_ready(*ledger, *duck, store); !ready) return ready.error();
  const auto batch = ledger->next_batch();
  if (!batch) return batch.error();

  Ingest ingest(store, std::move(*ledger), std::move(*duck), *batch, resources.link, options);
  BatchCalls own;
  own.failed = on_failed;
  own.progress = on_progress;
  own.wanted = [&](Document& doc) { return ingest.wanted(doc); };
  own.render = [](const Reading& reading) { return to_jsonl(reading); };
  own.write = [&](std::string_view records) { return ingest.take(records); };
  const auto read = run_batch(inputs, resources, options.batch, own);
  if (!read) return read.error();
  return ingest.finish(*read);
}

}  // namespace dateline
