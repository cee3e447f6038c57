// The direction of "on Tuesday" by the verb that governs it, over hand-made
// parses; the article is of Thursday, 10 January 2019.
#include "dateline/times/tense.h"

#include <gtest/gtest.h>

#include "dateline/conllu/conllu.h"
#include "dateline/times/testing.h"

namespace dateline::timex {
namespace {

std::string value(const std::string& conllu) {
  auto parsed = read_conllu(conllu);
  if (!parsed) return parsed.error().message();
  parsed->doc.published = parse_iso_date("2019-01-10");
  const Times times = find_times(parsed->doc, parsed->tokens, parsed->syntax, shipped_rules());
  return times.timexes.empty() ? "none" : times.timexes.front().value;
}

TEST(Tense, ThePastVerb) {
  EXPECT_EQ(value("1 They they PRON PRP _ 2 nsubj\n"
                  "2 left leave VERB VBD Tense=Past 0 root\n"
                  "3 on on ADP IN _ 4 case\n"
                  "4 Tuesday Tuesday PROPN NNP _ 2 obl\n"),
            "2019-01-08");
}

TEST(Tense, TheFutureAuxiliary) {
  EXPECT_EQ(value("1 They they PRON PRP _ 3 nsubj\n"
                  "2 will will AUX MD _ 3 aux\n"
                  "3 leave leave VERB VB _ 0 root\n"
                  "4 Rome Rome PROPN NNP _ 3 obj\n"
                  "5 on on ADP IN _ 6 case\n"
                  "6 Tuesday Tuesday PROPN NNP _ 3 obl\n"),
            "2019-01-15");
}

TEST(Tense, ThePresentThatTheDayModifies) {
  EXPECT_EQ(value("1 He he PRON PRP _ 2 nsubj\n"
                  "2 visits visit VERB VBZ Tense=Pres 0 root\n"
                  "3 Rome Rome PROPN NNP _ 2 obj\n"
                  "4 on on ADP IN _ 5 case\n"
                  "5 Tuesday Tuesday PROPN NNP _ 2 obl\n"),
            "2019-01-15");
}

TEST(Tense, TheInfinitiveOfAPlan) {
  EXPECT_EQ(value("1 They they PRON PRP _ 3 nsubj:pass\n"
                  "2 are be AUX VBP Tense=Pres 3 aux:pass\n"
                  "3 expected expect VERB VBN Tense=Past 0 root\n"
                  "4 to to PART TO _ 5 mark\n"
                  "5 meet meet VERB VB _ 3 xcomp\n"
                  "6 Kim Kim PROPN NNP _ 5 obj\n"
                  "7 on on ADP IN _ 8 case\n"
                  "8 Tuesday Tuesday PROPN NNP _ 5 obl\n"),
            "2019-01-15");
}

TEST(Tense, WhatIsToHappen) {
  EXPECT_EQ(value("1 They they PRON PRP _ 4 nsubj\n"
                  "2 are be AUX VBP Tense=Pres 4 cop\n"
                  "3 to to PART TO _ 4 mark\n"
                  "4 meet meet VERB VB _ 0 root\n"
                  "5 on on ADP IN _ 6 case\n"
                  "6 Monday Monday PROPN NNP _ 4 obl\n"),
            "2019-01-14");
}

TEST(Tense, TheVerbBesideBeatsTheParse) {
  // The parser hung "Tuesday" on the wrong verb.
  EXPECT_EQ(value("1 He he PRON PRP _ 2 nsubj\n"
                  "2 said say VERB VBD Tense=Past 0 root\n"
                  "3 Tuesday Tuesday PROPN NNP _ 7 obl:unmarked\n"
                  "4 that that SCONJ IN _ 7 mark\n"
                  "5 he he PRON PRP _ 7 nsubj\n"
                  "6 would would AUX MD _ 7 aux\n"
                  "7 go go VERB VB _ 2 ccomp\n"),
            "2019-01-08");
}

TEST(Tense, AnAuxiliaryIsNoMonth) {
  EXPECT_EQ(value("1 May may AUX MD _ 3 aux\n"
                  "2 they they PRON PRP _ 3 nsubj\n"
                  "3 meet meet VERB VB _ 0 root\n"),
            "none");
}

TEST(Tense, APersonIsNoMonth) {
  EXPECT_EQ(value("1 Like like ADP IN _ 3 case\n"
                  "2 Theresa Theresa PROPN NNP _ 0 root _ NER=B-Person\n"
                  "3 May May PROPN NNP _ 2 flat _ NER=I-Person\n"),
            "none");
}

TEST(Tense, ASurnameOfSomebodyNamedBeforeIsNoMonth) {
  const std::string named =
      "1 Theresa Theresa PROPN NNP _ 3 nsubj _ NER=B-Person\n"
      "2 May May PROPN NNP _ 1 flat _ NER=I-Person\n";
  EXPECT_EQ(value(named + "3 published publish VERB VBD _ 0 root\n"
                          "4 May May PROPN NNP _ 6 nmod:poss\n5 's 's PART POS _ 4 case\n"
                          "6 plan plan NOUN NN _ 3 obj\n"),
            "none");
  EXPECT_EQ(value(named + "3 resigned resign VERB VBD _ 0 root\n"
                          "4 in in ADP IN _ 5 case\n5 May May PROPN NNP _ 3 obl\n"),
            "2018-05");
}

}  // namespace
}  // namespace dateline::timex
