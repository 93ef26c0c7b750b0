#include "aggregator/merge/submissions/check_submission.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/base/document.h"
#include "common/base/error.h"
#include "common/base/sha256.h"
#include "common/base/utf8.h"

namespace caspian::aggregator {
namespace {

namespace pb = ::caspian::v1;

bool IsSha256(absl::string_view digits) {
  return digits.size() == 64 && std::all_of(digits.begin(), digits.end(),
                                            [](char c) { return absl::ascii_isdigit(c) || (c >= 'a' && c <= 'f'); });
}

// What packs may call a label. Which labels there are is theirs.
bool IsLabel(absl::string_view label) {
  constexpr size_t kLabelBytes = 64;
  if (label.empty() || label.size() > kLabelBytes || !absl::ascii_isupper(label.front())) return false;
  return std::all_of(label.begin(), label.end(),
                     [](char c) { return absl::ascii_isupper(c) || absl::ascii_isdigit(c) || c == '_'; });
}

// Checks one extraction; keeps the first fault.
class ExtractionCheck {
 public:
  ExtractionCheck(const pb::Document& document, const pb::Extraction& extraction)
      : document_(document), extraction_(extraction), text_(ContentOf(document)) {}

  absl::Status Run() {
    Head();
    Sizes();
    for (int i = 0; i < extraction_.mentions_size() && status_.ok(); ++i)
      Check(extraction_.mentions(i), At("mention ", i));
    for (int i = 0; i < extraction_.entities_size() && status_.ok(); ++i)
      Check(extraction_.entities(i), At("entity ", i));
    for (int i = 0; i < extraction_.events_size() && status_.ok(); ++i) Check(extraction_.events(i), At("event ", i));
    for (int i = 0; i < extraction_.statements_size() && status_.ok(); ++i)
      Check(extraction_.statements(i), At("statement ", i));
    for (int i = 0; i < extraction_.citations_size() && status_.ok(); ++i)
      Check(extraction_.citations(i), At("citation ", i));
    Sentences();
    return status_;
  }

 private:
  static std::string At(absl::string_view kind, int index) { return absl::StrCat(kind, index); }

  void Fail(pb::ErrorReason reason, absl::string_view what) {
    if (status_.ok())
      status_ =
          MakeError(reason, absl::StrCat("document ", document_.id(), ": ", what), {{"document_id", document_.id()}});
  }

  void FailAt(const pb::Span& span, const std::string& item, absl::string_view what) {
    if (!status_.ok()) return;
    status_ = MakeError(
        pb::ERROR_REASON_EXTRACTION_INVALID,
        absl::StrCat("document ", document_.id(), ": ", item, ": span ", span.begin(), "..", span.end(), " ", what),
        {{"document_id", document_.id()}, {"offset", absl::StrCat(span.begin())}});
  }

  void Head() {
    if (extraction_.document_id() != document_.id()) {
      return Fail(pb::ERROR_REASON_EXTRACTION_INVALID,
                  absl::StrCat("the extraction is of document ", extraction_.document_id()));
    }
    if (std::max<uint32_t>(1, extraction_.document_revision()) != RevisionOf(document_)) {
      return Fail(pb::ERROR_REASON_EXTRACTION_INVALID,
                  absl::StrCat("revision ", RevisionOf(document_), ", but the extraction is of revision ",
                               extraction_.document_revision()));
    }
    if (extraction_.text_sha256() != Sha256Hex(text_)) {
      return Fail(pb::ERROR_REASON_EXTRACTION_TEXT_MISMATCH,
                  "text_sha256 differs: the extraction was made from another text; extract again");
    }
    if (extraction_.text_bytes() != text_.size()) {
      return Fail(pb::ERROR_REASON_EXTRACTION_TEXT_MISMATCH,
                  absl::StrCat("text_bytes is ", extraction_.text_bytes(), ", the text has ", text_.size()));
    }
    if (!IsSha256(extraction_.rule_set().digest())) {
      Fail(pb::ERROR_REASON_EXTRACTION_INVALID, "the rule set's digest is not 64 lower-case hexadecimal digits");
    }
  }

  // What a text of some bytes can hold: a list that is longer than that was not found in it.
  void Sizes() {
    CheckSize(extraction_.mentions_size(), "mentions");
    CheckSize(extraction_.entities_size(), "entities");
    CheckSize(extraction_.events_size(), "events");
    CheckSize(extraction_.statements_size(), "statements");
    CheckSize(extraction_.citations_size(), "citations");
    CheckSize(extraction_.sentences_size(), "sentences");
  }

  void CheckSize(int size, absl::string_view list, absl::string_view item = "") {
    if (static_cast<size_t>(size) <= text_.size()) return;
    Fail(pb::ERROR_REASON_EXTRACTION_INVALID,
         absl::StrCat(item, item.empty() ? "" : ": ", size, " ", list, " in a text of ", text_.size(),
                      " bytes: at most one a byte"));
  }

  void CheckLabel(const std::string& label, absl::string_view field, const std::string& item) {
    if (label.empty()) return Fail(pb::ERROR_REASON_EXTRACTION_INVALID, absl::StrCat(item, ": has no ", field));
    if (IsLabel(label)) return;
    Fail(pb::ERROR_REASON_EXTRACTION_INVALID,
         absl::StrCat(item, ": ", field, " \"", absl::CHexEscape(label.substr(0, 64)),
                      "\" is none: a capital, then capitals, digits and _, at most 64"));
  }

  void CheckKnown(bool known, absl::string_view field, int value, const std::string& item) {
    if (!known) Fail(pb::ERROR_REASON_EXTRACTION_INVALID, absl::StrCat(item, ": ", field, " has no value ", value));
  }

  void Check(const pb::Span& span, const std::string& item) {
    if (span.begin() > span.end()) return FailAt(span, item, "ends before it begins");
    if (span.end() > text_.size())
      return FailAt(span, item, absl::StrCat("outside a text of ", text_.size(), " bytes"));
    if (!IsUtf8Boundary(text_, span.begin()) || !IsUtf8Boundary(text_, span.end()))
      FailAt(span, item, "cuts a code point");
  }

  void CheckIndex(bool present, uint32_t index, int size, absl::string_view list, const std::string& item) {
    if (!present || index < static_cast<uint32_t>(size)) return;
    Fail(pb::ERROR_REASON_EXTRACTION_INVALID, absl::StrCat(item, ": ", list, " ", index, " of ", size));
  }

  void Check(const pb::Value& value, const std::string& item) {
    if (value.has_modifier_span()) Check(value.modifier_span(), item);
    if (value.has_money() && value.money().has_object()) Check(value.money().object(), item);
  }

  void Check(const pb::Mention& mention, const std::string& item) {
    Check(mention.span(), item);
    CheckLabel(mention.label(), "label", item);
    CheckIndex(mention.has_entity(), mention.entity(), extraction_.entities_size(), "entity", item);
    CheckIndex(mention.has_stands_for(), mention.stands_for(), extraction_.entities_size(), "entity", item);
    if (mention.has_value()) Check(mention.value(), item);
    CheckSize(mention.captures_size(), "captures", item);
    for (const pb::Capture& capture : mention.captures()) {
      Check(capture.span(), item);
      CheckIndex(capture.has_mention(), capture.mention(), extraction_.mentions_size(), "mention", item);
    }
  }

  void Check(const pb::Entity& entity, const std::string& item) {
    CheckLabel(entity.label(), "label", item);
    CheckSize(entity.offices_size(), "offices", item);
    CheckSize(entity.parties_size(), "parties", item);
    for (const pb::Office& office : entity.offices()) {
      Check(office.span(), item);
      CheckIndex(office.has_of_entity(), office.of_entity(), extraction_.entities_size(), "entity", item);
    }
    for (const pb::Party& party : entity.parties()) {
      Check(party.span(), item);
      CheckIndex(party.has_entity(), party.entity(), extraction_.entities_size(), "entity", item);
    }
  }

  void Check(const pb::Role& role, const std::string& item) {
    Check(role.span(), item);
    CheckIndex(role.has_mention(), role.mention(), extraction_.mentions_size(), "mention", item);
    CheckIndex(role.has_event(), role.event(), extraction_.events_size(), "event", item);
    if (role.has_value()) Check(role.value(), item);
  }

  void Check(const pb::Event& event, const std::string& item) {
    Check(event.span(), item);
    CheckLabel(event.type(), "type", item);
    CheckKnown(pb::Polarity_IsValid(event.polarity()), "polarity", event.polarity(), item);
    CheckKnown(pb::Actuality_IsValid(event.actuality()), "actuality", event.actuality(), item);
    CheckKnown(pb::Voice_IsValid(event.voice()), "voice", event.voice(), item);
    for (const auto* roles : {&event.roles(), &event.alternatives(), &event.holders()}) {
      CheckSize(roles->size(), "roles", item);
      for (const pb::Role& role : *roles) Check(role, item);
    }
    for (const pb::Span& span : event.elaborations()) Check(span, item);
    CheckIndex(event.has_citation(), event.citation(), extraction_.citations_size(), "citation", item);
  }

  void Check(const pb::Statement& statement, const std::string& item) {
    Check(statement.span(), item);
    CheckLabel(statement.manner(), "manner", item);
    CheckKnown(pb::Voice_IsValid(statement.voice()), "voice", statement.voice(), item);
    if (statement.has_content()) Check(statement.content(), item);
    CheckSize(statement.roles_size(), "roles", item);
    for (const pb::Role& role : statement.roles()) Check(role, item);
    CheckIndex(statement.has_citation(), statement.citation(), extraction_.citations_size(), "citation", item);
  }

  void Check(const pb::Citation& citation, const std::string& item) {
    Check(citation.span(), item);
    CheckSize(citation.stated_size(), "sentences", item);
    CheckSize(citation.presumed_size(), "sentences", item);
    for (const pb::Span& span : citation.stated()) Check(span, item);
    for (const pb::Span& span : citation.presumed()) Check(span, item);
    if (citation.has_date()) Check(citation.date(), item);
    CheckIndex(citation.has_mention(), citation.mention(), extraction_.mentions_size(), "mention", item);
  }

  void Sentences() {
    uint32_t end = 0;
    for (int i = 0; i < extraction_.sentences_size() && status_.ok(); ++i) {
      const pb::Span& span = extraction_.sentences(i);
      Check(span, At("sentence ", i));
      if (span.begin() < end) FailAt(span, At("sentence ", i), "begins inside the one before");
      end = span.end();
    }
  }

  const pb::Document& document_;
  const pb::Extraction& extraction_;
  const absl::string_view text_;
  absl::Status status_;
};

}  // namespace

absl::Status CheckSubmission(const pb::Document& document, const pb::Extraction& extraction) {
  if (absl::Status status = CheckDocument(document); !status.ok()) return status;
  return ExtractionCheck(document, extraction).Run();
}

}  // namespace caspian::aggregator
