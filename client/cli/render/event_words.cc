#include "client/cli/render/event_words.h"

namespace caspian::cli {
namespace {

constexpr EventWords kEvents[] = {
    {"ACCUSE", "", "accuse", "accused", "accused", "accusing", " {object}| {partner}| of {topic}| in {place}"},
    {"ALLY_OF", "", "be an ally", "ally", "ally", "ally", " of {object}"},
    {"AGREE", "", "agree", "agreed", "agreed", "agreeing", " with {partner}| on {object}| on {topic}| in {place}"},
    {"AID", "", "aid", "aided", "aided", "aiding", " {recipient}| {object}| in {place}|; {value}", true},
    {"ANNOUNCE", "", "announce", "announced", "announced", "announcing",
     " {object}| with {partner}| in {place}|; {value}"},
    {"APPOINT", "", "appoint", "appointed", "appointed", "appointing", " {object}| as {post}| in {place}"},
    {"APPROVE", "", "approve", "approved", "approved", "approving", " {object}| with {partner}|; {value}| ({terms})"},
    {"ARREST", "", "arrest", "arrested", "arrested", "arresting", " {object}| in {place}| over {topic}"},
    {"ATTACK", "", "attack", "attacked", "attacked", "attacking", " {object}| {recipient}| in {place}"},
    {"BASED_IN", "", "be based", "based", "based", "based", " in {object}"},
    {"BUY", "", "buy", "bought", "bought", "buying", " {object}| from {partner}| for {value}"},
    {"CALL", "", "speak by telephone", "spoke by telephone", "spoken to by telephone", "speaking by telephone",
     " with {partner}| with {object}| on {topic}"},
    {"CEASEFIRE", "", "cease fire", "ceased fire", "under a ceasefire", "ceasing fire",
     " with {partner}| in {place}| ({terms})"},
    {"CHARGE", "", "charge", "charged", "charged", "charging", " {object}| with {topic}| in {place}"},
    {"COOPERATE", "", "cooperate", "cooperated", "worked on jointly", "cooperating",
     " with {partner}| on {object}| on {topic}| in {place}"},
    {"DEMAND", "", "demand", "demanded", "demanded", "demanding", " {object}| from {partner}| of {recipient}"},
    {"DEPLOY", "", "deploy", "deployed", "deployed", "deploying", " {object}| in {place}| with {partner}"},
    {"DIE", "", "die", "died", "dead", "dying", " in {place}| of {topic}"},
    {"DISCUSS", "", "discuss", "discussed", "discussed", "discussing",
     " {object}| {topic}| with {partner}| in {place}"},
    {"DISMISS", "", "dismiss", "dismissed", "dismissed", "dismissing", " {object}| as {post}| over {topic}"},
    {"ELECT", "", "elect", "elected", "elected", "electing", " {object}| as {post}| in {place}"},
    {"EXPEL", "", "expel", "expelled", "expelled", "expelling", " {object}| from {place}| over {topic}"},
    {"ENTER_INTO_FORCE", "", "enter into force", "entered into force", "entered into force", "entering into force",
     " in {place}"},
    {"FALL", "", "fall", "fell", "down", "falling", " by {value}| ({terms})| in {place}"},
    {"FUND", "", "fund", "funded", "funded", "funding", " {recipient}| {object}| with {value}| in {place}", true},
    {"INVEST", "", "invest", "invested", "invested", "investing",
     " {value}| in {object}| in {recipient}| with {partner}| in {place}"},
    {"JOIN", "", "join", "joined", "joined", "joining", " {object}| {partner}"},
    {"KILL", "", "kill", "killed", "killed", "killing", " {object}| {value}| in {place}"},
    {"MEET", "", "meet", "met", "met", "meeting", " {partner}| {object}| in {place}| on {topic}"},
    {"MEMBER_OF", "", "be a member", "member", "member", "member", " of {object}| since {when}"},
    {"MERGE", "", "merge", "merged", "merged", "merging", " with {partner}| {object}| into {result}|; {value}"},
    {"NEGOTIATE", "", "hold talks", "held talks", "negotiated", "holding talks",
     " with {partner}| in {place}| on {topic}| on {object}|, resulting in {result}"},
    {"PART_OF", "", "be part", "part", "part", "part", " of {object}"},
    {"PARTY_TO", "", "be a party", "party", "party", "party", " to {object}"},
    {"PAY", "", "pay", "paid", "paid", "paying", " {recipient}| {value}| for {object}"},
    {"PROMULGATE", "", "promulgate", "promulgated", "promulgated", "promulgating", " {object}"},
    {"PROTEST", "", "protest", "protested", "protested", "protesting", " against {object}| over {topic}| in {place}"},
    {"PROVIDE", "", "provide", "provided", "provided", "providing",
     " {recipient}| with {object}|, including {part}|; {value}| ({terms})", true},
    {"RATIFY", "", "ratify", "ratified", "ratified", "ratifying", " {object}| with {partner}"},
    {"RATIFY", "approved by chamber", "approve the bill ratifying", "approved the bill ratifying",
     "approved by a chamber", "approving the bill ratifying", " {object}| with {partner}"},
    {"RECOGNIZE", "", "recognize", "recognized", "recognized", "recognizing", " {object}| as {result}"},
    {"REJECT", "", "reject", "rejected", "rejected", "rejecting", " {object}| {topic}| by {partner}"},
    {"RELEASE", "", "release", "released", "released", "releasing", " {object}| in {place}"},
    {"RESIGN", "", "resign", "resigned", "resigned", "resigning", " as {post}| from {object}| over {topic}"},
    {"RISE", "", "rise", "rose", "up", "rising", " by {value}| ({terms})| in {place}"},
    {"SANCTION", "", "sanction", "sanctioned", "sanctioned", "sanctioning", " {object}| {recipient}| over {topic}"},
    {"SELL", "", "sell", "sold", "sold", "selling", " {object}| to {partner}| to {recipient}| for {value}"},
    {"SENTENCE", "", "sentence", "sentenced", "sentenced", "sentencing", " {object}| to {terms}| for {topic}"},
    {"SIGN", "", "sign", "signed", "signed", "signing", " {object}| with {partner}| in {place}|; {value}"},
    {"SIGN", "initialled", "initial", "initialled", "initialled", "initialling",
     " {object}| with {partner}| in {place}|; {value}"},
    {"SUBSIDIARY_OF", "", "be a subsidiary", "subsidiary", "subsidiary", "subsidiary", " of {object}"},
    {"SUE", "", "sue", "sued", "sued", "suing", " {object}| {partner}| over {topic}| for {value}"},
    {"SUPPORT", "", "support", "supported", "supported", "supporting", " {recipient}| {object}| in {place}"},
    {"SUSPEND", "", "suspend", "suspended", "suspended", "suspending", " {object}| in {place}"},
    {"THREATEN", "", "threaten", "threatened", "threatened", "threatening", " {object}| {recipient}| with {topic}"},
    {"TRAIN", "", "train", "trained", "trained", "training", " {object}| {recipient}| in {place}"},
    {"VISIT", "", "visit", "visited", "visited", "visiting", " {place}| {object}| to see {partner}| on {topic}"},
    {"VOTE", "", "vote", "voted", "voted on", "voting", " on {object}| ({terms})"},
    {"WITHDRAW", "", "withdraw", "withdrew", "withdrawn", "withdrawing", " {object}| from {place}"},
};

constexpr MannerWords kManners[] = {
    {"SAY", "says", "say"},
    {"DENY", "denies", "deny"},
    {"APPRECIATE", "appreciates", "appreciate"},
    {"VIEW", "sees", "see"},
    {"WARY", "is wary", "are wary"},
    {"CONFIRM", "confirms", "confirm"},
    {"WARN", "warns", "warn"},
    {"PROMISE", "promises", "promise", true},
    {"WANT", "wants", "want", true},
    {"URGE", "urges", "urge", true},
    {"PRESS", "presses for", "press for", true},
    {"DEMAND", "demands", "demand", true},
    {"PLAN", "plans", "plan", true},
    {"PROPOSE", "proposes", "propose", true},
};

}  // namespace

const EventWords* FindEventWords(absl::string_view type, absl::string_view step) {
  const EventWords* any = nullptr;
  for (const EventWords& words : kEvents) {
    if (words.type != type) continue;
    if (!step.empty() && words.step == step) return &words;
    if (words.step.empty()) any = &words;
  }
  return any;
}

const MannerWords* FindMannerWords(absl::string_view manner) {
  for (const MannerWords& words : kManners) {
    if (words.manner == manner) return &words;
  }
  return nullptr;
}

}  // namespace caspian::cli
