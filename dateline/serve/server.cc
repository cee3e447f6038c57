#include "dateline/serve/server.h"

#include <fmt/format.h>
#include <httplib.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "dateline/render/json.h"
#include "dateline/serve/page.h"

namespace dateline {

struct Server::State {
  std::unique_ptr<Api> api;
  httplib::Server http;
  int port = 0;
  std::atomic<bool> running = false;
  std::atomic<bool> stopped = false;
};

namespace {

using httplib::Request;
using httplib::Response;

constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src "
    "'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
constexpr const char* kJson = "application/json; charset=utf-8";
constexpr size_t kLargestRequest = 64 << 10;  // bytes of a body
constexpr size_t kRequestsOfAConnection = 10'000;
constexpr int kPatience = 10;  // seconds for a client to send its request or take its answer

void secure(Response& response) {
  response.set_header("Content-Security-Policy", kPolicy);
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Referrer-Policy", "no-referrer");
  response.set_header("Cross-Origin-Resource-Policy", "same-origin");
}

int status_of(const Error& error) {
  switch (error.kind) {
    case ErrorKind::usage:
      return 400;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::too_large:
      return 503;
    default:
      return 500;
  }
}

void answer(Response& response, const Result<std::string>& result) {
  response.set_header("Cache-Control", "no-store");
  if (result) return response.set_content(*result, kJson);
  response.status = status_of(result.error());
  response.set_content(dump({{"error", result.error().what}}), kJson);
}

// A page elsewhere whose name was bent to this machine asks with its own name.
bool is_ours(const Request& request, const std::string& host, int port) {
  const std::string asked = request.get_header_value("Host");
  for (const std::string& name :
       {std::string("localhost"), std::string("127.0.0.1"), std::string("[::1]"), host})
    if (asked == name || asked == fmt::format("{}:{}", name, port)) return true;
  return false;
}

void add_page(httplib::Server& http) {
  for (const PageFile& file : page_files())
    http.Get(std::string(file.path), [&file](const Request&, Response& response) {
      response.set_header("Cache-Control", "no-cache");
      response.set_content(file.content.data(), file.content.size(), std::string(file.type));
    });
}

void add_api(httplib::Server& http, Api& api) {
  for (const Route& route : routes())
    http.Get(route.path, [&api, &route](const Request& request, Response& response) {
      answer(response, (api.*route.answer)(request.params));
    });
  http.Get(R"(/api/articles/(.+))", [&api](const Request& request, Response& response) {
    answer(response, api.article(request.matches[1]));
  });
  http.Get("/openapi.json",
           [](const Request&, Response& response) { answer(response, openapi()); });
}

void set_limits(httplib::Server& http, unsigned threads) {
  http.new_task_queue = [threads] { return new httplib::ThreadPool(threads); };
  http.set_tcp_nodelay(true);  // or an answer waits for the client's delayed acknowledgement
  http.set_keep_alive_max_count(kRequestsOfAConnection);
  http.set_keep_alive_timeout(kPatience);
  http.set_read_timeout(kPatience);
  http.set_write_timeout(kPatience);
  http.set_payload_max_length(kLargestRequest);
}

}  // namespace

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::open(const std::filesystem::path& store,
                                             const ServeOptions& options) {
  auto api = Api::open(store);
  if (!api) return api.error();
  auto state = std::make_unique<State>();
  state->api = std::move(*api);
  httplib::Server& http = state->http;
  set_limits(http, options.threads);
  State* here = state.get();
  http.set_pre_routing_handler(
      [here, host = options.host](const Request& request, Response& response) {
        secure(response);
        if (is_ours(request, host, here->port)) return httplib::Server::HandlerResponse::Unhandled;
        response.status = 403;
        response.set_content("ask by the name that dateline serve printed\n", "text/plain");
        return httplib::Server::HandlerResponse::Handled;
      });
  add_page(http);
  add_api(http, *state->api);
  state->port = options.port ? (http.bind_to_port(options.host, options.port) ? options.port : -1)
                             : http.bind_to_any_port(options.host);
  if (state->port < 0)
    return Error{ErrorKind::no_access,
                 fmt::format("cannot listen on {}:{}", options.host, options.port),
                 kNoOffset,
                 {}};
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

int Server::port() const { return state_->port; }

void Server::run() {
  state_->running = true;
  if (!state_->stopped) state_->http.listen_after_bind();
  state_->running = false;
}

void Server::stop() {
  state_->stopped = true;
  // The library forgets a stop that comes before it listens, so wait until it does.
  while (state_->running && !state_->http.is_running())
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  state_->http.stop();
}

}  // namespace dateline
