#include "extractor/rules/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "common/base/utf8.h"
#include "extractor/rules/problem.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";
// yaml-cpp's tags of scalars that have none: in quotes or as a block, and plain.
constexpr absl::string_view kQuotedTag = "!";
constexpr absl::string_view kPlainTag = "?";

// Builds the tree from yaml-cpp's events. Its nodes are nested as deep as yaml-cpp lets them be.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(absl::string_view file, absl::string_view text, std::vector<pb::RuleSetProblem>* problems)
      : file_(file), lines_(absl::StrSplit(text, '\n')), problems_(problems) {}

  // The fault of a quote that the file's end closes: whatever the parser says then is but its echo.
  const absl::optional<pb::RuleSetProblem>& open_quote() const { return open_quote_; }

  std::unique_ptr<YamlNode> TakeRoot() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { Add(MakeNode(YamlKind::kNull, mark)); }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    Report(mark, "aliases (*name) are not allowed", "write out what it stands for");
    Add(MakeNode(YamlKind::kNull, mark));
  }

  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    Report(mark, absl::StrCat("anchors (&", name, ") are not allowed"),
           "remove it, and write out what its aliases stand for");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& value) override {
    CheckTag(mark, tag);
    auto node = MakeNode(YamlKind::kScalar, mark);
    node->text = value;
    node->is_plain = tag == kPlainTag;
    if (!node->is_plain && !IsClosed(*node)) ReportOpenQuote(mark);
    node->verbatim_column = VerbatimColumn(*node);
    Add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    CheckTag(mark, tag);
    Open(MakeNode(YamlKind::kSequence, mark));
  }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, YAML::EmitterStyle::value) override {
    CheckTag(mark, tag);
    Open(MakeNode(YamlKind::kMap, mark));
  }

  void OnSequenceEnd() override { Close(); }
  void OnMapEnd() override { Close(); }

 private:
  void Report(const YAML::Mark& mark, absl::string_view message, absl::string_view hint) {
    problems_->push_back(MakeProblem(MakePosition(file_, Line(mark), Column(mark)), "", message, hint));
  }

  void ReportOpenQuote(const YAML::Mark& mark) {
    Report(mark, "the quote is never closed", "close it, or put a text with an apostrophe in double quotes");
    open_quote_ = problems_->back();
  }

  static uint32_t Line(const YAML::Mark& mark) { return static_cast<uint32_t>(mark.line + 1); }
  static uint32_t Column(const YAML::Mark& mark) { return static_cast<uint32_t>(mark.column + 1); }

  static std::unique_ptr<YamlNode> MakeNode(YamlKind kind, const YAML::Mark& mark) {
    auto node = std::make_unique<YamlNode>();
    node->kind = kind;
    node->line = Line(mark);
    node->column = Column(mark);
    return node;
  }

  void CheckTag(const YAML::Mark& mark, absl::string_view tag) {
    if (tag.empty() || tag == kPlainTag || tag == kQuotedTag) return;
    Report(mark, absl::StrCat("tags (", tag, ") are not allowed"), "remove it");
  }

  // Whether the quote that begins at `node` ends in the file: yaml-cpp takes the file's end for the quote's. True of
  // blocks.
  bool IsClosed(const YamlNode& node) const {
    if (node.line > lines_.size() || node.column > lines_[node.line - 1].size()) return true;
    const char* begin = lines_[node.line - 1].data() + node.column - 1;
    const char* end = lines_.back().data() + lines_.back().size();
    const char quote = *begin;
    if (quote != '\'' && quote != '"') return true;
    for (const char* c = begin + 1; c < end; ++c) {
      const bool is_escape = quote == '"' ? *c == '\\' : *c == quote && c + 1 < end && c[1] == quote;
      if (is_escape) {
        ++c;
      } else if (*c == quote) {
        return true;
      }
    }
    return false;
  }

  uint32_t VerbatimColumn(const YamlNode& node) const {
    if (node.line > lines_.size() || node.column > lines_[node.line - 1].size()) return 0;
    const absl::string_view rest = lines_[node.line - 1].substr(node.column - 1);
    if (node.is_plain) return absl::StartsWith(rest, node.text) ? node.column : 0;
    const bool is_quoted = absl::StartsWith(rest, "'") || absl::StartsWith(rest, "\"");
    return is_quoted && absl::StartsWith(rest.substr(1), node.text) ? node.column + 1 : 0;
  }

  void Open(std::unique_ptr<YamlNode> node) {
    YamlNode* opened = node.get();
    Add(std::move(node));
    open_.push_back(opened);
  }

  void Close() { open_.pop_back(); }

  void Add(std::unique_ptr<YamlNode> node) {
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (open_.back()->kind == YamlKind::kMap && open_.back()->keys.size() == open_.back()->children.size()) {
      AddKey(open_.back(), std::move(node));
    } else {
      open_.back()->children.push_back(std::move(node));
    }
  }

  // A key that stands a second time, or that is no scalar, is told and keeps its place, under a name that Find never
  // asks for.
  void AddKey(YamlNode* map, std::unique_ptr<YamlNode> key) {
    const pb::SourcePosition at = MakePosition(file_, key->line, key->column);
    if (key->kind != YamlKind::kScalar) {
      problems_->push_back(MakeProblem(at, "", "a key must be a word", "write key: value"));
      key->text.clear();
    }
    for (const auto& other : map->keys) {
      if (key->kind != YamlKind::kScalar || other->text != key->text) continue;
      problems_->push_back(
          MakeProblem(at, "", absl::StrCat("key ", key->text, " stands twice; the first is in line ", other->line),
                      "remove one of them"));
      key->kind = YamlKind::kNull;
    }
    map->keys.push_back(std::move(key));
  }

  std::string file_;
  std::vector<absl::string_view> lines_;
  std::vector<pb::RuleSetProblem>* problems_;
  std::unique_ptr<YamlNode> root_;
  std::vector<YamlNode*> open_;
  absl::optional<pb::RuleSetProblem> open_quote_;
};

// Offset of the first character that no pack file may hold; npos where there is none.
size_t FindControlCharacter(absl::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F) return i;
  }
  return absl::string_view::npos;
}

pb::SourcePosition PositionAt(absl::string_view file, absl::string_view text, size_t offset) {
  const absl::string_view before = text.substr(0, offset);
  const size_t line_begin = before.rfind('\n') == absl::string_view::npos ? 0 : before.rfind('\n') + 1;
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  return MakePosition(file, static_cast<uint32_t>(line), static_cast<uint32_t>(offset - line_begin + 1));
}

bool CheckCharacters(absl::string_view file, absl::string_view text, std::vector<pb::RuleSetProblem>* problems) {
  if (const auto bad = FindInvalidUtf8(text)) {
    problems->push_back(MakeProblem(PositionAt(file, text, *bad), "", "the file is not UTF-8", "save it as UTF-8"));
    return false;
  }
  const size_t control = FindControlCharacter(text);
  if (control == absl::string_view::npos) return true;
  const std::string message = absl::StrFormat("control character U+%04X", static_cast<unsigned char>(text[control]));
  problems->push_back(MakeProblem(PositionAt(file, text, control), "", message, "remove it"));
  return false;
}

// yaml-cpp's words name its own terms; what authors trip over most gets a hint of its own.
// `behind` is the character before the place that yaml-cpp names: a quote there was not meant to end the text.
std::string SyntaxHint(absl::string_view message, char behind) {
  const bool is_unended = absl::StrContains(message, "end of") || absl::StrContains(message, "illegal map value");
  if (is_unended && behind == '\'') return "an apostrophe inside of single quotes is written twice: ''";
  if (is_unended && behind == '"') return "close each quote; a text that holds \" stands in single quotes";
  if (absl::StrContains(message, "tab")) return "indent with blanks, not with tabs";
  if (absl::StrContains(message, "flow")) return "close each { and [ ; put a text that holds , or ': ' in quotes";
  if (absl::StrContains(message, "end of map"))
    return "check the indentation and the colon of the line; put a text with ': ' or '#' in single quotes";
  if (absl::StrContains(message, "escape"))
    return "write patterns in single quotes: there a backslash stands for itself";
  if (absl::StrContains(message, "alias")) return "put a text that begins with * or & in single quotes";
  return "check indentation, colons and quotes; put patterns in single quotes";
}

// The character before a line and column, counted from 0; a blank where there is none.
char CharacterBefore(absl::string_view text, int line, int column) {
  for (; line > 0 && !text.empty(); --line) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  const size_t at = static_cast<size_t>(std::max(column, 0));
  return at > 0 && at <= text.size() ? text[at - 1] : ' ';
}

pb::RuleSetProblem SyntaxProblem(absl::string_view file, absl::string_view text, const YAML::Exception& error) {
  const YAML::Mark mark = error.mark.is_null() ? YAML::Mark() : error.mark;
  const pb::SourcePosition at =
      MakePosition(file, static_cast<uint32_t>(mark.line + 1), static_cast<uint32_t>(mark.column + 1));
  return MakeProblem(at, "", absl::StrCat("YAML: ", error.msg),
                     SyntaxHint(error.msg, CharacterBefore(text, mark.line, mark.column)));
}

}  // namespace

const YamlNode* YamlNode::Find(absl::string_view key) const {
  for (size_t i = 0; i < keys.size() && i < children.size(); ++i) {
    if (keys[i]->kind == YamlKind::kScalar && keys[i]->text == key) return children[i].get();
  }
  return nullptr;
}

absl::string_view YamlKindName(YamlKind kind) {
  switch (kind) {
    case YamlKind::kNull:
      return "nothing";
    case YamlKind::kScalar:
      return "text";
    case YamlKind::kSequence:
      return "a list";
    case YamlKind::kMap:
      return "a map";
  }
  return "";
}

std::unique_ptr<YamlNode> ParseYaml(absl::string_view file, absl::string_view text,
                                    std::vector<pb::RuleSetProblem>* problems) {
  absl::ConsumePrefix(&text, kByteOrderMark);
  if (!CheckCharacters(file, text, problems)) return nullptr;
  TreeBuilder builder(file, text, problems);
  std::istringstream stream{std::string(text)};
  const size_t problem_count = problems->size();
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      problems->push_back(MakeProblem(MakePosition(file, 1, 1), "", "the file is empty",
                                      "see extractor/packs/README.md for what it holds"));
      return nullptr;
    }
    auto root = builder.TakeRoot();
    if (parser.HandleNextDocument(builder)) {
      const auto second = builder.TakeRoot();
      problems->push_back(MakeProblem(MakePosition(file, second->line, second->column), "",
                                      "the file holds a second document", "remove the line ---, or make two files"));
    }
    return root;
  } catch (const YAML::Exception& error) {
    problems->erase(problems->begin() + static_cast<std::ptrdiff_t>(problem_count), problems->end());
    problems->push_back(builder.open_quote().has_value() ? *builder.open_quote() : SyntaxProblem(file, text, error));
    return nullptr;
  }
}

}  // namespace caspian::extractor
