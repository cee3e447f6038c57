#include "dateline/conllu/conllu.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

#include "fuzz/conllu_fuzz.cc"

namespace dateline {
namespace {

// Columns parted by spaces, as tests of later stages write them.
constexpr const char* kWarning = R"(# newdoc id = demo
# sent_id = demo-1
1-2 Ruritania's _ _ _ _ _ _ _ _
1 Ruritania Ruritania PROPN NNP Number=Sing 3 nmod:poss _ NER=B-Location
2 's 's PART POS _ 1 case _ _
3 army army NOUN NN Number=Sing 6 nsubj _ _
4-5 didn't _ _ _ _ _ _ _ _
4 did do AUX VBD _ 6 aux _ _
5 n't not PART RB _ 6 advmod _ _
6 move move VERB VB VerbForm=Inf 0 root _ SpaceAfter=No
7 . . PUNCT . _ 6 punct _ _

# newpar
# kind = headline
1 " " PUNCT `` _ 2 punct _ SpaceAfter=No
2 Never never ADV RB _ 0 root _ SpaceAfter=No
3 " " PUNCT '' _ 2 punct _ _
4 ( ( PUNCT -LRB- _ 5 punct _ SpaceAfter=No
5 AFP AFP PROPN NNP _ 2 nmod:tmod _ NER=B-Organization|SpaceAfter=No
6 ) ) PUNCT -RRB- _ 5 punct _ _
)";

TEST(ConlluTest, RebuildsTheText) {
  const auto parsed = read_conllu(kWarning);
  ASSERT_TRUE(parsed.ok()) << parsed.error().message();
  EXPECT_EQ(parsed->doc.text, "Ruritania's army didn't move.\n\n\"Never\" (AFP)");
  EXPECT_EQ(parsed->doc.id, "demo");
  ASSERT_EQ(parsed->tokens.size(), 13u);
  ASSERT_EQ(parsed->tokens.sentences.size(), 2u);
  EXPECT_EQ(parsed->doc.at(parsed->tokens[4].span), "n't");
  EXPECT_EQ(parsed->forms[4], "n't");
  EXPECT_TRUE(parsed->tokens[0].has(kWordContinues));
  EXPECT_FALSE(parsed->tokens[1].has(kWordContinues));
  EXPECT_TRUE(parsed->tokens[1].has(kSpaceAfter));
  EXPECT_FALSE(parsed->tokens[5].has(kSpaceAfter));
  EXPECT_EQ(parsed->tokens.sentences[1].paragraph, 1u);
  EXPECT_EQ(parsed->tokens.sentences[1].kind, SentenceKind::headline);
  EXPECT_EQ(parsed->tokens.sentence_of[12], 1u);
}

TEST(ConlluTest, ReadsTheTree) {
  const auto parsed = read_conllu(kWarning);
  ASSERT_TRUE(parsed.ok());
  const Syntax& syntax = parsed->syntax;
  EXPECT_EQ(syntax[0].head, 2u);
  EXPECT_EQ(syntax[5].head, kNone);
  EXPECT_EQ(syntax[5].rel, Deprel::root);
  EXPECT_EQ(syntax.lemma(4), "not");
  EXPECT_EQ(syntax.feature("VerbForm", 5), "Inf");
  EXPECT_EQ(syntax.child(5, Deprel::nsubj), 2u);
  EXPECT_EQ(syntax[11].rel, Deprel::nmod) << "an unknown subtype is read as its base";
  ASSERT_EQ(syntax.entities.size(), 2u);
  EXPECT_EQ(syntax.entities[1].type, EntityType::organization);
}

TEST(ConlluTest, MarksQuotesAndBrackets) {
  const auto parsed = read_conllu(kWarning);
  ASSERT_TRUE(parsed.ok());
  ASSERT_EQ(parsed->tokens.quotes.size(), 1u);
  EXPECT_EQ(parsed->doc.at(parsed->tokens.quotes[0].span), "Never");
  EXPECT_TRUE(parsed->tokens[8].has(kInQuote));
  EXPECT_TRUE(parsed->tokens[11].has(kInBrackets));
  EXPECT_FALSE(parsed->tokens[12].has(kInBrackets));
}

TEST(ConlluTest, WritesWhatItReads) {
  const auto parsed = read_conllu(kWarning);
  ASSERT_TRUE(parsed.ok());
  const std::string written = to_conllu(parsed->doc, parsed->tokens, parsed->syntax);
  EXPECT_NE(written.find("# text = Ruritania's army didn't move.\n"), std::string::npos);
  EXPECT_NE(written.find("4-5\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"), std::string::npos);
  EXPECT_NE(written.find("6\tmove\tmove\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No\n"),
            std::string::npos);
  EXPECT_NE(
      written.find("5\tAFP\tAFP\tPROPN\tNNP\t_\t2\tnmod\t_\tNER=B-Organization|SpaceAfter=No"),
      std::string::npos);
  const auto again = read_conllu(written);
  ASSERT_TRUE(again.ok()) << again.error().message();
  EXPECT_EQ(to_conllu(again->doc, again->tokens, again->syntax), written);
  EXPECT_EQ(again->doc.text, parsed->doc.text);
}

TEST(ConlluTest, MultiwordTokensThatDoNotSpellTheirWords) {
  const auto parsed = read_conllu(
      "1-2 dunno _ _ _ _ _ _ _ _\n1 do do AUX VBP _ 0 root _ _\n2 not not PART RB _ 1 advmod _ "
      "_\n");
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed->doc.text, "dunno");
  EXPECT_EQ(parsed->doc.at(parsed->tokens[1].span), "nno");
  EXPECT_EQ(parsed->forms[1], "not");
}

TEST(ConlluTest, SplitsDocuments) {
  const auto parsed = read_conllu_documents(
      "# newdoc id = a\n1 Hi hi INTJ UH _ 0 root\n\n# newdoc id = b\n1 Yo yo INTJ UH _ 0 root\n\n"
      "1 Ho ho INTJ UH _ 0 root\n");
  ASSERT_TRUE(parsed.ok());
  ASSERT_EQ(parsed->size(), 2u);
  EXPECT_EQ((*parsed)[0].doc.id, "a");
  EXPECT_EQ((*parsed)[1].doc.text, "Yo Ho");
  EXPECT_EQ((*parsed)[1].tokens.sentences[0].paragraph, 0u);
}

TEST(ConlluTest, EmptyInput) {
  EXPECT_TRUE(read_conllu("").ok());
  EXPECT_EQ(read_conllu_documents("\n\n")->size(), 0u);
}

struct BrokenCase {
  const char* name;
  const char* text;
  const char* what;
  uint64_t offset;
};

class BrokenConllu : public ::testing::TestWithParam<BrokenCase> {};

TEST_P(BrokenConllu, IsRefusedWithItsLine) {
  const auto parsed = read_conllu(GetParam().text);
  ASSERT_FALSE(parsed.ok());
  EXPECT_EQ(parsed.error().kind, ErrorKind::bad_input);
  EXPECT_EQ(parsed.error().what, GetParam().what);
  EXPECT_EQ(parsed.error().offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    Table, BrokenConllu,
    ::testing::Values(
        BrokenCase{"columns", "1 a a X", "line 1: expected 8 to 10 columns", 0},
        BrokenCase{"order", "# c\n2 a a X _ _ 0 root", "line 2: ID out of order", 4},
        BrokenCase{"upos", "1 a a NOPE _ _ 0 root", "line 1: unknown UPOS NOPE", 0},
        BrokenCase{"rel", "1 a a X _ _ 0 nope", "line 1: unknown DEPREL nope", 0},
        BrokenCase{"self", "1 a a X _ _ 1 dep", "line 1: HEAD is the word itself", 0},
        BrokenCase{"number", "1 a a X _ _ x dep", "line 1: HEAD is not a number", 0},
        BrokenCase{"far", "1 a a X _ _ 9 dep\n\n",
                   "line 2: HEAD outside the sentence that ends here", 18},
        BrokenCase{"cycle", "1 a a X _ _ 2 dep\n2 b b X _ _ 1 dep\n\n",
                   "line 3: the heads of the sentence that ends here form a cycle", 36},
        BrokenCase{"range", "1-3 ab _ _ _ _ _ _\n1 a a X _ _ 0 root\n\n",
                   "line 3: multiword range without its words", 38},
        BrokenCase{"ner", "1 a a X _ _ 0 root _ NER=B-Cow", "line 1: unknown NER label B-Cow", 0},
        BrokenCase{"kind", "# kind = cow", "line 1: unknown sentence kind", 0}),
    [](const auto& each) { return each.param.name; });

void fuzz_one(const std::string& text) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(text.data()), text.size());
}

// What was saved when the fuzzer found it, then mutants of a good file.
TEST(ConlluFuzzTest, SavedCorpusAndMutants) {
  for (const auto& entry : std::filesystem::directory_iterator("fuzz/corpus/conllu")) {
    std::ifstream in(entry.path(), std::ios::binary);
    fuzz_one({std::istreambuf_iterator<char>(in), {}});
  }
  std::mt19937 engine(5);
  constexpr std::string_view kTelling = "\t\n #-.=0123456789_|NER\r\xC3\xFF\"(";
  for (int round = 0; round < 3000; ++round) {
    std::string text = kWarning;
    for (size_t i = 0; i < 1 + engine() % 5; ++i) {
      const size_t at = engine() % text.size();
      if (engine() % 3 == 0)
        text.erase(at, engine() % 12);
      else
        text[at] = kTelling[engine() % kTelling.size()];
    }
    fuzz_one(text);
  }
}

// Every treebank sentence survives reading and writing. The sets live beside the repository.
TEST(ConlluTest, RoundTripsATreebank) {
  const std::filesystem::path file = "../shared/data/ud/en_ewt-ud-dev.conllu";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  const auto documents = read_conllu_documents(text.str());
  ASSERT_TRUE(documents.ok()) << documents.error().message();
  size_t sentences = 0;
  for (const Parsed& parsed : *documents) {
    sentences += parsed.tokens.sentences.size();
    const std::string written = to_conllu(parsed.doc, parsed.tokens, parsed.syntax);
    const auto again = read_conllu(written);
    ASSERT_TRUE(again.ok()) << again.error().message();
    EXPECT_EQ(to_conllu(again->doc, again->tokens, again->syntax), written);
  }
  EXPECT_EQ(sentences, 2001u);
}

}  // namespace
}  // namespace dateline
