// threads_bench PACK TEXT [SECONDS]: what a second thread gains, beside what it gains a control that only computes, in
// one run: what else runs on the machine takes as much of either. TEXT is plain; its pieces are the documents, again
// and again. Each figure is of SECONDS, 2 unless told.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "common/base/sha256.h"
#include "extractor/engine/library.h"
#include "extractor/engine/warm_up.h"

namespace {

constexpr size_t kDocumentBytes = 4096;
constexpr int kRounds = 5;

using Clock = std::chrono::steady_clock;
constexpr Clock::duration kSlice = std::chrono::milliseconds(100);
// Does the piece of work of that number.
using Work = std::function<void(size_t)>;

std::vector<caspian::v1::Document> PiecesOf(const std::string& text) {
  std::vector<caspian::v1::Document> documents;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(' ', std::min(begin + kDocumentBytes, text.size())), text.size());
    documents.emplace_back();
    documents.back().set_id("piece");
    documents.back().set_text(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return documents;
}

// What was done, and how long it took.
struct Pace {
  double pieces = 0;
  double seconds = 0;

  double rate() const { return pieces / seconds; }
};

void Run(int threads, const Work& work, Pace* pace) {
  std::atomic<size_t> next{static_cast<size_t>(pace->pieces)};
  const auto begin = Clock::now();
  std::vector<std::thread> running;
  for (int t = 0; t < threads; ++t) {
    running.emplace_back([&] {
      while (Clock::now() - begin < kSlice) work(next.fetch_add(1, std::memory_order_relaxed));
    });
  }
  for (std::thread& thread : running) thread.join();
  pace->pieces = static_cast<double>(next);
  pace->seconds += std::chrono::duration<double>(Clock::now() - begin).count();
}

struct Gains {
  double control;
  double extraction;
};

// In slices that take turns, so that all four see the same machine.
Gains Measure(double seconds, const Work& control, const Work& extraction) {
  Pace one_control, one, two_control, two;
  while (two.seconds < seconds) {
    Run(1, control, &one_control);
    Run(1, extraction, &one);
    Run(2, control, &two_control);
    Run(2, extraction, &two);
  }
  return {two_control.rate() / one_control.rate(), two.rate() / one.rate()};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::cerr << "usage: threads_bench PACK TEXT [SECONDS]\n", 2;
  const auto rules = caspian::extractor::LoadPack(argv[1], nullptr);
  if (!rules.ok()) return std::cerr << rules.status() << "\n", 3;
  std::ifstream file(argv[2], std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const std::vector<caspian::v1::Document> documents = PiecesOf(text);
  if (documents.empty()) return std::cerr << argv[2] << ": no text\n", 3;
  const double seconds = argc > 3 ? std::atof(argv[3]) : 2;
  caspian::extractor::WarmUp(**rules);
  const Work extract = [&](size_t i) {
    (*rules)->engine->Extract(documents[i % documents.size()])->SerializeAsString();
  };
  const Work compute = [&](size_t i) { caspian::Sha256Hex(text); };
  for (size_t i = 0; i < documents.size(); ++i) extract(i);
  std::vector<double> shares;
  for (int round = 0; round < kRounds; ++round) {
    const Gains gains = Measure(seconds, compute, extract);
    shares.push_back(gains.extraction / gains.control);
    std::printf("two threads: control %.2f times one, extraction %.2f, %.2f of it\n", gains.control, gains.extraction,
                shares.back());
  }
  std::sort(shares.begin(), shares.end());
  std::printf("median of %d: %.2f\n", kRounds, shares[kRounds / 2]);
}
