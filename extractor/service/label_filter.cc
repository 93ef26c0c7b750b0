#include "extractor/service/label_filter.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

// Which elements of a list are kept: marks spread through references, then become new indexes.
class Kept {
 public:
  explicit Kept(int size) : marks_(size, false) {}

  // References outside the list mark nothing.
  void Mark(uint32_t index) {
    if (index >= marks_.size() || marks_[index]) return;
    marks_[index] = true;
    pending_.push_back(index);
  }
  // The next one whose own references are to be followed.
  bool Take(uint32_t* index) {
    if (pending_.empty()) return false;
    *index = pending_.back();
    pending_.pop_back();
    return true;
  }
  bool Has(uint32_t index) const { return index < marks_.size() && marks_[index]; }

  void Number() {
    numbers_.assign(marks_.size(), 0);
    uint32_t next = 0;
    for (size_t i = 0; i < marks_.size(); ++i) {
      if (marks_[i]) numbers_[i] = next++;
    }
  }
  uint32_t NumberOf(uint32_t index) const { return index < numbers_.size() ? numbers_[index] : index; }

 private:
  std::vector<bool> marks_;
  std::vector<uint32_t> pending_;
  std::vector<uint32_t> numbers_;
};

// Calls `use` for each role that an extraction's events and statements have.
template <class Use>
void ForEachRole(pb::Extraction* extraction, Use use) {
  for (pb::Event& event : *extraction->mutable_events()) {
    for (pb::Role& role : *event.mutable_roles()) use(&role);
    for (pb::Role& role : *event.mutable_holders()) use(&role);
    for (pb::Role& role : *event.mutable_alternatives()) use(&role);
  }
  for (pb::Statement& statement : *extraction->mutable_statements()) {
    for (pb::Role& role : *statement.mutable_roles()) use(&role);
  }
}

Kept KeptMentions(const std::set<std::string>& labels, pb::Extraction* extraction) {
  Kept kept(extraction->mentions_size());
  for (int i = 0; i < extraction->mentions_size(); ++i) {
    if (labels.count(extraction->mentions(i).label()) > 0) kept.Mark(i);
  }
  ForEachRole(extraction, [&](pb::Role* role) {
    if (role->filler_case() == pb::Role::kMention) kept.Mark(role->mention());
  });
  for (const pb::Citation& citation : extraction->citations()) {
    if (citation.has_mention()) kept.Mark(citation.mention());
  }
  for (uint32_t i; kept.Take(&i);) {
    for (const pb::Capture& capture : extraction->mentions(i).captures()) {
      if (capture.has_mention()) kept.Mark(capture.mention());
    }
  }
  kept.Number();
  return kept;
}

Kept KeptEntities(const Kept& mentions, const pb::Extraction& extraction) {
  Kept kept(extraction.entities_size());
  for (int i = 0; i < extraction.mentions_size(); ++i) {
    if (!mentions.Has(i)) continue;
    if (extraction.mentions(i).has_entity()) kept.Mark(extraction.mentions(i).entity());
    if (extraction.mentions(i).has_stands_for()) kept.Mark(extraction.mentions(i).stands_for());
  }
  for (uint32_t i; kept.Take(&i);) {
    for (const pb::Office& office : extraction.entities(i).offices()) {
      if (office.has_of_entity()) kept.Mark(office.of_entity());
    }
    for (const pb::Party& party : extraction.entities(i).parties()) {
      if (party.has_entity()) kept.Mark(party.entity());
    }
  }
  kept.Number();
  return kept;
}

void RenewIndexes(const Kept& mentions, const Kept& entities, pb::Extraction* extraction) {
  for (pb::Mention& mention : *extraction->mutable_mentions()) {
    if (mention.has_entity()) mention.set_entity(entities.NumberOf(mention.entity()));
    if (mention.has_stands_for()) mention.set_stands_for(entities.NumberOf(mention.stands_for()));
    for (pb::Capture& capture : *mention.mutable_captures()) {
      if (capture.has_mention()) capture.set_mention(mentions.NumberOf(capture.mention()));
    }
  }
  for (pb::Entity& entity : *extraction->mutable_entities()) {
    for (pb::Office& office : *entity.mutable_offices()) {
      if (office.has_of_entity()) office.set_of_entity(entities.NumberOf(office.of_entity()));
    }
    for (pb::Party& party : *entity.mutable_parties()) {
      if (party.has_entity()) party.set_entity(entities.NumberOf(party.entity()));
    }
  }
  ForEachRole(extraction, [&](pb::Role* role) {
    if (role->filler_case() == pb::Role::kMention) role->set_mention(mentions.NumberOf(role->mention()));
  });
  for (pb::Citation& citation : *extraction->mutable_citations()) {
    if (citation.has_mention()) citation.set_mention(mentions.NumberOf(citation.mention()));
  }
}

template <class Field>
void DropOthers(const Kept& kept, Field* field) {
  int next = 0;
  for (int i = 0; i < field->size(); ++i) {
    if (!kept.Has(i)) continue;
    if (i != next) field->SwapElements(i, next);
    ++next;
  }
  field->DeleteSubrange(next, field->size() - next);
}

}  // namespace

void KeepLabels(const std::set<std::string>& labels, pb::Extraction* extraction) {
  const Kept mentions = KeptMentions(labels, extraction);
  const Kept entities = KeptEntities(mentions, *extraction);
  RenewIndexes(mentions, entities, extraction);
  DropOthers(mentions, extraction->mutable_mentions());
  DropOthers(entities, extraction->mutable_entities());
}

}  // namespace caspian::extractor
