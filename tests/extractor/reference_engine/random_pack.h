// Packs and texts by chance, over a small vocabulary, so that everything meets everything.
//
// Covered: patterns (classes, alternatives, repeats, captures, enumerations, features), guards, forms, list rules,
// priority and the policies of conflicts, context words, settings, elision, attachments, heads, repairs, verb groups,
// names and senses by evidence, documents, input and input_without, citations, elaborations, offices, parties, the
// author's voice, macros, include, off, override. Not covered, and tested in the folders beside: the normalizers but
// whole numbers, published dates and what follows from them (not_before, not_after, anchors), hard-wrapped lines,
// sentences cut for their length, budgets, the functions of words that candidates.cc names, `column` and `aliases` of
// tables, parties in the pattern of a name, repairs of enumerations.
#ifndef CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_RANDOM_PACK_H_
#define CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_RANDOM_PACK_H_

#include <random>
#include <string>
#include <vector>

#include "caspian/v1/document.pb.h"
#include "tests/extractor/reference_engine/pack.h"

namespace caspian::extractor::reference {

class Chance {
 public:
  explicit Chance(unsigned seed) : random_(seed) {}

  size_t Below(size_t bound) { return random_() % bound; }
  bool In(size_t of) { return Below(of) == 0; }  // one time in so many
  int Between(int least, int most) { return least + static_cast<int>(Below(static_cast<size_t>(most - least + 1))); }
  template <typename Items>
  const typename Items::value_type& Of(const Items& items) {
    return items[Below(items.size())];
  }

 private:
  std::mt19937 random_;
};

// Most are packs that load.
Pack RandomPack(unsigned seed);
// Words, and what the pack's patterns are made to match. The id says the seed.
v1::Document RandomDocument(const Pack& pack, unsigned seed);

}  // namespace caspian::extractor::reference

#endif  // CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_RANDOM_PACK_H_
