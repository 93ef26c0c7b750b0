// What became of the matches of a rule that has made nothing in a test's text.
#include <algorithm>

#include "absl/strings/str_join.h"
#include "extractor/engine/test_sample.h"
#include "extractor/match/lifted_text.h"
#include "extractor/rules/enum_words.h"
#include "extractor/rules/rule_parts.h"

namespace caspian::extractor {
namespace {

absl::string_view GroundName(ConflictGround ground) {
  switch (ground) {
    case ConflictGround::kPriority:
      return "its priority is higher";
    case ConflictGround::kLength:
      return "its length counts for more";
    case ConflictGround::kPlace:
      return "its place counts for more";
    default:
      return "its id is smaller, all else alike";
  }
}

std::string NoteOf(const TestSample& sample, const Loss& loss) {
  return absl::StrCat("its match ", Quoted(sample.Text(loss.loser.begin, loss.loser.end)), " lost to ",
                      Quoted(sample.Text(loss.winner.begin, loss.winner.end)), " of rule ", loss.winner_rule, ": ",
                      GroundName(loss.ground));
}

std::string NoteOf(const TestSample& sample, const Rejection& rejection) {
  const std::string words = Quoted(sample.Text(rejection.span.begin, rejection.span.end));
  if (rejection.guard < 0) return absl::StrCat("its match in ", words, " begins or ends inside of a word");
  const v1::Guard& guard = GuardsOf(sample.rule)[rejection.guard];
  return absl::StrCat("its match ", words, " fails ", EnumWord(*v1::GuardKind_descriptor(), guard.kind()), ": '",
                      guard.pattern(), "'");
}

bool IsConditional(const TestSample& sample) {
  const v1::RuleSet& set = sample.program.rule_set;
  return sample.rule.has_documents() || set.has_documents() ||
         set.stages(static_cast<int>(sample.stage)).has_documents();
}

// The text as the rule's stage has it before it: annotations as patterns name them. Empty where it can't be told.
std::string TextOfStage(const TestSample& sample) {
  const auto analysis = Analyze(sample.program, sample.document, nullptr, sample.stage);
  if (!analysis.ok()) return "";
  const LiftedView view{false, &sample.program.stages[sample.stage].sees, nullptr};
  std::vector<std::string> sentences;
  for (uint32_t s = 0; s < analysis->segmentation.sentences.size(); ++s) {
    const LiftedText lifted(*analysis, s, sample.program.alphabet, view);
    std::string sentence;
    for (const LiftedPiece& piece : lifted.pieces()) {
      absl::StrAppend(&sentence, piece.annotation == kNoAnnotation
                                     ? lifted.copy().substr(piece.copy_begin, piece.copy_end - piece.copy_begin)
                                     : ReferenceTo(*analysis, sample.program.alphabet, piece.annotation));
    }
    sentences.push_back(std::move(sentence));
  }
  return absl::StrJoin(sentences, " ");
}

}  // namespace

std::vector<std::string> NotesOfNoMatch(const TestSample& sample) {
  std::vector<std::string> notes;
  for (const Loss& loss : sample.trace.losses) {
    if (loss.loser.rule_id == sample.rule.id()) notes.push_back(NoteOf(sample, loss));
  }
  for (const Rejection& rejection : sample.rejections) notes.push_back(NoteOf(sample, rejection));
  if (!notes.empty()) return notes;
  if (IsConditional(sample))
    notes.push_back(
        "documents: of the rule, its stage or the pack may leave this text out: it has no field but published");
  const std::string text = TextOfStage(sample);
  if (!text.empty()) notes.push_back(absl::StrCat("its stage reads: ", text));
  return notes;
}

}  // namespace caspian::extractor
