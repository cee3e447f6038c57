// The server from outside: answers, refusals, and that nothing of an article runs in the page.
#include <gtest/gtest.h>
#include <httplib.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "dateline/serve/page.h"
#include "dateline/serve/server.h"
#include "dateline/store/testing.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kHostile =
    "{\"id\": \"a/b?c#d\", \"published\": \"2019-03-05\", \"url\": \"javascript:alert(1)\", "
    "\"title\": \"<script>document.title='ran'</script><img src=x "
    "onerror=\\\"document.title='ran'\\\">\", "
    "\"text\": \"France imposed sanctions on Russia on Monday. <img src=x "
    "onerror=\\\"document.title='ran'\\\"> "
    "President Emmanuel Macron met Chancellor Angela Merkel in Zürich.\"}\n";

constexpr const char* kToken = "a-token-for-the-tests";

// One store and server for all tests of the program.
class Served {
 public:
  Served() {
    std::vector<std::string> files = {write_article(folder_.path / "hostile.jsonl", kHostile)};
    for (const char* name : {"01-diplomacy.txt", "03-fighting.txt", "04-sanctions.txt"})
      files.push_back((fs::path(DATELINE_SOURCE_DIR) / "samples" / name).string());
    EXPECT_TRUE(ingest_into(folder_.path / "store", files));
    auto opened =
        Server::open(folder_.path / "store", {.port = 0,
                                              .threads = 64,
                                              .review_token = kToken,
                                              .data = fs::path(DATELINE_SOURCE_DIR) / "data"});
    EXPECT_TRUE(opened) << opened.error().message();
    server_ = std::move(*opened);
    thread_ = std::thread([this] { server_->run(); });
  }
  ~Served() {
    server_->stop();
    thread_.join();
  }
  httplib::Client client() const { return httplib::Client("127.0.0.1", server_->port()); }
  int port() const { return server_->port(); }

 private:
  TestFolder folder_;
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

class Serve : public testing::Test {
 protected:
  static void SetUpTestSuite() { served = new Served; }
  static void TearDownTestSuite() {
    delete served;
    served = nullptr;
  }
  static httplib::Result get(const std::string& path) {
    auto client = served->client();
    return client.Get(path.c_str());
  }
  static json answer(const std::string& path) {
    const auto result = get(path);
    EXPECT_TRUE(result && result->status == 200)
        << path << ": " << (result ? result->body : "no answer");
    return result ? json::parse(result->body) : json();
  }
  static httplib::Result post(const std::string& body, const httplib::Headers& headers) {
    auto client = served->client();
    return client.Post("/api/reviews", headers, body, "application/json");
  }
  static httplib::Headers token(const std::string& value = kToken) {
    return {{"Authorization", "Bearer " + value}};
  }
  // Of a record of the hostile article.
  static std::string accepted(const std::string& note = "") {
    const json article = answer("/api/articles/a%2Fb%3Fc%23d");
    return json{{"record", article["records"][0]["id"]},
                {"verdict", "accept"},
                {"reviewer", "<b>R</b>"},
                {"note", note}}
        .dump();
  }
  static Served* served;
};
Served* Serve::served = nullptr;

TEST_F(Serve, AnswersAgreeWithEachOther) {
  const json events = answer("/api/events?limit=500");
  const size_t total = events["total"];
  EXPECT_EQ(events["rows"].size(), total);
  EXPECT_EQ(answer("/api/facets")["total"], total);
  size_t bars = 0, kinds = 0;
  const json timeline = answer("/api/timeline");
  for (const json& row : timeline["rows"]) bars += std::stoul(row[2].get<std::string>());
  for (const char* rest : {"before", "after", "undated"}) bars += timeline[rest].get<size_t>();
  EXPECT_EQ(bars, total);
  const json facets = answer("/api/facets");
  for (const json& row : facets["events"]) kinds += row["n"].get<size_t>();
  EXPECT_EQ(kinds, total);
  EXPECT_FALSE(answer("/api/map")["countries"].empty());
  EXPECT_FALSE(answer("/api/network")["edges"].empty());
}

TEST_F(Serve, FiltersAndPages) {
  const json all = answer("/api/events?actor=FRA&limit=500");
  EXPECT_GT(all["total"], 0);
  for (const json& row : all["rows"]) EXPECT_NE(row["actor"].dump().find("FRA"), std::string::npos);
  const json first = answer("/api/events?limit=1"), second = answer("/api/events?limit=1&offset=1");
  EXPECT_NE(first["rows"][0]["id"], second["rows"][0]["id"]);
  const json found = answer("/api/search?text=draconian");
  ASSERT_EQ(found["rows"].size(), 1u);
  EXPECT_EQ(answer("/api/events?text=draconian&limit=500")["rows"][0]["document"],
            found["rows"][0]["id"]);
}

TEST_F(Serve, GivesTheArticleWithItsRecords) {
  const json answered = answer("/api/articles/a%2Fb%3Fc%23d");
  const std::string text = answered["article"]["text"];
  ASSERT_FALSE(answered["records"].empty());
  for (const json& record : answered["records"]) {
    const size_t start = record["text_info"]["start"], end = record["text_info"]["end"];
    EXPECT_EQ(text.substr(start, end - start), record["text"]);
  }
  EXPECT_EQ(get("/api/articles/none")->status, 404);
}

TEST_F(Serve, RefusesWhatMakesNoSense) {
  for (const char* path :
       {"/api/events?nonsense=1", "/api/events?limit=501", "/api/events?limit=-1",
        "/api/events?event=MEET", "/api/events?since=soon", "/api/timeline?unit=century",
        "/api/events?quad=9", "/api/search", "/api/search?text=%22unclosed"}) {
    const auto result = get(path);
    ASSERT_TRUE(result) << path;
    EXPECT_EQ(result->status, 400) << path;
    EXPECT_TRUE(json::parse(result->body).contains("error")) << path;
  }
  EXPECT_EQ(get("/api/events?actor=" + std::string(3000, 'a'))->status, 400);
  for (const char* path : {"/../articles.sqlite", "/articles.sqlite", "/%2e%2e/%2e%2e/etc/passwd",
                           "/api/articles/../../etc/passwd"})
    EXPECT_EQ(get(path)->status, 404) << path;
}

TEST_F(Serve, OnlyReadsAndAnswersOnlyUnderItsOwnName) {
  auto client = served->client();
  for (const char* path : {"/api/events", "/"})
    EXPECT_NE(client.Post(path, "x", "text/plain")->status, 200) << path;
  EXPECT_EQ(client.Get("/api/events", {{"Host", "rebound.example"}})->status, 403);
  EXPECT_EQ(client.Get("/", {{"Host", "localhost"}})->status, 200);
}

TEST_F(Serve, TakesReviewsOnlyWithTheToken) {
  const std::string body = accepted();
  const std::string other(std::string(kToken).size(), 'x');
  for (const auto& headers :
       std::vector<httplib::Headers>{{},
                                     token(other),
                                     token(""),
                                     token(std::string(kToken) + "x"),
                                     {{"Authorization", kToken}},
                                     {{"Cookie", std::string("token=") + kToken}}}) {
    const auto result = post(body, headers);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->status, 401);
    EXPECT_EQ(result->get_header_value("WWW-Authenticate"), "Bearer");
  }
  auto headers = token();
  headers.emplace("Origin", "http://elsewhere.example");
  EXPECT_EQ(post(body, headers)->status, 403);
  headers = token();
  headers.emplace("Host", "rebound.example");
  EXPECT_EQ(post(body, headers)->status, 403);
  EXPECT_TRUE(answer("/api/reviews?document=a%2Fb%3Fc%23d")["rows"].empty());

  const std::string own = "http://127.0.0.1:" + std::to_string(served->port());
  headers = token();
  headers.emplace("Origin", own);
  const auto added = post(body, headers);
  ASSERT_TRUE(added);
  EXPECT_EQ(added->status, 201) << added->body;
  const json reviews = answer("/api/reviews?document=a%2Fb%3Fc%23d");
  EXPECT_EQ(reviews["open"], true);
  ASSERT_EQ(reviews["rows"].size(), 1u);
  EXPECT_EQ(reviews["rows"][0], json::parse(added->body));
  EXPECT_TRUE(answer("/api/reviews?document=none")["rows"].empty());
}

TEST_F(Serve, RefusesReviewsThatMakeNoSense) {
  json review = json::parse(accepted());
  review["verdict"] = "correct";
  review["corrected"] = {{"event", "MEET"}};
  const auto result = post(review.dump(), token());
  EXPECT_EQ(result->status, 400);
  EXPECT_NE(result->body.find("PLOVER category"), std::string::npos) << result->body;
  EXPECT_EQ(post("{", token())->status, 400);
  review = json::parse(accepted());
  review["record"] = "none";
  EXPECT_EQ(post(review.dump(), token())->status, 404);
  // A body that is too large, or of no length, is refused before it is read: the answer may
  // meet a connection on which the client still sends.
  const auto refused = [](const httplib::Result& answer, int status) {
    return !answer || answer->status == status;
  };
  EXPECT_TRUE(refused(post(std::string(100'000, ' '), token()), 413));
  auto client = served->client();
  const auto chunked = client.Post(
      "/api/reviews", token(),
      [](size_t, httplib::DataSink& sink) {
        sink.write("{}", 2);
        sink.done();
        return true;
      },
      "application/json");
  EXPECT_TRUE(refused(chunked, 411));
}

TEST_F(Serve, LetsNothingRunInThePage) {
  const auto result = get("/");
  ASSERT_TRUE(result);
  const std::string policy = result->get_header_value("Content-Security-Policy");
  EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
  EXPECT_NE(policy.find("script-src 'self'"), std::string::npos);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  EXPECT_EQ(result->get_header_value("X-Content-Type-Options"), "nosniff");
  for (const PageFile& file : page_files()) {
    for (const std::string_view word :
         {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "http://"}) {
      const bool svg_name = word == "http://" && file.content.find("http://www.w3.org/2000/svg") !=
                                                     std::string_view::npos;
      EXPECT_TRUE(svg_name || file.content.find(word) == std::string_view::npos)
          << file.path << " has " << word;
    }
  }
}

TEST_F(Serve, DescribesItself) {
  const json described = answer("/openapi.json");
  for (const char* path : {"/api/events", "/api/timeline", "/api/map", "/api/network",
                           "/api/search", "/api/reviews", "/api/articles/{id}"})
    EXPECT_TRUE(described["paths"].contains(path)) << path;
  EXPECT_EQ(described["paths"]["/api/reviews"]["post"]["security"][0].begin().key(), "token");
}

TEST(Server, ThatWasStoppedBeforeItRanEndsAtOnce) {
  TestFolder folder;
  ASSERT_TRUE(ingest_into(folder.path / "store",
                          {(fs::path(DATELINE_SOURCE_DIR) / "samples/01-diplomacy.txt").string()}));
  auto opened = Server::open(folder.path / "store", {.port = 0, .threads = 2});
  ASSERT_TRUE(opened) << opened.error().message();
  (*opened)->stop();
  (*opened)->run();
}

TEST(Server, WithoutATokenOnlyReads) {
  TestFolder folder;
  ASSERT_TRUE(ingest_into(folder.path / "store",
                          {(fs::path(DATELINE_SOURCE_DIR) / "samples/01-diplomacy.txt").string()}));
  const auto open = [&](const std::string& token) {
    return Server::open(folder.path / "store", {.port = 0,
                                                .threads = 2,
                                                .review_token = token,
                                                .data = fs::path(DATELINE_SOURCE_DIR) / "data"});
  };
  EXPECT_FALSE(open("short"));
  EXPECT_FALSE(open("a token that has blanks"));
  auto opened = open("");
  ASSERT_TRUE(opened) << opened.error().message();
  std::thread thread([&] { (*opened)->run(); });
  httplib::Client client("127.0.0.1", (*opened)->port());
  for (const char* header : {"Bearer ", "Bearer", "Bearer a-token-for-the-tests"})
    EXPECT_EQ(
        client.Post("/api/reviews", {{"Authorization", header}}, "{}", "application/json")->status,
        404);
  const auto reviews = client.Get("/api/reviews");
  ASSERT_TRUE(reviews);
  EXPECT_EQ(json::parse(reviews->body)["open"], false);
  (*opened)->stop();
  thread.join();
}

TEST_F(Serve, SlowClientsDoNotStopOthers) {
  std::vector<int> sockets;
  for (int i = 0; i < 40; ++i) {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(served->port()));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ASSERT_GT(::send(descriptor, "GET /api", 8, 0), 0);
    sockets.push_back(descriptor);
  }
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(get("/api/facets")->status, 200);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(3));
  for (int descriptor : sockets) ::close(descriptor);
}

// The page in a real browser, where there is one: what it draws, and that the hostile
// article is text in it. The browser gets a profile of its own and writes to a file: a child
// process that outlives it would hold a pipe open for ever.
std::string in_browser(int port, const std::string& query) {
  const TestFolder folder;
  const std::string page = folder.path / "page.html";
  const std::string command =
      "timeout -k 5 60 chromium --headless=new --no-sandbox --disable-gpu --disable-quic "
      "--no-first-run --disable-background-networking --disable-component-update --disable-sync "
      "--user-data-dir=" +
      (folder.path / "profile").string() +
      " --virtual-time-budget=5000 --dump-dom 'http://127.0.0.1:" + std::to_string(port) + "/" +
      query + "' </dev/null >" + page + " 2>/dev/null";
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::ifstream file(page);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_F(Serve, PageDrawsInABrowserAndRunsNothingOfAnArticle) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "the release build does it";
#endif
  if (std::system("command -v chromium >/dev/null 2>&1") != 0) GTEST_SKIP() << "needs chromium";
  const std::string overview = in_browser(served->port(), "");
  EXPECT_NE(overview.find("data-drawn"), std::string::npos);
  EXPECT_NE(overview.find("<tr"), std::string::npos);
  EXPECT_NE(overview.find("class=\"land has\""), std::string::npos);
  EXPECT_NE(overview.find("class=\"node\""), std::string::npos);
  EXPECT_NE(overview.find("<title>Dateline</title>"), std::string::npos);
  ASSERT_EQ(post(accepted("<img src=x onerror=\"document.title='ran'\">"), token())->status, 201);
  const std::string article = in_browser(served->port(), "?article=a%2Fb%3Fc%23d");
  EXPECT_NE(article.find("<title>Dateline</title>"), std::string::npos);
  EXPECT_NE(article.find("&lt;script&gt;"), std::string::npos);
  EXPECT_EQ(article.find("<img"), std::string::npos);
  EXPECT_EQ(article.find("href=\"javascript"), std::string::npos);
  EXPECT_NE(article.find("<mark"), std::string::npos);
  EXPECT_NE(article.find("by &lt;b&gt;R&lt;/b&gt;"), std::string::npos) << "the reviewer's name";
  EXPECT_NE(article.find("UTC: &lt;img src=x"), std::string::npos) << "the note";
  EXPECT_NE(article.find("name=\"token\""), std::string::npos) << "the form for the token";
}

}  // namespace
}  // namespace dateline
