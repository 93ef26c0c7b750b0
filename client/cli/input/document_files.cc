#include "client/cli/input/document_files.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <map>

#include "absl/strings/str_cat.h"
#include "client/cli/input/text_file.h"
#include "client/cli/output/terminal.h"

namespace caspian::cli {

DocumentFiles::DocumentFiles(const std::vector<std::string>& paths, InputFormat format, DocumentFields fields)
    : paths_(UniquePaths(paths)), format_(format), fields_(std::move(fields)) {}

bool DocumentFiles::Next(v1::Document* document) {
  document->Clear();
  if (!(format_ == InputFormat::kText ? NextText(document) : NextLine(document))) return false;
  FillDocument(fields_, document);
  return true;
}

bool DocumentFiles::NextText(v1::Document* document) {
  while (at_ < paths_.size()) {
    const std::string& path = paths_[at_++];
    auto read = ReadTextFile(path);
    if (read.ok()) return *document = *std::move(read), true;
    Fail(read.status(), "");
  }
  return false;
}

bool DocumentFiles::NextLine(v1::Document* document) {
  while (lines_ || at_ < paths_.size()) {
    if (!lines_) {
      auto file = OpenForReading(paths_[at_++]);
      if (!file.ok()) {
        Fail(file.status(), "");
        continue;
      }
      lines_ = std::make_unique<LineReader>(*std::move(file));
    }
    TextLine line;
    if (!lines_->Next(&line)) {
      lines_.reset();
      continue;
    }
    auto read = parser_.Parse(line);
    if (read.ok()) return *document = *std::move(read), true;
    Fail(read.status(), paths_[at_ - 1]);
  }
  return false;
}

void DocumentFiles::Fail(const absl::Status& status, const std::string& path) {
  ++failed_;
  PrintError(absl::StrCat(path, path.empty() ? "" : ": ", status.message()));
}

void AddInputFormatFlag(CLI::App* app, InputFormat* format) {
  const std::map<std::string, InputFormat> formats = {{"text", InputFormat::kText}, {"jsonl", InputFormat::kJsonLines}};
  app->add_option("--input-format", *format, "text: a file is a document; jsonl: a line is one, {\"id\", \"text\", …}")
      ->transform(CLI::CheckedTransformer(formats).description(""))
      ->type_name("FORMAT");
}

}  // namespace caspian::cli
