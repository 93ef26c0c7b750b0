// memory_bench PACK TEXT [DOCUMENTS]: how often memory is asked for, for a document of 4 KB, and whether what the
// process holds grows over many small ones. TEXT is plain; its pieces are the documents, again and again.
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "extractor/engine/extraction_buffer.h"
#include "extractor/engine/library.h"
#include "extractor/engine/warm_up.h"
#include "tests/extractor/engine/allocation_count.h"

namespace {

constexpr size_t kDocumentBytes = 4096, kSmallBytes = 200;

uint64_t ResidentKibibytes() {
  uint64_t whole = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> whole >> resident;
  return resident * static_cast<uint64_t>(sysconf(_SC_PAGESIZE)) / 1024;
}

// Pieces of about `size` bytes that end at a blank.
std::vector<caspian::v1::Document> PiecesOf(const std::string& text, size_t size) {
  std::vector<caspian::v1::Document> documents;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(' ', std::min(begin + size, text.size())), text.size());
    documents.emplace_back();
    documents.back().set_id("piece");
    documents.back().set_text(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return documents;
}

uint64_t Extract(const caspian::extractor::Engine& engine, const caspian::v1::Document& document,
                 caspian::extractor::ExtractionBuffer* buffer) {
  const uint64_t before = caspian::AllocationCount();
  caspian::v1::Extraction* found = buffer->Next();
  if (engine.ExtractTo(document, found).ok()) found->SerializeAsString();
  return caspian::AllocationCount() - before;
}

void TellAllocations(const caspian::extractor::Engine& engine, const std::string& text) {
  const auto documents = PiecesOf(text, kDocumentBytes);
  caspian::extractor::ExtractionBuffer buffer;
  uint64_t first = 0, warm = 0, bytes = 0;
  for (const auto& document : documents) first += Extract(engine, document, &buffer);
  for (const auto& document : documents) warm += Extract(engine, document, &buffer), bytes += document.text().size();
  std::cout << documents.size() << " documents of " << bytes / documents.size()
            << " bytes: " << first / documents.size() << " allocations each, " << warm / documents.size()
            << " when they are read again\n";
}

void TellGrowth(const caspian::extractor::Engine& engine, const std::string& text, uint64_t count) {
  const auto documents = PiecesOf(text, kSmallBytes);
  caspian::extractor::ExtractionBuffer buffer;
  for (uint64_t i = 0; i < count; ++i) {
    Extract(engine, documents[i % documents.size()], &buffer);
    if ((i + 1) % std::max<uint64_t>(count / 10, 1) == 0)
      std::cout << i + 1 << " documents of " << kSmallBytes << " bytes: " << ResidentKibibytes() << " KiB resident"
                << std::endl;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::cerr << "usage: memory_bench PACK TEXT [DOCUMENTS]\n", 2;
  const auto rules = caspian::extractor::LoadPack(argv[1], nullptr);
  if (!rules.ok()) return std::cerr << rules.status() << "\n", 3;
  std::ifstream file(argv[2], std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (text.empty()) return std::cerr << argv[2] << ": no text\n", 3;
  caspian::extractor::WarmUp(**rules);
  std::cout << (*rules)->ref.name() << ": " << ResidentKibibytes() << " KiB resident, warmed up\n";
  TellAllocations(*(*rules)->engine, text);
  TellGrowth(*(*rules)->engine, text, argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 100000);
}
