#include "client/cli/render/event_sentence.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "client/cli/render/cells.h"
#include "client/cli/render/event_words.h"
#include "client/cli/render/figure_range.h"
#include "client/cli/render/value_words.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

constexpr absl::string_view kNobody = "[not stated]";

// The verb with an agent before it.
std::string ActiveVerb(const EventWords& words, const pb::EventRecord& event) {
  const bool no = event.polarity() == pb::POLARITY_NO;
  const absl::string_view negation = no ? "not " : "";
  switch (event.actuality()) {
    case pb::ACTUALITY_ONGOING:
      return absl::StrCat(negation, words.ing);
    case pb::ACTUALITY_PLANNED:
    case pb::ACTUALITY_DESIRED:
      return absl::StrCat(negation, "to ", words.base);
    case pb::ACTUALITY_CONDITIONAL:
      return absl::StrCat("would ", negation, words.base);
    case pb::ACTUALITY_POSSIBLE:
      return absl::StrCat("may ", negation, words.base);
    case pb::ACTUALITY_FAILED:
      return absl::StrCat(no ? "did not fail to " : "failed to ", words.base);
    default:
      return no ? absl::StrCat("did not ", words.base) : std::string(words.past);
  }
}

// The verb behind what it is done to.
std::string PassiveVerb(const EventWords& words, const pb::EventRecord& event) {
  const bool no = event.polarity() == pb::POLARITY_NO;
  const absl::string_view negation = no ? "not " : "";
  switch (event.actuality()) {
    case pb::ACTUALITY_ONGOING:
      return absl::StrCat(negation, "being ", words.participle);
    case pb::ACTUALITY_PLANNED:
    case pb::ACTUALITY_DESIRED:
      return absl::StrCat(negation, "to be ", words.participle);
    case pb::ACTUALITY_CONDITIONAL:
      return absl::StrCat("would ", negation, "be ", words.participle);
    case pb::ACTUALITY_POSSIBLE:
      return absl::StrCat("may ", negation, "be ", words.participle);
    case pb::ACTUALITY_FAILED:
      return absl::StrCat(no ? "did not fail to be " : "failed to be ", words.participle);
    default:
      return absl::StrCat(negation, words.participle);
  }
}

// "British officials", "Police", but not "Reuters" or "Juris Ozols", which are names, and not "a witness": the words
// are the texts', whose grammar is not known here.
bool ArePeople(const std::vector<const pb::RoleRecord*>& holders) {
  if (holders.size() != 1) return holders.size() > 1;
  const std::string& text = holders[0]->text();
  const std::string last = text.substr(text.rfind(' ') + 1);
  const bool name = last.size() < text.size() && absl::ascii_isupper(static_cast<unsigned char>(last[0]));
  if (name || !holders[0]->entity_record_id().empty()) return false;
  const std::string word = absl::AsciiStrToLower(last);
  return word == "police" || word == "people" || absl::EndsWith(word, "men") ||
         (absl::EndsWith(word, "s") && !absl::EndsWith(word, "ss"));
}

std::string HolderPrefix(const pb::EventRecord& event) {
  const bool wish = event.actuality() == pb::ACTUALITY_DESIRED;
  if (event.holders().empty()) return wish ? "wanted: " : "";
  std::vector<std::string> names;
  for (const std::string& name : event.holders()) names.push_back(OneLine(name));
  if (wish) return absl::StrCat(absl::StrJoin(names, " via "), " wants: ");
  return absl::StrCat("according to ", absl::StrJoin(names, " via "), ": ");
}

}  // namespace

// One event's fillers, taken out as they are told.
class EventLine {
 public:
  EventLine(SentenceWriter* writer, const pb::EventRecord& event) : event_(event) {
    const std::vector<FigureRange> ranges = FigureRangesOf(event);
    for (const pb::RoleRecord& role : event.roles()) {
      if (role.name() == "when") continue;
      const auto range = std::find_if(ranges.begin(), ranges.end(), [&](const auto& one) { return one.Holds(role); });
      if (range != ranges.end() && range->readings.front() != &role) continue;
      std::string words = range == ranges.end() ? writer->RoleWords(role) : ValueWords(range->Value(), writer->form_);
      if (!words.empty()) fillers_[role.name()].push_back(std::move(words));
    }
  }

  std::string Compose() {
    const EventWords* words = FindEventWords(event_.type(), event_.step());
    std::string line = words == nullptr ? Named() : IsFlow(*words) ? Flow() : Told(*words);
    for (auto& [name, fillers] : fillers_) {
      if (!fillers.empty()) absl::StrAppend(&line, "; ", name, ": ", Enumerate(fillers));
    }
    return absl::StrCat(HolderPrefix(event_), line);
  }

 private:
  bool Has(absl::string_view role) const {
    const auto found = fillers_.find(std::string(role));
    return found != fillers_.end() && !found->second.empty();
  }

  std::string Take(absl::string_view role) {
    std::vector<std::string> taken;
    taken.swap(fillers_[std::string(role)]);
    return Enumerate(taken);
  }

  bool IsFlow(const EventWords& words) const {
    const bool real = event_.actuality() == pb::ACTUALITY_HAPPENED || event_.actuality() == pb::ACTUALITY_ONGOING;
    return words.flow && real && event_.polarity() != pb::POLARITY_NO && Has("agent") && Has("recipient") &&
           (Has("object") || Has("value"));
  }

  // "Turkey → Kazakhstan: free military and technical equipment; est. USD 6,000,000"
  std::string Flow() {
    std::string line = absl::StrCat(Take("agent"), " → ", Take("recipient"), ": ");
    std::vector<std::string> terms;
    if (Has("terms")) terms.push_back(Take("terms"));
    if (Has("object")) terms.push_back(Take("object"));
    absl::StrAppend(&line, absl::StrJoin(terms, " "));
    if (Has("part")) absl::StrAppend(&line, ", including ", Take("part"));
    if (Has("value")) absl::StrAppend(&line, terms.empty() ? "" : "; ", Take("value"));
    return line;
  }

  std::string Told(const EventWords& words) {
    if (Has("agent")) return absl::StrCat(Take("agent"), " ", ActiveVerb(words, event_), Tail(words));
    for (absl::string_view done_to : {"object", "recipient"}) {
      if (!Has(done_to)) continue;
      const std::string subject = Take(done_to);
      return absl::StrCat(subject, " ", PassiveVerb(words, event_), Tail(words));
    }
    return absl::StrCat(kNobody, " ", ActiveVerb(words, event_), Tail(words));
  }

  std::string Tail(const EventWords& words) {
    std::string tail;
    for (absl::string_view part : absl::StrSplit(words.tail, '|')) {
      const size_t open = part.find('{'), close = part.find('}');
      if (open == part.npos || close == part.npos) continue;
      const absl::string_view role = part.substr(open + 1, close - open - 1);
      if (Has(role)) absl::StrAppend(&tail, part.substr(0, open), Take(role), part.substr(close + 1));
    }
    return tail;
  }

  // A type without words of its own.
  std::string Named() {
    const std::string type = absl::StrReplaceAll(absl::AsciiStrToLower(event_.type()), {{"_", " "}});
    const EventWords plain = {"", "", type, type, type, type, ": {object}| with {partner}"};
    const std::string agent = Has("agent") ? absl::StrCat(Take("agent"), ", ") : "";
    const bool qualified = event_.polarity() == pb::POLARITY_NO || event_.actuality() != pb::ACTUALITY_HAPPENED;
    return absl::StrCat(agent, qualified ? ActiveVerb(plain, event_) : type, Tail(plain));
  }

  const pb::EventRecord& event_;
  std::map<std::string, std::vector<std::string>> fillers_;
};

std::string SentenceWriter::RoleWords(const pb::RoleRecord& role) {
  const bool plain = !role.has_value() || (role.text().empty() && role.value().canonical().empty());
  std::string words = plain ? OneLine(role.text()) : ValueWords(role.value(), form_);
  if (role.office().empty()) return words;
  const std::string who = role.entity_record_id().empty() ? role.text() : role.entity_record_id();
  if (introduced_.insert(who).second) absl::StrAppend(&words, " (", OneLine(role.office()), ")");
  return words;
}

std::string SentenceWriter::Event(const pb::EventRecord& event) { return EventLine(this, event).Compose(); }

std::string SentenceWriter::Statement(const pb::StatementRecord& statement) {
  std::map<std::string, std::vector<std::string>> fillers;
  std::vector<const pb::RoleRecord*> people;
  for (const pb::RoleRecord& role : statement.roles()) {
    fillers[role.name()].push_back(RoleWords(role));
    if (role.name() == "holder") people.push_back(&role);
  }
  const std::vector<std::string>& holders = fillers["holder"];
  std::string line = holders.empty() ? std::string(kNobody) : Enumerate(holders);
  if (!fillers["channel"].empty()) absl::StrAppend(&line, " (via ", Enumerate(fillers["channel"]), ")");
  const MannerWords* words = FindMannerWords(statement.manner());
  const std::string own = absl::StrReplaceAll(absl::AsciiStrToLower(statement.manner()), {{"_", " "}});
  absl::StrAppend(&line, words == nullptr ? ", " : " ",
                  words == nullptr    ? own
                  : ArePeople(people) ? words->many
                                      : words->one);
  if (!fillers["addressee"].empty()) absl::StrAppend(&line, ", to ", Enumerate(fillers["addressee"]));
  const std::string content = OneLine(statement.content());
  return content.empty() ? line : absl::StrCat(line, ": “", content, "”");
}

std::string Enumerate(const std::vector<std::string>& items) {
  if (items.size() < 2) return items.empty() ? "" : items.front();
  const std::vector<std::string> head(items.begin(), items.end() - 1);
  return absl::StrCat(absl::StrJoin(head, ", "), " and ", items.back());
}

std::string OfficeWords(absl::string_view title, absl::string_view of, absl::string_view at) {
  std::string words = OneLine(title);
  if (!of.empty()) absl::StrAppend(&words, words.empty() ? "" : " of ", OneLine(of));
  if (!at.empty()) absl::StrAppend(&words, " in ", OneLine(at));
  return words;
}

}  // namespace caspian::cli
