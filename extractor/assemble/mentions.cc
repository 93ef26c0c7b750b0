#include "extractor/assemble/mentions.h"

#include <algorithm>
#include <memory_resource>
#include <string>
#include <tuple>

#include "absl/container/inlined_vector.h"
#include "common/base/civil_date.h"
#include "extractor/normalize/normalize.h"

namespace caspian::extractor {
namespace {

void AddFeatures(const Annotation& annotation, v1::Mention* mention) {
  absl::InlinedVector<Features::value_type, 8> features(annotation.features.begin(), annotation.features.end());
  std::sort(features.begin(), features.end());
  for (const auto& [name, value] : features) {
    v1::Feature* feature = mention->add_features();
    SetTo(name, feature->mutable_name());
    SetTo(value, feature->mutable_value());
  }
}

void AddContext(const Annotation& annotation, v1::Mention* mention) {
  for (const ContextChange& change : annotation.context) {
    v1::ConfidenceChange* added = mention->add_confidence_changes();
    SetSpan(change.begin, change.end, added->mutable_span());
    added->set_change(change.change);
  }
}

bool IsNumeral(char c) { return (c >= '0' && c <= '9') || c == ',' || c == '.'; }

// True where the number that [begin, end) begins or ends with goes on in the sentence before or behind its own: none
// ends there but by the limits of segment.h.
bool IsCutNumber(absl::string_view text, const Sentence& sentence, uint32_t begin, uint32_t end) {
  uint32_t first = begin, last = end;
  while (first > sentence.begin && IsNumeral(text[first - 1])) --first;
  while (last < sentence.end && IsNumeral(text[last])) ++last;
  const bool before = IsNumeral(text[begin]) && first == sentence.begin && first > 0 && IsNumeral(text[first - 1]);
  const bool behind = IsNumeral(text[end - 1]) && last == sentence.end && last < text.size() && IsNumeral(text[last]);
  return before || behind;
}

void SetCutNumber(absl::string_view text, v1::Value* value) {
  SetTo(text, value->mutable_canonical());
  value->set_problem("the number is longer than a sentence");
}

class MentionTable {
 public:
  explicit MentionTable(Assembly* assembly) : assembly_(*assembly) {
    if (assembly->document.has_published()) context_.published = assembly->document.published();
  }

  void Build() {
    FindDateline(assembly_.OfKind(v1::LABEL_KIND_VALUE));
    const std::pmr::vector<int> order = InOrder();
    for (int index : order) Add(index);
    AddCaptures(order);
  }

 private:
  // Names and values by begin, end descending, name of the label, rule id; of equals the names first, else as they are.
  std::pmr::vector<int> InOrder() const {
    std::pmr::vector<int> told(assembly_.memory());
    for (v1::LabelKind kind : {v1::LABEL_KIND_NAME, v1::LABEL_KIND_VALUE})
      told.insert(told.end(), assembly_.OfKind(kind).begin(), assembly_.OfKind(kind).end());
    std::pmr::vector<PlacedIndex> order(assembly_.memory());
    order.reserve(told.size());
    const auto at = [&](const PlacedIndex& of) -> const Annotation& {
      return assembly_.annotation(told[static_cast<size_t>(of.index)]);
    };
    for (int index : told) order.emplace_back(assembly_.annotation(index).mention, static_cast<int>(order.size()));
    std::sort(order.begin(), order.end(), [&](const PlacedIndex& a, const PlacedIndex& b) {
      if (a.place != b.place) return a.place < b.place;
      return std::tie(LabelOf(at(a)), at(a).rule_id, a.index) < std::tie(LabelOf(at(b)), at(b).rule_id, b.index);
    });
    std::pmr::vector<int> indexes(assembly_.memory());
    indexes.reserve(order.size());
    for (const PlacedIndex& of : order) indexes.push_back(told[static_cast<size_t>(of.index)]);
    return indexes;
  }

  const std::string& LabelOf(const Annotation& a) const { return assembly_.program.alphabet.label(a.label).name(); }

  void SetValue(const Annotation& annotation, v1::Value* value) const {
    const ByteRange& span = annotation.mention;
    const Analysis& analysis = assembly_.analysis;
    const Sentence& sentence = analysis.segmentation.sentences[annotation.sentence];
    const absl::string_view text = analysis.CollapsedTextOf(span.begin, span.end);
    if (IsCutNumber(analysis.text, sentence, span.begin, span.end)) return SetCutNumber(text, value);
    Normalize(assembly_.program.alphabet.label(annotation.label).normalizer(), text, PartsOf(analysis, annotation),
              context_, value);
  }

  // The first date that its rule calls the dateline's anchors the others.
  void FindDateline(absl::Span<const int> values) {
    for (int index : values) {
      const Annotation& annotation = assembly_.annotation(index);
      if (FeatureOf(annotation.features, "anchor") != "dateline") continue;
      v1::Value value;
      SetValue(annotation, &value);
      const auto day = ParsePublishedDate(value.date().first_day());
      if (!day.ok()) continue;
      context_.dateline = *day;
      return;
    }
  }

  // What "the same day" and "a week later" of the text behind it mean.
  void RememberDay(const v1::DateValue& date) {
    if (date.first_day().empty() || date.first_day() != date.last_day()) return;
    const auto day = ParsePublishedDate(date.first_day());
    if (day.ok()) context_.previous = *day;
  }

  void Add(int index) {
    const Annotation& annotation = assembly_.annotation(index);
    if (SameAsLast(annotation)) {
      assembly_.mention_of[static_cast<size_t>(index)] = assembly_.out->mentions_size() - 1;
      return;
    }
    assembly_.mention_of[static_cast<size_t>(index)] = assembly_.out->mentions_size();
    v1::Mention* mention = assembly_.out->add_mentions();
    SetSpan(annotation.mention.begin, annotation.mention.end, mention->mutable_span());
    SetTo(LabelOf(annotation), mention->mutable_label());
    SetTo(annotation.rule_id, mention->mutable_rule_id());
    mention->set_confidence(annotation.confidence);
    AddFeatures(annotation, mention);
    AddContext(annotation, mention);
    if (assembly_.KindOf(annotation) == v1::LABEL_KIND_VALUE) {
      SetValue(annotation, mention->mutable_value());
      RememberDay(mention->value().date());
      return;
    }
    mention->set_entity(static_cast<uint32_t>(assembly_.entity_of[static_cast<size_t>(index)]));
    mention->set_nested(IsInside(annotation));
    if (!mention->nested()) outer_end_ = std::max(outer_end_, annotation.mention.end);
  }

  // One span of one label is one mention: the first rule's.
  bool SameAsLast(const Annotation& annotation) const {
    if (assembly_.out->mentions().empty()) return false;
    const v1::Mention& last = *assembly_.out->mentions().rbegin();
    return last.span().begin() == annotation.mention.begin && last.span().end() == annotation.mention.end &&
           last.label() == LabelOf(annotation);
  }

  // Longer names come first, so one that ends before the last outer end lies inside it.
  bool IsInside(const Annotation& annotation) const {
    return annotation.nested || annotation.mention.end <= outer_end_;
  }

  void AddCaptures(absl::Span<const int> order) {
    for (int index : order) {
      const Annotation& annotation = assembly_.annotation(index);
      v1::Mention* mention = assembly_.out->mutable_mentions(assembly_.mention_of[static_cast<size_t>(index)]);
      if (mention->captures_size() > 0 || mention->rule_id() != annotation.rule_id) continue;
      absl::InlinedVector<const Fill*, 8> fills;
      for (const Fill& fill : annotation.fills) {
        if (!fill.alternative) fills.push_back(&fill);
      }
      std::sort(fills.begin(), fills.end(), [](const Fill* a, const Fill* b) {
        return std::tie(a->begin, a->name, a) < std::tie(b->begin, b->name, b);
      });
      for (const Fill* fill : fills) AddCapture(*fill, mention);
    }
  }

  void AddCapture(const Fill& fill, v1::Mention* mention) const {
    v1::Capture* capture = mention->add_captures();
    SetTo(fill.name, capture->mutable_name());
    SetSpan(fill.begin, fill.end, capture->mutable_span());
    if (fill.annotation == kNoAnnotation) return;
    const int filler = assembly_.mention_of[static_cast<size_t>(HeadOf(assembly_.analysis, fill.annotation))];
    if (filler != kNone) capture->set_mention(static_cast<uint32_t>(filler));
  }

  Assembly& assembly_;
  DateContext context_;
  uint32_t outer_end_ = 0;
};

}  // namespace

absl::InlinedVector<ValuePart, 16> PartsOf(const Analysis& analysis, const Annotation& annotation) {
  absl::InlinedVector<ValuePart, 16> parts;
  for (const Fill& fill : annotation.fills) {
    if (fill.alternative) continue;
    ValuePart& part =
        parts.emplace_back(ValuePart{fill.name, analysis.TextOf(fill.begin, fill.end), fill.begin, fill.end, {}});
    if (fill.annotation != kNoAnnotation) {
      const Annotation& filler = analysis.annotations[static_cast<size_t>(HeadOf(analysis, fill.annotation))];
      part.features = filler.features;
      part.parts = KeptList(absl::MakeConstSpan(PartsOf(analysis, filler)), analysis.memory.get());
    }
  }
  for (const auto& [name, value] : annotation.features)
    parts.push_back({name, value, annotation.begin, annotation.begin, {}});
  return parts;
}

void AssembleMentions(Assembly* assembly) { MentionTable(assembly).Build(); }

}  // namespace caspian::extractor
