// Kinds of wire sentences that were once read wrong, each through the whole pipeline: an article of
// a few words, and the summary of a record that it must have.
#include <gtest/gtest.h>

#include "dateline/render/explain.h"
#include "tests/articles.h"

namespace dateline {
namespace {

struct Kind {
  const char* what;
  const char* article;
  const char* record;
};

constexpr Kind kKinds[] = {
    {"the day before is counted from the day just told",
     "LUSAKA, March 4, 2019 (AFP) - Zambian police arrested three traders on Friday. Two lorry "
     "drivers were arrested the day before.",
     "COERCE/arrest: → Two lorry drivers (ZMB LAB), 2019-02-28"},
    {"so long after what the clause hangs on",
     "LUSAKA, March 4, 2019 (AFP) - France suspended its aid to Zambia on Monday, two days after "
     "soldiers arrested the opposition leader.",
     "soldiers (ZMB MIL) → opposition leader (ZMB OPP), 2019-03-02"},
    {"a threat is made before what it threatens",
     "LUSAKA, March 4, 2019 (AFP) - The Zambian miners' union threatened to call a strike next "
     "month.",
     "(ZMB LAB), 2019-03-04 (from dateline)"},
    {"what is told beside the story does not date it",
     "LUSAKA, March 4, 2019 (AFP) - UN envoy Ann Holm, who met Zambian ministers on Friday, voiced "
     "concern. She urged Zambia to free two journalists.",
     "REQUEST/yield: Ann Holm (UNO GOV) → Zambia (ZMB), 2019-03-04"},
    {"who is due to meet acts on both sides",
     "NAIROBI, March 4, 2019 (AFP) - Kenyan President Uhuru Kenyatta is due to meet Finnish "
     "President Sauli Niinisto on Thursday.",
     "AGREE: Uhuru Kenyatta (KEN GOV) + Sauli Niinisto (FIN GOV), 2019-03-07"},
    {"who is called may be promised something next",
     "OSLO, March 4, 2019 (AFP) - Norwegian Defence Minister Per Hagen telephoned his Kenyan "
     "counterpart Ali Odera and offered to supply patrol boats.",
     "AGREE: Per Hagen (NOR GOV) → Ali Odera (KEN GOV), 2019-03-04"},
    {"an accusation is whose its adjective says",
     "OSLO, March 4, 2019 (AFP) - Norway complained about a spy ship. In Moscow, Foreign Ministry "
     "spokesman Igor Belov rejected the Norwegian charges.",
     "REJECT: Igor Belov (RUS GOV) → Norway (NOR), 2019-03-04"},
    {"who orders them out accuses them",
     "OSLO, March 4, 2019 (AFP) - Norway on Monday ordered two Russian diplomats to leave, "
     "accusing "
     "them of spying.",
     "ACCUSE/allege: Norway (NOR) → two Russian diplomats (RUS GOV), 2019-03-04"},
    {"people of a place",
     "VIENNA, March 4, 2019 (AFP) - Austria closed its border. In Budapest, about 200 people "
     "marched "
     "against the closure on Sunday.",
     "200 people (HUN CVL)"},
    {"a party that is called the opposition",
     "BANGKOK, March 4, 2019 (AFP) - Surin Chaiyong, leader of the opposition Democrat Party, "
     "accused Thai police of torture.",
     "Surin Chaiyong (THA OPP)"},
    {"a party of that name elsewhere",
     "BUCHAREST, March 4, 2019 (AFP) - The Democratic Party of former Romanian minister Ion Dobre "
     "accused the government of fraud.",
     "Democratic Party (ROU PTY)"},
    {"the vice president of a party",
     "MALE, March 4, 2019 (AFP) - Ali Shafeeg, the vice president of the Jumhooree Party of "
     "Maldives, "
     "accused President Ibrahim Solih of fraud.",
     "Ali Shafeeg (MDV PTY)"},
    {"the government that domestic unions strike against",
     "COLOMBO, March 4, 2019 (AFP) - China denied that Beijing was holding up the Sri Lankan "
     "talks. "
     "Railway unions threatened to strike unless the government raises wages.",
     "Railway unions (LKA LAB) → government (LKA GOV)"},
    {"the Foreign Ministry of the dateline",
     "BERLIN, March 4, 2019 (AFP) - Germany accused Russia of spying. The Foreign Ministry handed "
     "a "
     "note of protest to the Russian embassy.",
     "Foreign Ministry (DEU GOV) → Russian embassy (RUS GOV)"},
    {"a forum by its last word",
     "SUVA, March 4, 2019 (AFP) - Leaders of the Pacific Islands Forum met in Suva. The forum "
     "suspended Fiji on Monday.",
     "SANCTION/expel: Pacific Islands Forum (IGO)"},
    {"two of those whom police held",
     "LUSAKA, March 4, 2019 (AFP) - Some 300 Zambian miners blocked a road in Ndola on Monday. "
     "Police "
     "arrested eleven of them.",
     "COERCE/arrest: Police (ZMB COP) → 300 Zambian miners (ZMB LAB)"},
    {"a person by his first name",
     "BANGKOK, March 4, 2008 (AFP) - Thai Prime Minister Samak Sundaravej flew to Laos. Samak "
     "condemned Myanmar on Tuesday.",
     "Samak Sundaravej (THA GOV) → Myanmar (MMR)"},
    {"what is over is no part of what is threatened",
     "VIENNA, March 4, 2019 (AFP) - Russia threatened on Monday to leave the pact after Austria "
     "rejected the treaty.",
     "REJECT/change: Austria (AUT), 2019-03-04 (from dateline)"},
    {"a country is no union of two letters",
     "NAIROBI, March 4, 2019 (AFP) - A U.S. drone strike killed two militants in Somalia on "
     "Sunday.",
     "ASSAULT/drone: United States (USA) → two militants (SOM REB), 2019-03-03"},
    {"half of a divided country",
     "SEOUL, March 4, 2019 (AFP) - North Korea fired a missile on Monday. China urged the North to "
     "return "
     "to talks.",
     "REQUEST/meet: China (CHN) → North Korea (PRK), 2019-03-04"},
    {"a country that shares its name",
     "KIGALI, March 4, 2019 (AFP) - Rwanda accused the Democratic Republic of Congo of shelling a "
     "village. Uganda on Monday urged Congo to withdraw its troops.",
     "Uganda (UGA) → Democratic Republic of the Congo (COD), 2019-03-04"},
    {"a body by the last word of its name",
     "BUDAPEST, March 4, 2019 (AFP) - The European Commission fined a bank on Friday. Hungary on "
     "Monday accused the Commission of political revenge.",
     "Hungary (HUN) → European Commission (EUR GOV), 2019-03-04"},
    {"a story told from elsewhere",
     "GENEVA, March 4, 2019 (AFP) - Syrian opposition leaders met the Syrian foreign minister in "
     "Geneva. Syria and its army want a truce, Syrian officials said. Government negotiator Nabil "
     "Daoud condemned Turkey on Monday.",
     "Nabil Daoud (SYR GOV) → Turkey (TUR), 2019-03-04"},
    {"an envoy's country is in his title",
     "BEIRUT, March 4, 2019 (AFP) - Lebanese leaders met on Sunday. US Under Secretary of State "
     "Peter Hobbs, who arrived in Beirut on Sunday, held talks with Lebanese politicians on "
     "Monday.",
     "Peter Hobbs (USA GOV) → Lebanon (LBN), 2019-03-03"},
    {"a town that gets aid is of its country",
     "LUSAKA, March 4, 2019 (AFP) - Zambia delivered 200 tonnes of maize to Blantyre on Monday.",
     "AID: Zambia (ZMB) → Blantyre (MWI), 2019-03-04"},
    {"a weekday is no name of an office",
     "AMMAN, March 4, 2019 (AP) - Teachers demonstrated outside the prime minister's office "
     "Sunday.",
     "→ prime minister's office (JOR GOV), 2019-03-03"},
    {"a surname that the tagger takes for a noun",
     "OSLO, March 4, 2019 (AFP) - Norwegian Foreign Minister Ine Soreide accused Russia of "
     "hacking. "
     "Soreide is due to meet Finnish President Sauli Niinisto on Thursday.",
     "Ine Soreide (NOR GOV) + Sauli Niinisto (FIN GOV), 2019-03-07"},
    {"a dateline names the capital",
     "VIENNA, March 4, 2019 (AFP) - Iran and the United States held talks in Vienna on Monday.",
     "Iran (IRN) + United States (USA), 2019-03-04 (from text), in Vienna, AUT"},
    {"an official nobody knows is of the dateline's country",
     "LIMA, March 4, 2019 (AFP) - Peruvian police arrested two miners on Sunday. Interior Minister "
     "Pablo "
     "Quispe condemned the Catholic Church.",
     "ACCUSE/disapprove: Pablo Quispe (PER GOV)"},
    {"both countries are not who urges them",
     "ISLAMABAD, March 4, 2019 (AFP) - Pakistan and India exchanged fire on Sunday. Japan on "
     "Monday urged "
     "both countries to show restraint.",
     "Japan (JPN) → Pakistan (PAK) + India (IND), 2019-03-04"},
    {"leaders of several countries",
     "TOKYO, March 4, 2019 (AFP) - The leaders of Japan, China and South Korea met in Tokyo on "
     "Monday.",
     "CONSULT: leaders of Japan (JPN GOV) + leaders of China (CHN GOV) + leaders of South Korea (KOR GOV)"},
    {"the time of a relative clause is its own",
     "SEOUL, June 6, 2017 (AFP) - President Moon Jae-in, who took office in May, condemned North "
     "Korea.",
     "ACCUSE/disapprove: Moon Jae-in (KOR GOV) → North Korea (PRK), 2017-06-06 (from dateline)"},
    {"a paragraph that looks back stays there",
     "MINSK, Feb 1, 2011 (AFP) - Thousands of people rallied in Minsk on December 19. Riot police "
     "beat "
     "demonstrators with batons.",
     "2010-12-19 (from what was told before)"},
    {"a second verb has the time of the first",
     "LIMA, March 4, 2019 (AFP) - Germany on Friday ruled out the use of force but urged Iran to "
     "negotiate.",
     "REQUEST/meet: Germany (DEU) → Iran (IRN), 2019-03-01"},
    {"a deadline is not when it was said",
     "ABUJA, Dec 6, 2005 (AFP) - France urged Sudan to sign an agreement by the end of the year.",
     "France (FRA) → Sudan (SDN), 2005-12-06 (from dateline)"},
    {"who did it, told in a clause of time",
     "BOGOTA, June 8, 2017 (AFP) - Two soldiers were killed on Monday when suspected ELN rebels "
     "attacked "
     "an army patrol.",
     "(COL REB) → Two soldiers (COL MIL)"},
    {"who speaks behind a comma",
     "CAIRO, June 8, 2017 (AFP) - Egypt will host talks with Hamas on Friday, a Palestinian "
     "official "
     "close to the mediation said.",
     "according to a Palestinian official close to the mediation"},
    {"a charge that is denied tells of nobody",
     "KAMPALA, June 8, 2017 (AFP) - France has accused Ugandan soldiers of torture, a charge the "
     "army "
     "denies.",
     "ACCUSE/allege: France (FRA) → Ugandan soldiers (UGA MIL), 2017-06-08 (from dateline)"},
};

class EachKind : public testing::TestWithParam<Kind> {};

TEST_P(EachKind, IsReadRight) {
  const Kind& kind = GetParam();
  std::string all;
  bool found = false;
  const Reading reading = read_article(kind.article);
  for (const Event& event : reading.events.events) {
    const std::string line = summary(reading, event);
    found = found || line.find(kind.record) != std::string::npos;
    all += line + "\n";
  }
  EXPECT_TRUE(found) << kind.what << "\n" << all;
}

INSTANTIATE_TEST_SUITE_P(Wire, EachKind, testing::ValuesIn(kKinds));

}  // namespace
}  // namespace dateline
