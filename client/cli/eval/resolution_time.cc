// Times against a mention's DateValue or DurationValue. A member of the spec that leaves no doubt is enough:
//
//   members                                   right where
//   timex                                     equal to the TIMEX3 value, to an alternative or to a length of time; of a
//                                             time without day that of the day of reference; of a
//                                             Mod before, after, since, until the value must be open, too; of a set the
//                                             mention must be a SET
//   value: a day                              it is the first and the last day
//   value: a moment, a time                   the same; a time without day may be of the day of reference
//   value: seconds (type duration)            the same length: months of 30 days, years of 365
//   start and end                             both the same: days by first and last day, moments by both parts. An end
//                                             may be the last day, or the one behind it: specs use both; a clock's end
//                                             also the minute behind it, of a spec by the hour or second that one
//   start or end alone                        the value is open at the other end; "after February" may begin in March
//   start and end of a part of the day        the part ("TMO") ends or begins there
//   from, grain (kind instant)                the period of that grain begins there; finer than a day: the same moment,
//                                             or PRESENT_REF where it is the moment of reference. An hour that is the
//                                             reference's is one of words that count in days: the day
//                                             A year before Christ ("-2014") is TIMEX3's BC2014
//   from, to (kind interval)                  as start and end; parts of the day and weekends by the hour of one end
//   (an
//                                             early morning ends at 9);
//                                             seasons by the sun (from 21 June) are those of TIMEX3 (2018-SU);
//                                             from the moment of reference on: open before ("by 5 pm"), the end the
//                                             same
//   from, direction (kind open)               as start (after) or end (before)
//   value: "DurationData 50 Minute"           the same length
//
// Each alternative of the value, and the days or moments that a length of time lies between, is tried as the value is.
// "not resolved" is right for what can't be normalized. A moment with a zone is taken as clocks at the reference show
// it. Holidays' names do not count.
#include <algorithm>
#include <initializer_list>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "client/cli/eval/resolution.h"
#include "client/cli/eval/spec_time.h"

namespace caspian::cli {
namespace {

using Day = absl::CivilDay;

// The last day of the period of `grain` that begins at `first`.
Day LastOf(absl::string_view grain, Day first) {
  if (grain == "week") return first + 6;
  if (grain == "month") return Day(absl::CivilMonth(first) + 1) - 1;
  if (grain == "quarter") return Day(absl::CivilMonth(first) + 3) - 1;
  return grain == "year" ? Day(absl::CivilYear(first) + 1) - 1 : first;
}

// A mention's value with the moment that it is told at.
class FoundTime {
 public:
  FoundTime(const FoundValue& found, absl::string_view reference)
      : found_(found), date_(found.value.date()), reference_(reference), today_(reference.substr(0, 10)) {
    const std::vector<std::string> ends = absl::StrSplit(found.value.canonical(), '/');
    range_ = ends.size() == 2 && !ends[0].empty() && !ends[1].empty();
    start_ = InZoneOf(reference, range_ ? ends[0] : timex());
    end_ = InZoneOf(reference, range_ ? ends[1] : timex());
  }

  const std::string& timex() const {
    return found_.value.has_duration() ? found_.value.duration().timex3() : date_.timex3();
  }
  bool OpenAfter() const {
    return Open(absl::EndsWith(found_.value.canonical(), "/"), {v1::VALUE_MODIFIER_SINCE, v1::VALUE_MODIFIER_AFTER});
  }
  bool OpenBefore() const {
    return Open(absl::StartsWith(found_.value.canonical(), "/"),
                {v1::VALUE_MODIFIER_UNTIL, v1::VALUE_MODIFIER_BEFORE, v1::VALUE_MODIFIER_NO_LATER_THAN});
  }

  bool HasTimex(absl::string_view expected) const {
    const std::string normal = NormalTimex(expected);
    const auto same = [&normal](absl::string_view ours) { return NormalTimex(ours) == normal; };
    const auto same_as_today = [&](absl::string_view ours) { return absl::ConsumePrefix(&ours, today_) && same(ours); };
    const bool today = absl::StartsWith(expected, "T") && same_as_today(timex());
    return (!range_ && (same(timex()) || today)) || same(found_.value.canonical()) || HasLength(ParseLength(expected));
  }

  bool HasLength(const absl::optional<TimeLength>& length) const {
    const absl::optional<TimeLength> ours = ParseLength(timex());
    return !range_ && length && ours && SameLength(*length, *ours);
  }

  bool IsMoment(absl::string_view moment) const {
    const Moment expected = ParseMoment(moment);
    const auto same = [&](absl::string_view ours) { return SameMoment(ParseMoment(ours), expected, today_); };
    return !range_ && (same(timex()) || same(start_));
  }

  // Its days are those from `first` to `last`.
  bool Covers(Day first, Day last) const { return First() == first && Last() == last; }

  bool IsReference(absl::string_view moment) const { return moment == reference_.substr(0, 19); }
  bool IsNow(absl::string_view moment) const { return timex() == "PRESENT_REF" && IsReference(moment); }

  // "2016-11-14T04:00:00", told at 04:30, is a week from now.
  bool IsDayAtReference(absl::string_view moment) const {
    const Moment expected = ParseMoment(moment), reference = ParseMoment(reference_);
    const bool same_hour = expected.time.substr(0, 2) == reference.time.substr(0, 2);
    const absl::optional<Day> day = ParseDay(moment);
    return same_hour && expected.day != reference.day && day && Covers(*day, *day) && ParseMoment(timex()).time.empty();
  }

  bool Begins(absl::string_view moment) const {
    const Moment expected = ParseMoment(moment), ours = ParseMoment(start_);
    if (expected.time.empty() || (Midnight(expected) && ours.time.empty())) return HasFirst(ParseDay(moment));
    return SameMoment(expected, ours, today_);
  }

  // "After February" begins in March.
  bool BeginsBehind(absl::string_view moment) const {
    const absl::optional<Day> day = ParseDay(moment);
    const absl::optional<DaySpan> days = DaysOf(timex());
    return found_.value.modifier() == v1::VALUE_MODIFIER_AFTER && day && days && days->last + 1 == *day;
  }

  // `moment` may be the first one behind it, also where it ends by the `grain`: 9 to 11 by the hour ends at 12.
  bool Ends(absl::string_view moment, absl::string_view grain = "minute") const {
    const Moment expected = ParseMoment(moment), ours = ParseMoment(end_);
    if (expected.time.empty() || (Midnight(expected) && ours.time.empty())) return HasEnd(ParseDay(moment));
    return SameMoment(expected, ours, today_) || BehindByOne(grain, expected, ours);
  }

  // A part of a day ("TMO") or a weekend against the hours that it begins or ends at in specs.
  bool IsNamedPeriod(absl::string_view from, absl::string_view to) const {
    const Moment ours = ParseMoment(timex()), first = ParseMoment(from), last = ParseMoment(to);
    const bool evening = first.time >= "17:00:00";
    if (absl::EndsWith(timex(), "-WE")) return evening && HasEnd(ParseDay(to)) && Midnight(last);
    const absl::optional<Day> begin = ParseDay(from), end = ParseDay(to);
    if (begin && end && IsSeasonOfSun(timex(), *begin, *end)) return true;
    if (ours.day != first.day) return false;
    const bool early = found_.value.modifier() == v1::VALUE_MODIFIER_EARLY;
    if (ours.time == "MO") return last.time == "12:00:00" || (early && last.time == "09:00:00");
    if (ours.time == "AF") return first.time == "12:00:00";
    return (ours.time == "EV" || ours.time == "NI") && evening;
  }

 private:
  bool Open(bool canonical, std::initializer_list<v1::ValueModifier> modifiers) const {
    return !range_ && (canonical || std::count(modifiers.begin(), modifiers.end(), found_.value.modifier()) > 0);
  }
  absl::optional<Day> First() const { return DayOf(date_.first_day()); }
  absl::optional<Day> Last() const { return DayOf(date_.last_day()); }
  // Of an open value the days of its bare TIMEX3 value.
  absl::optional<Day> DayOf(const std::string& day) const { return day.empty() ? FirstDayOf(timex()) : ParseDay(day); }

  bool HasFirst(const absl::optional<Day>& day) const { return day && First() == day; }
  bool HasEnd(const absl::optional<Day>& day) const {
    const absl::optional<Day> last = Last();
    return day && ((last && (*last == *day || *last + 1 == *day)) || FirstDayOf(end_) == day);
  }

  static bool Midnight(const Moment& moment) { return moment.time == "00:00:00"; }

  // Of specs whose ends are the second, minute or hour behind the last one.
  static bool BehindByOne(absl::string_view grain, const Moment& expected, const Moment& ours) {
    absl::CivilSecond theirs, last;
    const auto read = [](const Moment& moment, absl::CivilSecond* to) {
      return absl::ParseCivilTime(absl::StrCat(moment.day, "T", moment.time), to);
    };
    const int seconds = grain == "second" ? 1 : grain == "hour" ? 3600 : 60;
    return read(expected, &theirs) && read(ours, &last) && theirs - last == seconds;
  }

  const FoundValue& found_;
  const v1::DateValue& date_;
  const absl::string_view reference_;
  const absl::string_view today_;
  bool range_ = false;
  std::string start_;
  std::string end_;
};

bool RangeResolves(absl::string_view start, absl::string_view end, const FoundTime& found,
                   absl::string_view grain = "minute") {
  if (end.empty()) return found.OpenAfter() && (found.Begins(start) || found.BeginsBehind(start));
  if (start.empty()) return found.OpenBefore() && found.Ends(end);
  return !found.OpenAfter() && !found.OpenBefore() && found.Begins(start) && found.Ends(end, grain);
}

bool KindResolves(absl::string_view kind, const Meaning& meaning, const FoundTime& found) {
  const absl::string_view from = MemberOf(meaning, "from"), to = MemberOf(meaning, "to");
  const absl::string_view grain = MemberOf(meaning, "grain");
  if (kind == "interval") {
    const bool from_now = found.IsReference(from) && found.OpenBefore();
    return RangeResolves(from, to, found, grain) || found.IsNamedPeriod(from, to) || (from_now && found.Ends(to));
  }
  if (kind == "open") {
    const bool after = MemberOf(meaning, "direction") == "after";
    return RangeResolves(after ? from : "", after ? "" : from, found);
  }
  const bool fine = grain == "hour" || grain == "minute" || grain == "second";
  if (fine) return found.IsMoment(from) || found.IsNow(from) || (grain == "hour" && found.IsDayAtReference(from));
  absl::string_view before_christ = from;
  if (absl::ConsumePrefix(&before_christ, "-"))
    return grain == "year" && found.timex() == absl::StrCat("BC", before_christ.substr(0, 4));
  const absl::optional<Day> first = ParseDay(from);
  return first && found.Covers(*first, LastOf(grain, *first));
}

// "DurationData 50 Minute".
bool LengthResolves(absl::string_view text, const FoundTime& found) {
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ');
  if (words.size() != 2) return false;
  const bool time = words[1] == "Hour" || words[1] == "Minute" || words[1] == "Second";
  return found.HasLength(ParseLength(absl::StrCat(time ? "PT" : "P", words[0], words[1].substr(0, 1))));
}

bool TimexResolves(const Meaning& meaning, const FoundValue& value, const FoundTime& found) {
  const absl::string_view mod = MemberOf(meaning, "Mod"), timex = MemberOf(meaning, "timex");
  const bool set = MemberOf(meaning, "type") == "set";
  if (timex.empty() || set != (value.label == "SET")) return false;
  const bool after = absl::StartsWith(mod, "after") || absl::StartsWith(mod, "since");
  const bool before = absl::StartsWith(mod, "before") || absl::StartsWith(mod, "until");
  return found.HasTimex(timex) && after == found.OpenAfter() && before == found.OpenBefore();
}

bool ValueResolves(const Meaning& meaning, const FoundTime& found) {
  const absl::string_view value = MemberOf(meaning, "value");
  double seconds = 0;
  if (value.empty() || value == "not resolved") return false;
  if (MemberOf(meaning, "type") == "duration")
    return absl::SimpleAtod(value, &seconds) && found.HasLength(TimeLength{0, seconds});
  const absl::optional<Day> day = value.size() == 10 ? ParseDay(value) : absl::nullopt;
  const bool open = found.OpenAfter() || found.OpenBefore();
  return !open && (day ? found.Covers(*day, *day) || found.IsMoment(value) : found.IsMoment(value));
}

// The value `timex3` ("2018-11-05", "2018-11", "2018-W45", with a time or without; "A/B") with the days that it covers.
v1::Value ReadingOf(absl::string_view timex3) {
  v1::Value value;
  value.set_canonical(std::string(timex3));
  const std::vector<absl::string_view> ends = absl::StrSplit(timex3, '/');
  v1::DateValue* date = value.mutable_date();
  date->set_timex3(std::string(ends.front()));
  const absl::optional<DaySpan> first = DaysOf(ends.front()), last = DaysOf(ends.back());
  if (!first || !last) return value;
  date->set_first_day(absl::FormatCivilTime(first->first));
  date->set_last_day(absl::FormatCivilTime(last->last));
  return value;
}

// The value, and what else it may mean.
std::vector<FoundValue> ReadingsOf(const FoundValue& found) {
  std::vector<FoundValue> readings = {found};
  const bool behind = absl::EndsWith(found.value.canonical(), "/");
  const bool before = absl::StartsWith(found.value.canonical(), "/");
  for (const std::string& alternative : found.value.date().alternatives()) {
    FoundValue reading = {found.label, found.text, ReadingOf(alternative)};
    reading.value.set_modifier(found.value.modifier());
    reading.value.set_canonical(absl::StrCat(before ? "/" : "", alternative, behind ? "/" : ""));
    readings.push_back(std::move(reading));
  }
  const v1::DurationValue& length = found.value.duration();
  if (!length.begin().empty())
    readings.push_back({found.label, found.text, ReadingOf(absl::StrCat(length.begin(), "/", length.end()))});
  return readings;
}

bool ReadingResolves(const Meaning& meaning, const FoundValue& found, absl::string_view reference) {
  const FoundTime time(found, reference);
  absl::string_view value = MemberOf(meaning, "value");
  if (absl::ConsumePrefix(&value, "DurationData ")) return LengthResolves(value, time);
  if (found.value.kind_case() == v1::Value::KIND_NOT_SET)
    return value == "not resolved" && !found.value.problem().empty();
  if (const absl::string_view kind = MemberOf(meaning, "kind"); !kind.empty()) return KindResolves(kind, meaning, time);
  const absl::string_view start = MemberOf(meaning, "start"), end = MemberOf(meaning, "end");
  const bool range = !start.empty() || !end.empty();
  return TimexResolves(meaning, found, time) || ValueResolves(meaning, time) ||
         (range && (RangeResolves(start, end, time) || time.IsNamedPeriod(start, end)));
}

}  // namespace

bool TimeResolves(const Meaning& meaning, const FoundValue& found, absl::string_view reference) {
  const std::vector<FoundValue> readings = ReadingsOf(found);
  return std::any_of(readings.begin(), readings.end(),
                     [&](const FoundValue& reading) { return ReadingResolves(meaning, reading, reference); });
}

}  // namespace caspian::cli
