#include "dateline/pipeline/batch.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

namespace dateline {
namespace {

constexpr uint64_t kWindow = 16;  // finished articles that may wait for an earlier one, a thread

// What came of one place in the input: text to write, or an error to report.
struct Outcome {
  std::string text;
  std::optional<Error> error;
  BatchProgress added;
};

// Pulls articles from all inputs, one after the other. Not thread-safe.
class Feed {
 public:
  Feed(const std::vector<std::string>& inputs, const BatchOptions& options, const WireMarks& marks)
      : inputs_(inputs), options_(options), marks_(marks) {}

  // The next article or the error in its place; nothing at the end.
  std::optional<Result<Document>> next() {
    while (!(options_.limit && given_ >= options_.limit)) {
      if (!reader_ && at_ == inputs_.size()) return std::nullopt;
      if (!reader_) {
        auto opened = open_input(inputs_[at_++], options_.read, marks_);
        if (!opened) return Result<Document>(opened.error());
        reader_ = std::move(*opened);
      }
      Document doc;
      const Result<bool> got = reader_->next(doc);
      if (!got) return Result<Document>(got.error());
      if (*got) {
        ++given_;
        return Result<Document>(std::move(doc));
      }
      reader_.reset();
    }
    return std::nullopt;
  }

 private:
  const std::vector<std::string>& inputs_;
  const BatchOptions& options_;
  const WireMarks& marks_;
  size_t at_ = 0;
  uint64_t given_ = 0;
  std::unique_ptr<Reader> reader_;
};

class Batch {
 public:
  Batch(const std::vector<std::string>& inputs, const Resources& resources,
        const BatchOptions& options, const BatchCalls& calls)
      : resources_(resources), calls_(calls), feed_(inputs, options, resources.marks),
        window_(kWindow * std::max(1u, options.jobs)) {}

  Result<BatchProgress> run(unsigned jobs) {
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < jobs; ++i) threads.emplace_back([this] { work(); });
    work();
    for (std::thread& thread : threads) thread.join();
    if (stop_) return *stop_;
    return totals_;
  }

 private:
  void work() {
    ParseScratch scratch;
    while (auto taken = take()) {
      deliver(taken->ticket, outcome_of(*taken, scratch));
    }
  }

  struct Taken {
    uint64_t ticket;  // the article's place in the output
    Result<Document> article;
    bool wanted;
  };

  // Waits while too many are ahead of the writer.
  std::optional<Taken> take() {
    std::unique_lock lock(feeding_);
    {
      std::unique_lock state(writing_);
      room_.wait(state, [&] { return stop_ || tickets_ < written_ + window_; });
      if (stop_) return std::nullopt;
    }
    auto article = feed_.next();
    if (!article) return std::nullopt;
    const bool wanted = !*article || !calls_.wanted || calls_.wanted(**article);
    return Taken{tickets_++, std::move(*article), wanted};
  }

  Outcome outcome_of(Taken& taken, ParseScratch& scratch) {
    if (!taken.article) return {{}, taken.article.error(), {}};
    if (!taken.wanted) return {{}, {}, {1, 0, 0, 0, taken.article->text.size()}};
    return code(std::move(*taken.article), scratch);
  }

  Outcome code(Document doc, ParseScratch& scratch) {
    Reading reading;
    reading.doc = std::move(doc);
    read_layers(resources_, scratch, reading);
    Outcome outcome;
    outcome.text = calls_.render(reading);
    outcome.added = {1, reading.tokens.sentences.size(), reading.events.events.size(), 0,
                     reading.doc.text.size()};
    return outcome;
  }

  void deliver(uint64_t ticket, Outcome outcome) {
    std::unique_lock lock(writing_);
    waiting_.emplace(ticket, std::move(outcome));
    while (!stop_ && !waiting_.empty() && waiting_.begin()->first == written_) {
      write(waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
      ++written_;
    }
    room_.notify_all();
  }

  void write(const Outcome& outcome) {
    if (outcome.error) {
      ++totals_.failed;
      calls_.failed(*outcome.error);
    } else if (const Status status = calls_.write(outcome.text); !status) {
      stop_ = status.error();
    }
    totals_.articles += outcome.added.articles;
    totals_.sentences += outcome.added.sentences;
    totals_.events += outcome.added.events;
    totals_.bytes += outcome.added.bytes;
    if (calls_.progress) calls_.progress(totals_);
  }

  const Resources& resources_;
  const BatchCalls& calls_;

  std::mutex feeding_;  // taken before writing_, never after
  Feed feed_;
  std::atomic<uint64_t> tickets_ = 0;

  std::mutex writing_;
  std::condition_variable room_;
  std::map<uint64_t, Outcome> waiting_;
  uint64_t written_ = 0;
  const uint64_t window_;
  BatchProgress totals_;
  std::optional<Error> stop_;
};

}  // namespace

Result<BatchProgress> run_batch(const std::vector<std::string>& inputs, const Resources& resources,
                                const BatchOptions& options, const BatchCalls& calls) {
  return Batch(inputs, resources, options, calls).run(std::max(1u, options.jobs));
}

}  // namespace dateline
