#include "dateline/syntax/features.h"

#include <gtest/gtest.h>

#include "dateline/base/hash.h"

namespace dateline {
namespace {

struct FormCase {
  const char* form;
  const char* plain;
  const char* norm;
  const char* shape;
};

class FormStringsTest : public ::testing::TestWithParam<FormCase> {};

TEST_P(FormStringsTest, Strings) {
  FormStrings strings;
  strings.assign("something before");
  strings.assign(GetParam().form);
  EXPECT_EQ(strings.plain, GetParam().plain);
  EXPECT_EQ(strings.norm, GetParam().norm);
  EXPECT_EQ(strings.shape, GetParam().shape);
}

INSTANTIATE_TEST_SUITE_P(
    Table, FormStringsTest,
    ::testing::Values(FormCase{"Beijing", "Beijing", "beijing", "Xxxx"},
                      FormCase{"n’t", "n't", "n't", "x'x"}, FormCase{"“", "\"", "\"", "\""},
                      FormCase{"''", "\"", "\"", "\""}, FormCase{"``", "\"", "\"", "\""},
                      FormCase{"--", "-", "-", "-"}, FormCase{"—", "-", "-", "-"},
                      FormCase{"…", "...", "...", "..."}, FormCase{"....", "....", "....", "..."},
                      FormCase{"1,000", "1,000", "1,000", "d,ddd"},
                      FormCase{"ÉLYSÉE", "ÉLYSÉE", "élysée", "XXX"},
                      FormCase{"習近平", "習近平", "習近平", "xxx"},
                      FormCase{"G20", "G20", "g20", "Xdd"}, FormCase{"", "", "", ""}));

TEST(FormStringsTest, PrefixesAndSuffixesAreCodePoints) {
  FormStrings strings;
  strings.assign("Élysée");
  EXPECT_EQ(strings.norm_prefix(2), "él");
  EXPECT_EQ(strings.norm_suffix(2), "ée");
  EXPECT_EQ(strings.norm_suffix(99), "élysée");
  EXPECT_EQ(feature_hashes(strings)[kSuf2], fnv1a("x:ée"));
  EXPECT_EQ(feature_hashes(strings)[kWord], fnv1a("élysée"));
}

TEST(FormStringsTest, LongFormsAreCut) {
  FormStrings strings;
  strings.assign(std::string(100000, 'A'));
  EXPECT_EQ(strings.plain.size(), 64u);
  EXPECT_EQ(strings.shape, "XXX");
}

Tokens glued(const Document& doc, std::initializer_list<Span> spans) {
  Tokens tokens;
  for (const Span span : spans) {
    const bool space = span.end == doc.text.size() || doc.text[span.end] == ' ';
    tokens.tokens.push_back({span, static_cast<uint16_t>(space ? kSpaceAfter : 0)});
  }
  return tokens;
}

TEST(FeatureFlagsTest, SpacesAndShouting) {
  Document doc;
  doc.text = "NO DEAL.";
  const Tokens tokens = glued(doc, {{0, 2}, {3, 7}, {7, 8}});
  EXPECT_TRUE(is_shouting(doc, tokens, 0, 3));
  uint8_t flags[3];
  feature_flags(tokens, 0, 3, true, flags);
  EXPECT_EQ(flags[0], 7);
  EXPECT_EQ(flags[1], 6);
  EXPECT_EQ(flags[2], 5);
  EXPECT_FALSE(is_shouting(doc, tokens, 0, 1)) << "two letters are not enough";
}

}  // namespace
}  // namespace dateline
