// The judgements of a collection that are in force, ready for merging. Of those that contradict each other the one with
// the later time counts, of equal times the one with the greater id; so the order of arrival does not matter.
#ifndef CASPIAN_AGGREGATOR_MERGE_JUDGEMENTS_JUDGEMENTS_H_
#define CASPIAN_AGGREGATOR_MERGE_JUDGEMENTS_JUDGEMENTS_H_

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "caspian/v1/judgement.pb.h"

namespace caspian::aggregator {

// What is judged of two entities.
struct Verdict {
  std::string first;  // Keys; `first` is the smaller one.
  std::string second;
  bool same = false;
  std::string judgement_id;
};

// What is judged of one place of a document.
struct PlaceJudgement {
  const v1::Judgement* judgement = nullptr;
  const v1::JudgedPlace* place = nullptr;
};

// What is judged of one document. Views live as long as the Judgements.
struct DocumentJudgements {
  std::vector<PlaceJudgement> places;                  // The later first.
  std::map<std::string, const v1::Judgement*> splits;  // By the key that is split.
};

// Immutable; thread-safe.
class Judgements {
 public:
  Judgements() = default;
  // Entries that are not in force are left out.
  explicit Judgements(const std::vector<v1::JudgementEntry>& entries);
  Judgements(const Judgements&) = delete;
  Judgements& operator=(const Judgements&) = delete;

  // Of each pair the one that counts, the later first.
  const std::vector<Verdict>& verdicts() const { return verdicts_; }
  // The ids of the documents of which anything is judged, with all that is, as bytes to be compared.
  std::map<std::string, std::string> Told() const;
  // Null where nothing is judged of that document.
  const DocumentJudgements* Of(const std::string& document_id) const;

 private:
  void AddVerdict(const v1::Judgement& judgement);
  void AddPlaces(const v1::Judgement& judgement);

  std::vector<v1::Judgement> in_force_;  // The later first.
  std::vector<Verdict> verdicts_;
  std::set<std::pair<std::string, std::string>> judged_pairs_;
  std::map<std::string, DocumentJudgements> of_documents_;
};

// The ids of the documents of which the two say different things.
std::set<std::string> DocumentsJudgedOtherwise(const Judgements& before, const Judgements& after);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_JUDGEMENTS_JUDGEMENTS_H_
