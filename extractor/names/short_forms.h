// Short forms of names: which full names a single word can stand for.
#ifndef CASPIAN_EXTRACTOR_NAMES_SHORT_FORMS_H_
#define CASPIAN_EXTRACTOR_NAMES_SHORT_FORMS_H_

#include <memory_resource>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace caspian::extractor {

enum class ShortFormKind { kLastWord, kFirstWord, kAcronym };

// Full names by their short forms: the last word (without a particle before its hyphen, too: "Assad" of Bashar
// al-Assad), the first word, all but the first word ("Ministry of Trade" of "Chilean Ministry of Trade"), the acronym.
// An acronym is made of the first letters of the capitalised words, of which one behind the first may be left out
// ("CICA" of "Conference on Interaction and Confidence-Building Measures in Asia"). Not thread-safe while filled.
class ShortFormIndex {
 public:
  // Acronyms have `min_letters` to `max_letters` letters. What is kept is in `memory`.
  ShortFormIndex(size_t min_letters, size_t max_letters, std::pmr::memory_resource* memory)
      : min_letters_(min_letters), max_letters_(max_letters), memory_(memory), hits_(memory) {}

  // True for so many capital letters, full stops apart.
  bool LooksLikeAcronym(absl::string_view text) const;

  // Adds a full name of two words or more under `id`, which names what it stands for; shorter ones are left out. The
  // words, and listed forms, outlive the index.
  void Add(absl::Span<const absl::string_view> words, int id);

  // Adds what a list says that `id` is called for short; it counts as a last word does.
  void AddListed(absl::string_view form, int id) { AddForm(form, ShortFormKind::kLastWord, id); }

  struct Hit {
    ShortFormKind kind;
    int id;
  };
  // What `word` can stand for, in the order of adding, each kind and id once; of one kind and word at most kMostHits
  // are kept, since more say nothing.
  using Hits = absl::InlinedVector<Hit, 2>;
  Hits Find(absl::string_view word) const;

 private:
  using KeptHits = absl::InlinedVector<Hit, 2, std::pmr::polymorphic_allocator<Hit>>;
  using HitsByForm = absl::flat_hash_map<absl::string_view, KeptHits, absl::Hash<absl::string_view>, std::equal_to<>,
                                         std::pmr::polymorphic_allocator<std::pair<const absl::string_view, KeptHits>>>;

  static constexpr size_t kMostHits = 8;
  void AddForm(absl::string_view form, ShortFormKind kind, int id);
  // Likewise for a form that does not outlive the index.
  void AddMade(absl::string_view form, ShortFormKind kind, int id);

  size_t min_letters_;
  size_t max_letters_;
  std::pmr::memory_resource* memory_;
  HitsByForm hits_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_SHORT_FORMS_H_
