#include "dateline/serve/server.h"

#include <fmt/format.h>
#include <httplib.h>

#include <algorithm>
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

void refuse(Response& response, int status, const char* words) {
  response.status = status;
  response.set_content(dump({{"error", words}}), kJson);
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

// A body comes plain and with its length: the library bounds no other kind.
bool is_bounded(const Request& request) {
  if (request.method == "GET" || request.method == "HEAD") return true;
  return request.has_header("Content-Length") && !request.has_header("Transfer-Encoding") &&
         !request.has_header("Content-Encoding");
}

// A browser names the page that sends a POST; other programs name none.
bool is_own_origin(const Request& request) {
  return !request.has_header("Origin") ||
         request.get_header_value("Origin") == "http://" + request.get_header_value("Host");
}

// In a time that does not tell where they differ.
bool is_same(std::string_view given, std::string_view kept) {
  volatile unsigned char differs = given.size() != kept.size();
  for (size_t i = 0; i < given.size(); ++i)
    differs = differs | static_cast<unsigned char>(given[i] ^ kept[i % kept.size()]);
  return differs == 0;
}

Status check_token(const std::string& token) {
  if (token.size() >= kShortestToken &&
      std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < 0x7f; }))
    return Done{};
  return Error{ErrorKind::usage,
               fmt::format("a review token has at least {} letters and digits", kShortestToken),
               kNoOffset,
               {}};
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

void add_reviews(httplib::Server& http, Api& api, const std::string& token) {
  http.Post("/api/reviews",
            [&api, wanted = "Bearer " + token](const Request& request, Response& response) {
              if (!is_own_origin(request)) return refuse(response, 403, "another site may not ask");
              if (!is_same(request.get_header_value("Authorization"), wanted)) {
                response.set_header("WWW-Authenticate", "Bearer");
                return refuse(response, 401, "the review token is missing or wrong");
              }
              const auto added = api.add_review(request.body);
              if (added) response.status = 201;
              answer(response, added);
            });
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
        const bool ours = is_ours(request, host, here->port);
        if (ours && is_bounded(request)) return httplib::Server::HandlerResponse::Unhandled;
        response.status = ours ? 411 : 403;
        if (ours) return httplib::Server::HandlerResponse::Handled;
        response.set_content("ask by the name that dateline serve printed\n", "text/plain");
        return httplib::Server::HandlerResponse::Handled;
      });
  add_page(http);
  add_api(http, *state->api);
  if (!options.review_token.empty()) {
    if (Status fits = check_token(options.review_token); !fits) return fits.error();
    if (Status taken = state->api->take_reviews(options.data); !taken) return taken.error();
    add_reviews(http, *state->api, options.review_token);
  }
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
