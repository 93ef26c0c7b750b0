// What rules make inside one document, before it becomes an extraction.
#ifndef CASPIAN_EXTRACTOR_MATCH_ANNOTATION_H_
#define CASPIAN_EXTRACTOR_MATCH_ANNOTATION_H_

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/document/segment.h"
#include "extractor/match/piece_keys.h"
#include "extractor/program/kept.h"
#include "extractor/program/vocabulary.h"

namespace caspian::extractor {

// Name and value, by name where order matters: of the program, of the document's text or kept in the analysis.
using Features = std::pmr::vector<std::pair<absl::string_view, absl::string_view>>;

// The value of `name`; empty where there is none.
absl::string_view FeatureOf(const Features& features, absl::string_view name);
// Sets `name`, replacing what it had. Name and value outlive the features.
template <typename FeatureList>
void SetFeature(absl::string_view name, absl::string_view value, FeatureList* features) {
  for (auto& [key, old] : *features) {
    if (key == name) {
      old = value;
      return;
    }
  }
  features->emplace_back(name, value);
}

inline constexpr int kNoAnnotation = -1;

// What a named group of a match holds.
struct Fill {
  absl::string_view name;  // of the program, or a constant
  uint32_t begin = 0;
  uint32_t end = 0;
  int annotation = kNoAnnotation;  // where one annotation alone fills it
  bool alternative = false;        // as near as another one: told, and not taken
};

// What a word nearby did to a confidence.
struct ContextChange {
  uint32_t begin = 0;
  uint32_t end = 0;
  int32_t change = 0;  // thousandths
};

// Half-open bytes of the document.
struct ByteRange {
  uint32_t begin = 0;
  uint32_t end = 0;
};

// What it holds is in the memory that it is made with.
struct Annotation {
  explicit Annotation(std::pmr::memory_resource* memory = std::pmr::get_default_resource())
      : features(memory), fills(memory), context(memory) {}

  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t sentence = 0;
  int label = 0;                   // of the program's alphabet
  absl::string_view rule_id;       // of the program, or a constant
  const v1::Rule* rule = nullptr;  // of the program; null for names that evidence has decided
  int32_t priority = 0;
  uint32_t confidence = 0;  // thousandths
  absl::string_view type;   // of events and statements, of the program
  Features features;        // declared features and settings
  std::pmr::vector<Fill> fills;
  bool nested = false;  // inside an earlier name, invisible to later stages
  bool no_mention = false;
  bool dropped = false;    // taken back by a repair
  int dropped_before = 0;  // the annotation that was made next then
  ByteRange mention;       // what its mention covers
  std::pmr::vector<ContextChange> context;
};

// Annotations by their index.
using AnnotationIndexes = absl::InlinedVector<int, 6, std::pmr::polymorphic_allocator<int>>;

// All that is known of a document while its stages run. The text outlives it.
struct Analysis {
  explicit Analysis(std::shared_ptr<std::pmr::memory_resource> memory_of_document =
                        std::make_shared<std::pmr::monotonic_buffer_resource>());
  Analysis(Analysis&&) = default;
  // What it holds comes with the other's memory.
  Analysis& operator=(Analysis&& other);

  // Of all but the longest lists: of what annotations hold, and of texts that stand neither in the program nor in the
  // document.
  std::shared_ptr<std::pmr::memory_resource> memory;
  absl::string_view text;
  Segmentation segmentation;
  std::vector<TokenWords> words;  // of its tokens
  std::vector<Annotation> annotations;
  // By sentence: the outermost annotations that stand in lifted text, ascending, not overlapping; indexes of
  // `annotations`.
  std::pmr::vector<AnnotationIndexes> visible;
  // By sentence: all annotations that have stood there, in the order of making; and the regions beside the text.
  std::pmr::vector<AnnotationIndexes> lifted;
  std::pmr::vector<AnnotationIndexes> regions;
  // Which conditions of the program the document meets.
  std::vector<bool> conditions;
  // By what patterns know the pieces; null: patterns are tried anywhere, and RE2 is asked.
  std::shared_ptr<PieceKeys> keys;

  bool Meets(int condition) const { return condition < 0 || conditions[static_cast<size_t>(condition)]; }

  absl::string_view TextOf(uint32_t begin, uint32_t end) const { return text.substr(begin, end - begin); }
  absl::string_view Keep(absl::string_view text_of_nobody) const { return KeptText(text_of_nobody, memory.get()); }
  // Likewise with white space collapsed; kept where it does not stand so.
  absl::string_view CollapsedTextOf(uint32_t begin, uint32_t end) const;
};

// Puts `index` among the visible ones of its sentence, in place of what it overlaps; where a longer one covers it, that
// one stands.
void MakeVisible(const std::vector<Annotation>& annotations, int index, AnnotationIndexes* visible);

// The annotation that `index` stands for: the one that fills its capture `head`, of several the first, followed to the
// end; itself where there is none.
int HeadOf(const Analysis& analysis, int index);

// The features of an annotation, and those of its head for what it lacks.
class FeatureLookup {
 public:
  FeatureLookup(const Analysis& analysis, int index)
      : own_(analysis.annotations[static_cast<size_t>(index)].features),
        heads_(analysis.annotations[static_cast<size_t>(HeadOf(analysis, index))].features) {}

  absl::string_view operator()(absl::string_view name) const {
    const absl::string_view own = FeatureOf(own_, name);
    return own.empty() ? FeatureOf(heads_, name) : own;
  }

 private:
  const Features& own_;
  const Features& heads_;
};

// The feature of annotation `index`, or of its head.
absl::string_view FeatureOf(const Analysis& analysis, int index, absl::string_view name);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_ANNOTATION_H_
