// Numbers the sentences that a page rests on, in the order in which the page names them.
#ifndef CASPIAN_CLIENT_CLI_RENDER_RECEIPTS_H_
#define CASPIAN_CLIENT_CLI_RENDER_RECEIPTS_H_

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "caspian/v1/briefing.pb.h"

namespace caspian::cli {

// A sentence, with every place in it that the page names.
struct Receipt {
  v1::EvidenceDocument document;
  v1::Span sentence;
  std::string quote;  // one printable line, "…" where it is cut
  struct Place {
    v1::Span span;
    v1::EvidenceRuleRef rule;
    std::string credit;
  };
  std::vector<Place> places;
};

// Not thread-safe.
class Receipts {
 public:
  // " [1]", " [2–4]", " [1, 5; 11 more]": the numbers of what supports a field of `record`; new sentences get the next
  // ones. Empty where nothing supports it.
  std::string Mark(const v1::BriefingRecord& record, const v1::Support& support);
  // The first of them alone.
  std::string MarkFirst(const v1::BriefingRecord& record, const v1::Support& support);

  // By number, from 1.
  const std::vector<Receipt>& all() const { return receipts_; }

 private:
  size_t NumberOf(const v1::BriefingRecord& record, const v1::Evidence& evidence);

  using Key = std::tuple<std::string, uint32_t, uint32_t, uint32_t>;  // document, revision, sentence
  std::map<Key, size_t> numbers_;
  std::vector<Receipt> receipts_;
};

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_RENDER_RECEIPTS_H_
