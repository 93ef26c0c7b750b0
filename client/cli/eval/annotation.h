#ifndef CASPIAN_CLIENT_CLI_EVAL_ANNOTATION_H_
#define CASPIAN_CLIENT_CLI_EVAL_ANNOTATION_H_

#include <cstdint>
#include <string>

namespace caspian::cli {

// A marked stretch of a text, by people (gold) or by a program (predicted).
struct Annotation {
  // Half-open, in code points.
  uint32_t start = 0;
  uint32_t end = 0;
  std::string type;
  // What it means ("2006-06-23"); empty where nothing says.
  std::string value = {};
  // Gold that need not be found: missing it is no miss, finding it is neither right nor a stray.
  bool optional = false;
  // Gold: false for common nouns and pronouns.
  bool named = true;
};

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_ANNOTATION_H_
