// How long each normalizer takes for one value, over tables of the parts that the shipped rules hand over. One
// benchmark a normalizer: `median_ns` is that over its values, `slowest_ns` the slowest of them. NormalizeAll has the
// median over all values of all tables. Of each value the fastest batch counts: what else runs on the machine only adds
// to the rest. The columns Time and CPU are those of a round, all batches together.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>

#include "tests/extractor/normalize/parts_of.h"

namespace caspian::extractor {
namespace {

using Tables = std::map<std::string, std::vector<PartList>>;

ValuePart Unit(const char* timex, const char* name = "unit") {
  return Part(name, "word", {{"timex", timex}, {"unit", timex}, {"factor", "1"}});
}
ValuePart Length(const char* ucum, const char* factor, const char* name = "unit") {
  return Part(name, "unit", {{"ucum", ucum}, {"dimension", "length"}, {"factor", factor}});
}
ValuePart Dollars() { return Part("currency", "$", {{"code", "USD"}}); }
ValuePart Billions(const char* amount, const char* name = "amount") {
  return Words(name, std::string(amount) + " 1000000000", std::string(amount) + " billion");
}
ValuePart Clock(const char* name, const char* hour, const char* half) {
  ValuePart clock = Part(name, "words");
  clock.parts = {Part("hour", hour), Part("minute", "30"), Part(half, half)};
  return clock;
}

std::vector<PartList> Dates() {
  return {{Part("day", "4"), Worth("month", 3), Part("year", "1911")},
          {Worth("month", 6), Part("day", "28")},
          {Worth("month", 6), Part("day", "28"), Part("last_day", "29")},
          {Worth("weekday", 5)},
          {Part("year", "2006")},
          {Part("relative", "last week", {{"unit", "week"}, {"offset", "-1"}})},
          {Worth("amount", 3), Part("unit", "weeks", {{"unit", "week"}}), Part("ago", "ago")},
          {Part("first", "05"), Part("second", "06"), Part("year", "2006")},
          {Part("quarter", "2"), Part("year", "2006")},
          {Worth("month", 6), Part("day", "28"), Part("year", "2006"), Part("hour", "14"), Part("minute", "30")},
          {Clock("from", "9", "am"), Clock("to", "5", "pm")}};
}

std::vector<PartList> Amounts() {
  return {{Part("amount", "1,300")},
          {Billions("4.7")},
          {Words("amount", "26 1000 4 100")},
          {Part("amount", "5 1/2")},
          {Words("amount", "2 /3")},
          {Worth("amount", 12)},
          {Part("amount", "10"), Part("amount_high", "15")}};
}

std::vector<PartList> Durations() {
  return {{Worth("amount", 5), Unit("Y")},
          {Part("amount", "16"), Unit("TH")},
          {Part("amount", "5 1/2"), Unit("TH")},
          {Worth("amount", 3), Worth("amount_high", 5), Unit("Y")},
          {Worth("amount", 2), Unit("TH"), Part("amount_2", "30"), Unit("TM", "unit_2")},
          {Unit("D")}};
}

std::vector<PartList> Sums() {
  return {{Dollars(), Words("amount", "6 1000000", "6 million")},
          {Dollars(), Part("amount", "31.20")},
          {Part("amount", "25"), Part("currency", "cents", {{"code", "USD"}, {"minor", "2"}})},
          {Dollars(), Part("amount", "485"), Part("per", "ton", {{"ucum", "t"}, {"per", "t"}})},
          {Dollars(), Part("amount", "1.2"), Billions("1.5", "amount_high")},
          {Part("amount", "500"), Part("currency", "rupees", {{"code", "INR|PKR"}})}};
}

std::vector<PartList> Quantities() {
  return {
      {Part("amount", "25"), Length("km", "1000")},
      {Part("amount", "500"), Part("noun", "soldiers")},
      {Part("amount", "8,000"), Part("amount_high", "9,000"), Part("noun", "troops")},
      {Part("amount", "5"), Length("[ft_i]", "0.3048"), Part("amount_2", "2"), Length("[in_i]", "0.0254", "unit_2")},
      {Part("unit", "a"), Part("dimension", "age"), Part("amount", "45")}};
}

std::vector<PartList> Coordinates() {
  return {{Part("latitude", "51.5"), Part("longitude", "0.125"), Part("longitude_negative", "W")},
          {Part("latitude", "51"), Part("latitude_minutes", "30"), Part("latitude_seconds", "15"),
           Part("longitude", "0"), Part("longitude_minutes", "7"), Part("longitude_seconds", "30")}};
}

const Tables& AllTables() {
  static const Tables& tables = *new Tables{
      {"date", Dates()},
      {"duration", Durations()},
      {"money", Sums()},
      {"number", Amounts()},
      {"percent", {{Part("amount", "6.4")}, {Part("amount", "6"), Part("amount_high", "7")}, {Worth("amount", 2)}}},
      {"quantity", Quantities()},
      {"url", {{Part("value", "http://Example.org/a?b=c#d")}, {Part("value", "https://www.example.org:8080/")}}},
      {"email", {{Part("local", "ada.quill"), Part("domain", "example.org")}}},
      {"ip", {{Part("value", "10.20.30.40")}, {Part("value", "FE80:0:0:0:0204:61ff:FE9D:f156")}}},
      {"phone", {{Part("value", "+44 (0) 20 7946-0018")}, {Part("value", "0171 1234567"), Part("extension", "x12")}}},
      {"coordinates", Coordinates()},
      {"code", {{Part("body", "Council", {{"body", "UNSC"}}), Part("number", "1540"), Part("year", "2004")}}},
  };
  return tables;
}

// Nanoseconds for one value, the mean of a batch.
double TimeOf(const std::string& normalizer, const PartList& parts, const DateContext& context) {
  constexpr int kBatch = 100;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < kBatch; ++i) benchmark::DoNotOptimize(Normalize(normalizer, "the words", parts, context));
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() / kBatch;
}

double Median(std::vector<double> times) {
  std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
  return times[times.size() / 2];
}

// Takes each value of the tables again and again.
void Measure(benchmark::State& state, const Tables& tables) {
  const DateContext context = PublishedOn("2006-07-05");
  std::vector<double> fastest;
  for (auto round : state) {
    size_t value = 0;
    for (const auto& [normalizer, values] : tables) {
      fastest.resize(std::max(fastest.size(), value + values.size()), std::numeric_limits<double>::infinity());
      for (const PartList& parts : values) {
        fastest[value] = std::min(fastest[value], TimeOf(normalizer, parts, context));
        ++value;
      }
    }
  }
  state.counters["values"] = static_cast<double>(fastest.size());
  state.counters["median_ns"] = Median(fastest);
  state.counters["slowest_ns"] = *std::max_element(fastest.begin(), fastest.end());
}

// A value that names nothing would be measured as a problem, which is another thing.
bool AllMeanSomething() {
  bool all = true;
  for (const auto& [normalizer, values] : AllTables()) {
    for (size_t i = 0; i < values.size(); ++i) {
      const v1::Value value = Normalize(normalizer, "the words", values[i], PublishedOn("2006-07-05"));
      if (value.problem().empty()) continue;
      std::fprintf(stderr, "%s %zu: %s\n", normalizer.c_str(), i, value.problem().c_str());
      all = false;
    }
  }
  return all;
}

void RegisterAll() {
  for (const auto& [normalizer, values] : AllTables()) {
    const Tables one = {{normalizer, values}};
    benchmark::RegisterBenchmark(("Normalize/" + normalizer).c_str(), Measure, one);
  }
  benchmark::RegisterBenchmark("NormalizeAll", Measure, AllTables());
}

}  // namespace
}  // namespace caspian::extractor

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (!caspian::extractor::AllMeanSomething()) return 1;
  caspian::extractor::RegisterAll();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
