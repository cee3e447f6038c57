// dateline serve: the web page and API over a store, on this machine.
#include <fmt/format.h>
#include <pthread.h>

#include <csignal>
#include <thread>

#include "dateline/cli/show.h"
#include "dateline/serve/server.h"

namespace dateline::cli {
namespace {

struct ServeCommand {
  std::string store;
  ServeOptions options;
  std::string root;
};

// Ctrl-C and SIGTERM end it. They are blocked in all threads but the one that waits for them.
class StopOnSignal {
 public:
  explicit StopOnSignal(Server& server) {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    std::thread([signals = signals_, &server] {
      int signal = 0;
      sigwait(&signals, &signal);
      server.stop();
    }).detach();
  }

 private:
  sigset_t signals_{};
};

int run(ServeCommand& command) {
  command.options.data = found_root(command.root) / "data";
  auto server = Server::open(command.store, command.options);
  if (!server) return fail(server.error());
  const StopOnSignal stop(**server);
  fmt::print("http://{}:{}/   the page\nhttp://{}:{}/openapi.json   the API\nCtrl-C ends it.\n",
             command.options.host, (*server)->port(), command.options.host, (*server)->port());
  std::fflush(stdout);
  (*server)->run();
  return kAllDone;
}

}  // namespace

void add_serve(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<ServeCommand>();
  CLI::App* app_command =
      app.add_subcommand("serve", "The web page and API over a store, on this machine");
  app_command->add_option("--store,-s", command->store, "The store's folder")
      ->required()
      ->envname("DATELINE_STORE");
  app_command->add_option("--port,-p", command->options.port, "Port; 0: any that is free")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  app_command
      ->add_option("--host", command->options.host,
                   "Address to listen on; others than loopback can then ask")
      ->capture_default_str();
  app_command
      ->add_option("--review-token", command->options.review_token,
                   "Take reviews of records from whoever has this token (16 characters or more); "
                   "without it nothing writes")
      ->envname("DATELINE_REVIEW_TOKEN");
  app_command->add_option("--root", command->root,
                          "Folder that holds data/ (or set DATELINE_ROOT)");
  app_command->footer(
      "The page needs no network: timeline, map, actors, table, full text, and each record with "
      "its\n"
      "sentence and the reason. It sees what an ingest adds while it runs. It only reads, unless "
      "a\n"
      "review token is given: other users of the machine can see an option, not the "
      "environment.\n\n"
      "Examples:\n"
      "  dateline serve --store wire.store\n"
      "  curl 'http://127.0.0.1:8765/api/timeline?actor=PRK&event=CONSULT&unit=month'\n"
      "  DATELINE_REVIEW_TOKEN=$(openssl rand -hex 16) dateline serve --store wire.store");
  app_command->callback([command, &exit_code] { exit_code = run(*command); });
}

}  // namespace dateline::cli
