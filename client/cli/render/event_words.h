// The words for types of events and manners of statements: data, one table each. Types that packs bring and the tables
// lack are told by their own names.
#ifndef CASPIAN_CLIENT_CLI_RENDER_EVENT_WORDS_H_
#define CASPIAN_CLIENT_CLI_RENDER_EVENT_WORDS_H_

#include "absl/strings/string_view.h"

namespace caspian::cli {

// How a type of event is told. `tail` holds what follows the verb, parted by '|': each part is told where the event has
// the role in its braces. `flow`: told as "agent → recipient: object" where it happened and both are known.
struct EventWords {
  absl::string_view type;
  absl::string_view step;  // only for this step of an agreement; empty: any
  absl::string_view base, past, participle, ing;
  absl::string_view tail;
  bool flow = false;
};

// The words for a type with a step; nullptr where the table has none.
const EventWords* FindEventWords(absl::string_view type, absl::string_view step);

// How a manner of statement is told: "Astana wants: “…”", "Moscow and Beijing are wary: “…”".
struct MannerWords {
  absl::string_view manner;
  absl::string_view one, many;
  bool wish = false;  // stands under WANTED, PLANNED
};

const MannerWords* FindMannerWords(absl::string_view manner);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_RENDER_EVENT_WORDS_H_
