#include "dateline/times/numbers.h"

namespace dateline::timex {
namespace {

bool sign_at(const std::vector<Atom>& atoms, uint32_t at, char sign) {
  return at < atoms.size() && atoms[at].sign == sign;
}

bool glued_digits(const std::vector<Atom>& atoms, uint32_t at) {
  return at < atoms.size() && atoms[at].digits > 0 && atoms[at].glued && atoms[at].number >= 0;
}

int16_t value_of(const Lexicon& lexicon, const std::vector<Atom>& atoms, uint32_t at,
                 uint32_t word_class, Key key) {
  if (at >= atoms.size()) return kUnset;
  const Sense* sense = lexicon.sense(atoms[at].word, word_class);
  return sense ? sense->meaning[key] : kUnset;
}

int16_t hundredths_of(int32_t upper, int32_t lower) {
  return lower > 0 && upper < lower ? static_cast<int16_t>(upper * 100 / lower) : kUnset;
}

}  // namespace

Numbers::Numbers(Lexicon& lexicon)
    : number_(lexicon.add_class("number")),
      scale_(lexicon.add_class("scale")),
      ordinal_(lexicon.add_class("ordinal")),
      suffix_(lexicon.add_class("ordinal-suffix")),
      joiner_(lexicon.add_class("number-joiner")) {}

std::optional<Amount> Numbers::digits(const std::vector<Atom>& atoms, uint32_t at) const {
  if (atoms[at].number < 0 || atoms[at].number > 999'999) return std::nullopt;
  Amount amount{at + 1, atoms[at].number, 0};
  // "1,200,000"
  while (sign_at(atoms, amount.end, ',') && atoms[amount.end].glued &&
         glued_digits(atoms, amount.end + 1) && atoms[amount.end + 1].digits == 3 &&
         amount.whole < 1'000'000) {
    amount.whole = amount.whole * 1000 + atoms[amount.end + 1].number;
    amount.end += 2;
  }
  if (sign_at(atoms, amount.end, '.') && glued_digits(atoms, amount.end + 1)) {
    const Atom& tail = atoms[amount.end + 1];
    if (tail.digits > 2) return std::nullopt;
    amount.hundredths = static_cast<int16_t>(tail.digits == 1 ? tail.number * 10 : tail.number);
    amount.end += 2;
    return amount;
  }
  // "1/2"
  if (sign_at(atoms, amount.end, '/') && glued_digits(atoms, amount.end + 1)) {
    amount.hundredths = hundredths_of(amount.whole, atoms[amount.end + 1].number);
    if (amount.hundredths == kUnset) return std::nullopt;
    return Amount{amount.end + 2, 0, amount.hundredths};
  }
  // "5 1/2", "5-1/2"
  const uint32_t next = sign_at(atoms, amount.end, '-') ? amount.end + 1 : amount.end;
  if (next + 2 < atoms.size() && atoms[next].number > 0 && sign_at(atoms, next + 1, '/') &&
      glued_digits(atoms, next + 2)) {
    const int16_t part = hundredths_of(atoms[next].number, atoms[next + 2].number);
    if (part != kUnset) return Amount{next + 3, amount.whole, part};
  }
  return amount;
}

std::optional<Amount> Numbers::below_hundred(const std::vector<Atom>& atoms, uint32_t at,
                                             const Lexicon& lexicon) const {
  const int16_t first = value_of(lexicon, atoms, at, number_, Key::n);
  if (first == kUnset) return std::nullopt;
  Amount amount{at + 1, first, 0};
  if (first < 20 || first % 10 != 0) return amount;
  const uint32_t next = sign_at(atoms, at + 1, '-') ? at + 2 : at + 1;
  const int16_t ones = value_of(lexicon, atoms, next, number_, Key::n);
  if (ones >= 1 && ones <= 9) amount = {next + 1, first + ones, 0};
  return amount;
}

std::optional<Amount> Numbers::words(const std::vector<Atom>& atoms, uint32_t at,
                                     const Lexicon& lexicon) const {
  auto total = below_hundred(atoms, at, lexicon);
  if (!total) return std::nullopt;
  int32_t below = total->whole;  // what the next scale word multiplies
  int32_t sum = 0;
  for (;;) {
    const int16_t scale = value_of(lexicon, atoms, total->end, scale_, Key::n);
    if (scale == kUnset) break;
    below *= scale;
    ++total->end;
    if (scale >= 1000) sum += below, below = 0;
    uint32_t next = total->end;
    if (next < atoms.size() && lexicon.sense(atoms[next].word, joiner_)) ++next;
    const auto more = below_hundred(atoms, next, lexicon);
    if (!more || sum > 1'000'000 || below > 1'000'000) break;
    below += more->whole;
    total->end = more->end;
  }
  total->whole = sum + below;
  return total;
}

std::optional<Amount> Numbers::amount(const std::vector<Atom>& atoms, uint32_t at,
                                      const Lexicon& lexicon) const {
  if (at >= atoms.size()) return std::nullopt;
  return atoms[at].digits ? digits(atoms, at) : words(atoms, at, lexicon);
}

std::optional<Amount> Numbers::ordinal(const std::vector<Atom>& atoms, uint32_t at,
                                       const Lexicon& lexicon) const {
  if (at >= atoms.size()) return std::nullopt;
  if (atoms[at].digits) {
    const bool suffix =
        at + 1 < atoms.size() && atoms[at + 1].glued && lexicon.sense(atoms[at + 1].word, suffix_);
    if (!suffix || atoms[at].number < 0) return std::nullopt;
    return Amount{at + 2, atoms[at].number, 0};
  }
  const int16_t plain = value_of(lexicon, atoms, at, ordinal_, Key::ordinal);
  if (plain != kUnset) return Amount{at + 1, plain, 0};
  const int16_t tens = value_of(lexicon, atoms, at, number_, Key::n);
  if (tens < 20 || tens % 10 != 0) return std::nullopt;
  const uint32_t next = sign_at(atoms, at + 1, '-') ? at + 2 : at + 1;
  const int16_t ones = value_of(lexicon, atoms, next, ordinal_, Key::ordinal);
  if (ones < 1 || ones > 9) return std::nullopt;
  return Amount{next + 1, tens + ones, 0};
}

std::optional<Amount> Numbers::spoken_year(const std::vector<Atom>& atoms, uint32_t at,
                                           const Lexicon& lexicon) const {
  if (at >= atoms.size() || atoms[at].digits) return std::nullopt;
  const auto century = below_hundred(atoms, at, lexicon);
  if (!century) return std::nullopt;
  if (century->whole >= 11 && century->whole <= 20 && century->end == at + 1) {
    const uint32_t next = sign_at(atoms, at + 1, '-') ? at + 2 : at + 1;
    const auto rest = below_hundred(atoms, next, lexicon);
    if (rest && rest->whole >= 10) return Amount{rest->end, century->whole * 100 + rest->whole, 0};
  }
  const auto number = words(atoms, at, lexicon);
  if (number && number->whole >= 1900 && number->whole <= 2099) return number;
  return std::nullopt;
}

}  // namespace dateline::timex
