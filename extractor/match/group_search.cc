#include "extractor/match/group_search.h"

#include "common/base/utf8.h"

namespace caspian::extractor {

bool GroupSearch::Find(const PatternAutomaton& pattern, absl::string_view text, const GroupSpan& whole,
                       GroupSpans* groups) {
  pattern_ = &pattern;
  text_ = text;
  whole_ = whole;
  if (!Search(false) && !Search(true)) return false;
  groups->assign(pattern.groups, whole);
  for (size_t g = 1; g < groups->size(); ++g) (*groups)[g] = {borders_[2 * g], borders_[2 * g + 1]};
  return true;
}

bool GroupSearch::Search(bool remembers) {
  const size_t bits = pattern_->nodes.size() * (whole_.end - whole_.begin + 1);
  if (remembers && bits > kMostBits) return false;
  if (remembers && been_.size() * 64 < bits) been_.resize(bits / 64 + 1);
  remembers_ = remembers;
  steps_ = 0;
  borders_.assign(2 * pattern_->groups, GroupSpan::npos);
  tasks_.assign(1, {pattern_->start, 0, whole_.begin, whole_.begin});
  bool found = false;
  while (!found && !tasks_.empty() && (remembers || steps_ < kFewSteps)) {
    Task task = tasks_.back();
    tasks_.pop_back();
    PassOver(&task);
    KeepOthers(&task);
    found = GoOn(task);
  }
  for (size_t word : been_words_) been_[word] = 0;
  been_words_.clear();
  return found;
}

bool GroupSearch::IsFirstTime(uint32_t node, size_t at) {
  if (!remembers_) return TakesFew(kChoice);
  const size_t bit = (at - whole_.begin) * pattern_->nodes.size() + node;
  uint64_t& word = been_[bit / 64];
  const uint64_t mask = uint64_t{1} << (bit % 64);
  if ((word & mask) != 0) return false;
  if (word == 0) been_words_.push_back(bit / 64);
  word |= mask;
  return true;
}

// True where it leads to the end of the match.
bool GroupSearch::GoOn(Task task) {
  if (task.node == kRestore) {
    borders_[task.border] = task.at;
    return false;
  }
  for (;;) {
    const AutomatonNode& node = pattern_->nodes[task.node];
    switch (node.kind) {
      case NodeKind::kMatch:
        return task.at == whole_.end;
      case NodeKind::kFork:
        if (!TakeFork(&task)) return false;
        continue;
      case NodeKind::kGroup:
        if (!tasks_.empty()) tasks_.push_back({kRestore, node.value, borders_[node.value], GroupSpan::npos});
        borders_[node.value] = task.at;
        break;
      case NodeKind::kTextBegin:
        if (task.at != 0) return false;
        break;
      case NodeKind::kTextEnd:
        if (task.at != text_.size()) return false;
        break;
      default: {
        if (task.at == whole_.end) return false;
        const CodePoint point = DecodeUtf8(text_, task.at);
        if (!pattern_->Takes(node, point.value)) return false;
        task.at += point.bytes;
      }
    }
    task.node = node.next;
  }
}

bool GroupSearch::TakeFork(Task* task) {
  const AutomatonNode& fork = pattern_->nodes[task->node];
  const Place place = PlaceAt(task->at);
  const bool first = MayGo(fork.next, place), other = MayGo(fork.value, place);
  if (!first && !remembers_) {
    task->node = fork.value;
    return other && TakesFew(1);
  }
  if ((!first && !other) || !IsFirstTime(task->node, task->at)) return false;
  if (!remembers_ && IsRun(task->node)) {
    TakeRun(task);
    return true;
  }
  if (first && other) tasks_.push_back({fork.value, 0, task->at, task->at});
  task->node = first ? fork.next : fork.value;
  return true;
}

void GroupSearch::TakeRun(Task* task) {
  const size_t end = EndOfRun(task->node, task->at);
  steps_ += end - task->at;
  *task = {pattern_->nodes[task->node].value, 0, end, task->at};
  KeepOthers(task);
}

bool GroupSearch::IsRun(uint32_t fork) const {
  const AutomatonNode& again = pattern_->nodes[pattern_->nodes[fork].next];
  return again.next == fork && PatternAutomaton::TakesCharacters(again);
}

size_t GroupSearch::EndOfRun(uint32_t fork, size_t at) const {
  const AutomatonNode& again = pattern_->nodes[pattern_->nodes[fork].next];
  const auto end_of = [&](const auto& takes) {
    while (at < whole_.end) {
      const CodePoint point = DecodeUtf8(text_, at);
      if (!takes(point.value)) break;
      at += point.bytes;
    }
    return at;
  };
  if (again.kind != NodeKind::kSet) return end_of([&](char32_t c) { return pattern_->Takes(again, c); });
  // Most are, and the longest.
  return end_of([&set = *pattern_->sets[again.value]](char32_t c) { return set.Has(c); });
}

void GroupSearch::KeepOthers(Task* task) {
  if (task->least < task->at) tasks_.push_back({task->node, 0, BeginBefore(task->at), task->least});
  task->least = task->at;
}

void GroupSearch::PassOver(Task* task) {
  for (; task->least < task->at && !MayGo(task->node, PlaceAt(task->at)); ++steps_) task->at = BeginBefore(task->at);
}

size_t GroupSearch::BeginBefore(size_t at) const {
  do --at;
  while (!IsUtf8Boundary(text_, at));
  return at;
}

bool GroupSearch::MayGo(uint32_t node, const Place& place) const {
  const AutomatonWay& way = pattern_->ways[pattern_->nodes[node].way];
  if (!way.next.May(place.next)) return false;
  if (place.next == ' ') return way.behind_blank.May(PlaceAt(place.behind).next);
  const bool is_other = place.next >= 0x80 && place.next != NextCharacters::kEnd;
  return !is_other || way.behind_others.May(PlaceAt(place.behind).next);
}

GroupSearch::Place GroupSearch::PlaceAt(size_t at) const {
  if (at == whole_.end) return {NextCharacters::kEnd, at};
  const CodePoint point = DecodeUtf8(text_, at);
  return {point.value, at + point.bytes};
}

}  // namespace caspian::extractor
