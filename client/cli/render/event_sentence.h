// Events and statements in one English line each, in the style of a headline.
#ifndef CASPIAN_CLIENT_CLI_RENDER_EVENT_SENTENCE_H_
#define CASPIAN_CLIENT_CLI_RENDER_EVENT_SENTENCE_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "caspian/v1/briefing.pb.h"
#include "client/cli/render/date_words.h"

namespace caspian::cli {

// Composes the lines of one page: a person's office is told where the person first comes up. No role of a record is
// left out. Not thread-safe.
class SentenceWriter {
 public:
  explicit SentenceWriter(DateForm form) : form_(form) {}

  // "Andar Shukputov (ambassador of Kazakhstan) met Elmar Mammadyarov"; wanted, planned, negated and the like by their
  // verb; a holder in front.
  std::string Event(const v1::EventRecord& event);

  // "Astana wants: “…”".
  std::string Statement(const v1::StatementRecord& statement);

 private:
  friend class EventLine;
  std::string RoleWords(const v1::RoleRecord& role);

  DateForm form_;
  absl::flat_hash_set<std::string> introduced_;  // entity records whose office was told
};

// "A", "A and B", "A, B and C".
std::string Enumerate(const std::vector<std::string>& items);

// "minister of defense of Kazakhstan in Baku"
std::string OfficeWords(absl::string_view title, absl::string_view of, absl::string_view at);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_RENDER_EVENT_SENTENCE_H_
