// extract PACK TEXT: what the rules of a pack find in a text, a line each. Built against the installed library.
#include <iostream>

#include "extractor/engine/library.h"

int main(int argc, char** argv) {
  if (argc != 3) return std::cerr << "usage: extract PACK TEXT\n", 2;
  const auto rules = caspian::extractor::LoadPack(argv[1], nullptr);
  if (!rules.ok()) return std::cerr << rules.status() << "\n", 3;
  caspian::v1::Document document;
  document.set_id("example");
  document.set_text(argv[2]);
  const auto found = (*rules)->engine->Extract(document);
  if (!found.ok()) return std::cerr << found.status() << "\n", 1;
  for (const auto& mention : found->mentions()) {
    const auto& span = mention.span();
    std::cout << mention.label() << " " << document.text().substr(span.begin(), span.end() - span.begin()) << "\n";
  }
  for (const auto& event : found->events()) std::cout << event.type() << " by rule " << event.rule_id() << "\n";
}
