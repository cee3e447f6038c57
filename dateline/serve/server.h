// The web page and the API over HTTP, for this machine.
//
// Nothing that an article holds can run in the page (Content-Security-Policy), no
// other site can ask (Host and Origin are checked), and nothing writes but reviews, for
// whoever has the token.
// Covered by serve_test.cc; docs/serve.md.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "dateline/serve/api.h"

namespace dateline {

inline constexpr size_t kShortestToken = 16;  // bytes

struct ServeOptions {
  std::string host = "127.0.0.1";
  int port = 8765;               // 0: any that is free
  unsigned threads = 256;        // connections at a time; a slow one holds only its own
  std::string review_token{};    // empty: nothing writes; else visible ASCII, kShortestToken up
  std::filesystem::path data{};  // the folder data/, needed with a token
};

class Server {
 public:
  // Errors: of Api::open and take_reviews; usage for a token too short; no_access.
  static Result<std::unique_ptr<Server>> open(const std::filesystem::path& store,
                                              const ServeOptions& options);
  ~Server();

  int port() const;  // as bound
  void run();        // until stop(), which may also have come before
  void stop();       // from any thread or a signal handler's thread

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace dateline
