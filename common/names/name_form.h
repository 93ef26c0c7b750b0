// A name made ready for comparison: done once, compared many times (compare_names.h).
//
// The name is romanized and cut into words; abbreviations are written out; titles and particles are set apart, legal
// forms become classes, numerals numbers. Each word that is left has its sounds and the groups of names it belongs to.
#ifndef CASPIAN_COMMON_NAMES_NAME_FORM_H_
#define CASPIAN_COMMON_NAMES_NAME_FORM_H_

#include <array>
#include <cstdint>
#include <string>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"

namespace caspian {

enum class NameKind : uint8_t {
  kPerson,
  kOrganization,
  kVessel,
  kParty,  // a person or an organization: an organization where its words say so
};

// Of longer names the first words are compared.
inline constexpr size_t kMostNameWords = 24;

struct NameWord {
  enum Role : uint8_t {
    kName,     // tells one name from another
    kInitial,  // a single letter of a person's name
    kNumber,
    kGeneric,  // many names have it: "bank", "international"
    kWeak,     // says next to nothing: "group", "holding"
  };
  Role role = kName;
  bool given = false;       // known as a given name
  bool surname = false;     // known as a surname
  bool patronymic = false;  // Ivanovich
  bool father = false;      // behind "bin"
  bool repeated = false;    // the name has had it before
  uint16_t letters_begin = 0, letters_size = 0;
  uint16_t sounds_begin = 0, sounds_size = 0;
  int number = 0;                       // of a kNumber
  std::array<uint16_t, 4> groups = {};  // of spellings, each plus 1; 0: none
};

// Immutable; copies are independent.
class NameForm {
 public:
  NameForm() = default;

  // True for vessels, too: their names are compared as those of organizations are.
  bool is_organization() const { return is_organization_; }
  // At most kMostNameWords, in the name's order.
  const absl::InlinedVector<NameWord, 6>& words() const { return words_; }
  // Views live as long as the form stays where it is.
  absl::string_view LettersOf(const NameWord& word) const {
    return absl::string_view(letters_).substr(word.letters_begin, word.letters_size);
  }
  absl::string_view SoundsOf(const NameWord& word) const {
    return absl::string_view(sounds_).substr(word.sounds_begin, word.sounds_size);
  }
  // One bit for each class of legal form that the name tells.
  uint8_t legal_classes() const { return legal_classes_; }
  bool without_vowels() const { return without_vowels_; }
  // Han, Kana and Hangul as they were written, traditional Han as simplified; empty where there are none.
  absl::string_view signs() const { return signs_; }
  bool tells_father() const { return tells_father_; }
  // True where the name was too long to be compared whole.
  bool cut_off() const { return cut_off_; }

 private:
  friend class NameFormBuilder;

  std::string letters_;  // the words one behind the other
  std::string sounds_;
  std::string signs_;
  absl::InlinedVector<NameWord, 6> words_;
  uint8_t legal_classes_ = 0;
  bool is_organization_ = false;
  bool without_vowels_ = false;
  bool tells_father_ = false;
  bool cut_off_ = false;
};

// The form of `name`, any bytes. A pure function; thread-safe. Linear in the name up to its bounds.
NameForm MakeNameForm(absl::string_view name, NameKind kind);

}  // namespace caspian

#endif  // CASPIAN_COMMON_NAMES_NAME_FORM_H_
