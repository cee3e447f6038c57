// The web page and the API over HTTP, for this machine.
//
// Nothing that an article holds can run in the page (Content-Security-Policy), no
// other site can ask (Host and Origin are checked), and nothing writes.
// Covered by serve_test.cc; docs/serve.md.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "dateline/serve/api.h"

namespace dateline {

struct ServeOptions {
  std::string host = "127.0.0.1";
  int port = 8765;         // 0: any that is free
  unsigned threads = 256;  // connections at a time; a slow one holds only its own
};

class Server {
 public:
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
