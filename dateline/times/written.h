// TIMEX3 values of what has no place on the calendar: durations, sets, and dates
// whose article has no date. And the clock, which both kinds of value share.
//
// Source: TimeML 1.2.1, after TIDES (Ferro et al. 2005); X stands for what is not
// known. Covered by the tables of times_test.cc.
#pragma once

#include <string>

#include "dateline/times/calendar.h"
#include "dateline/times/features.h"

namespace dateline::timex {

// "P3D", "PT1H30M", "PXY". Decades and centuries are written in years.
std::string duration_value(const Meaning& meaning);
// "XXXX-10-23", "XXXX-WXX-2": what the fields alone say.
std::string unanchored_value(const Meaning& meaning);

bool has_clock(const Meaning& meaning);
// Gives `point` the hour or the part of the day that the meaning has.
void set_clock(Point& point, const Meaning& meaning);

}  // namespace dateline::timex
