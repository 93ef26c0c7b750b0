#include "client/cli/input/document_fields.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "common/base/civil_date.h"

namespace caspian::cli {
namespace {

std::string CheckDate(const std::string& text) {
  const auto date = ParsePublishedDate(text);
  return date.ok() ? "" : std::string(date.status().message());
}

void SetIfEmpty(const std::string& value, std::string* field) {
  if (field->empty()) *field = value;
}

}  // namespace

void AddDocumentFlags(CLI::App* app, DocumentFields* fields) {
  app->add_option("--published", fields->published,
                  "When it was published: 2006-07-05, 2006-07, 2006 or 2006-07-05T14:30+06:00; anchors its dates")
      ->check(CheckDate)
      ->type_name("DATE");
  app->add_option("--title", fields->title, "Headline");
  app->add_option("--publisher", fields->publisher, "Who published it");
  app->add_option("--author", fields->author, "Who wrote it");
  app->add_option("--language", fields->language, "Language tag (en)");
  app->add_option("--uri", fields->uri, "Where it can be found; never fetched");
}

void FillDocument(const DocumentFields& fields, v1::Document* document) {
  SetIfEmpty(fields.title, document->mutable_title());
  SetIfEmpty(fields.publisher, document->mutable_publisher());
  SetIfEmpty(fields.author, document->mutable_author());
  SetIfEmpty(fields.language, document->mutable_language());
  SetIfEmpty(fields.uri, document->mutable_uri());
  if (fields.published.empty() || document->has_published()) return;
  if (auto date = ParsePublishedDate(fields.published); date.ok()) *document->mutable_published() = *std::move(date);
}

}  // namespace caspian::cli
