// Annotations become an extraction, part by part. Each part reads what the parts before it have filled.
#ifndef CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_RESULTS_H_
#define CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_RESULTS_H_

#include <string>
#include <vector>

#include "caspian/v1/extraction.pb.h"
#include "tests/extractor/reference_engine/reading.h"

namespace caspian::extractor::reference {

// What credits a sentence.
struct Credit {
  int citation = -1;
  bool presumed = false;
  bool author = false;  // in the author's own voice
};

struct Results {
  const Reading& reading;
  v1::Extraction* out;
  std::vector<int> entity_of, mention_of;  // by annotation; -1: none
  std::vector<Credit> credits;             // by sentence

  const Annotation& At(int index) const { return reading.annotations[static_cast<size_t>(index)]; }
  std::string TypeOf(const Annotation& a) const;  // an event's type, a statement's manner, else the label
  // Annotations of a kind that are told, by begin, longest, type, rule id.
  std::vector<int> Told(v1::LabelKind kind) const;
  int EntityOf(const Fill& fill) const;
  int MentionOf(const Fill& fill) const;
  std::string NameOf(const Fill& fill) const;
};

// "party" of "party_2".
std::string RoleName(const std::string& capture);
// The first that is no alternative; null where there is none.
const Fill* FillNamed(const Annotation& a, const std::string& role);
std::string Feature(const Annotation& a, const std::string& name);

void AddEntities(Results* results);
void AddMentions(Results* results);
void AddRelations(Results* results);  // offices, parties, senses
void AddCitations(Results* results);
void AddEvents(Results* results);  // and statements

}  // namespace caspian::extractor::reference

#endif  // CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_RESULTS_H_
