// Codes as of a date: the terms of an office read, and chosen from.
//
// A date may be a day, a month or a year ("2011-12-17", "2011-12", "2011"): as
// a beginning it is that period's first day, as an end its last. Covered by
// book_test.cc.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/names/book.h"

namespace dateline::names {

// "2011..2013-05", "..2014", "2014..", "" → the two ends. False: not of this form.
bool read_range(std::string_view text, std::optional<CivilDate>& from,
                std::optional<CivilDate>& to);

// "president 2011-01..2013; opposition leader=OPP 2015.." Sectors after "=" ("@UNO":
// a code), or `default_sectors`. nullopt and `why` set where the text is not of this form.
std::optional<std::vector<Term>> read_terms(std::string_view text, const Sectors& default_sectors,
                                            std::string& why);

// "REB ..2021-08-14; GOV 2021-08-15..": terms without an office.
std::optional<std::vector<Term>> read_statuses(std::string_view text, std::string& why);

struct Standing {
  Sectors sectors;
  std::string code;     // where the term has its own
  std::string office;   // held on the date
  bool former = false;  // ELI: all terms are over
};

// What the terms say on `date`; without a date, what the last term says. A
// person whose offices of government are over is ELI; before the first term,
// and where the last status was no office of government, nothing is said.
Standing standing_on(const std::vector<Term>& terms, std::optional<CivilDate> date);

}  // namespace dateline::names
