// How many pairs of names are compared in a second on one core: from texts, both forms made anew for each pair, and
// from forms that are ready. The names are of all kinds that occur: plain, accented, of other scripts, long.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "common/names/compare_names.h"

namespace caspian {
namespace {

struct NamePair {
  const char* left;
  const char* right;
  NameKind kind;
};

constexpr NamePair kPairs[] = {
    {"Vera Talheim", "TALHEIM, Vera Marta", NameKind::kPerson},
    {"Mohammed Rashid al-Hattan", "Muhammad Rasheed Al Hatan", NameKind::kPerson},
    {"Dr. J.-P. Morel", "Jean-Pierre Morel", NameKind::kPerson},
    {"Nurlan Yesenbayev", "Нурлан Есенбаев", NameKind::kPerson},
    {"Rolf Åström", "Olaf Oestrem", NameKind::kPerson},
    {"Abd al-Rauf bin Zaki bin Omar al-Hattan al-Murad", "Abdulrauf Zaki Omar al-Hattan", NameKind::kPerson},
    {"Seo Min-jun", "Seo Minjun", NameKind::kPerson},
    {"Egor Petrovich Larin", "Pavel Lvovich Larin", NameKind::kPerson},
    {"Rhona Werke Aktiengesellschaft", "Rhona-Werke AG", NameKind::kOrganization},
    {"Third International Lake Fund II, L.P.", "3rd Int'l Lake Fund III LP", NameKind::kOrganization},
    {"Open Joint Stock Company Romashka Trading House", "OAO Romashka Trading", NameKind::kOrganization},
    {"U.S. Department of Lakes and Rivers", "United States Dept. of Lakes & Rivers", NameKind::kOrganization},
    {"Snow Field Mills Ltd.", "Talheim Mills Limited", NameKind::kOrganization},
    {"Sea Wolf 3", "SEA WOLF 4", NameKind::kVessel},
};

void FromTexts(benchmark::State& state) {
  for (auto round : state) {
    for (const NamePair& pair : kPairs) {
      const NameForm left = MakeNameForm(pair.left, pair.kind), right = MakeNameForm(pair.right, pair.kind);
      benchmark::DoNotOptimize(CompareNames(left, right).score);
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(std::size(kPairs)));
}

void FromForms(benchmark::State& state) {
  std::vector<std::pair<NameForm, NameForm>> forms;
  for (const NamePair& pair : kPairs)
    forms.emplace_back(MakeNameForm(pair.left, pair.kind), MakeNameForm(pair.right, pair.kind));
  for (auto round : state) {
    for (const auto& [left, right] : forms) benchmark::DoNotOptimize(CompareNames(left, right).score);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(std::size(kPairs)));
}

BENCHMARK(FromTexts);
BENCHMARK(FromForms);

}  // namespace
}  // namespace caspian

BENCHMARK_MAIN();
