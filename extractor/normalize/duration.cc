// Durations as TIMEX3 values: "P5Y", "PT2H30M", "PXD" where the amount is open.
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "extractor/normalize/amounts.h"
#include "extractor/normalize/duration_place.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

// One amount of one unit. `letter` is that of ISO 8601, or TIMEX3's WE; `of_day` tells hours, minutes and seconds from
// the rest.
struct Piece {
  absl::optional<Decimal> amount;  // absent: open
  std::string letter;
  bool of_day = false;
};

// The unit of a part: feature `timex`, "Y", "M", "W", "D", "WE" or "TH", "TM", "TS", with a feature `factor` where it
// is a multiple (decade: Y, 10).
absl::Status ReadUnit(const ValuePart& unit, Piece* piece, uint32_t* factor) {
  absl::string_view code = FeatureOf(unit, "timex");
  if (code.empty()) code = unit.text;
  piece->of_day = absl::ConsumePrefix(&code, "T");
  const absl::string_view allowed = piece->of_day ? "HMS" : "YMWD";
  const bool weekend = code == "WE" && !piece->of_day;
  if (!weekend && (code.size() != 1 || allowed.find(code[0]) == absl::string_view::npos)) {
    return absl::InvalidArgumentError(absl::StrCat("\"", unit.text, "\" is no unit of time"));
  }
  piece->letter = std::string(code);
  *factor = 1;
  const absl::string_view factor_text = FeatureOf(unit, "factor");
  if (!factor_text.empty() && !absl::SimpleAtoi(factor_text, factor))
    return absl::InvalidArgumentError("a factor is no number");
  return absl::OkStatus();
}

// Half hours and minutes are written in the next smaller unit: 5.5 hours are 5H30M; other fractions stay decimal.
std::string FormatPiece(const Piece& piece) {
  if (!piece.amount) return absl::StrCat("X", piece.letter);
  const bool divisible = piece.of_day && (piece.letter == "H" || piece.letter == "M");
  const std::string number = piece.amount->ToString();
  const size_t point = number.find('.');
  if (!divisible || point == std::string::npos) return absl::StrCat(number, piece.letter);
  const Decimal rest = Decimal::Parse(absl::StrCat("0", number.substr(point)))->Times(Decimal(60));
  if (!rest.IsWhole()) return absl::StrCat(number, piece.letter);
  const std::string smaller = absl::StrCat(rest.ToString(), piece.letter == "H" ? "M" : "S");
  const std::string whole = number.substr(0, point);
  return whole == "0" ? smaller : absl::StrCat(whole, piece.letter, smaller);
}

std::string Format(const std::vector<Piece>& pieces) {
  std::string days, hours;
  for (const Piece& piece : pieces) absl::StrAppend(piece.of_day ? &hours : &days, FormatPiece(piece));
  return absl::StrCat("P", days, hours.empty() ? "" : "T", hours);
}

// "and 30 minutes": a further amount of a further unit, where there is one.
absl::Status AddPiece(const Parts& parts, absl::string_view behind, std::vector<Piece>* pieces) {
  const ValuePart* unit = parts.Find(absl::StrCat("unit", behind));
  if (unit == nullptr) return absl::OkStatus();
  Piece piece;
  uint32_t factor = 1;
  const absl::Status status = ReadUnit(*unit, &piece, &factor);
  if (!status.ok()) return status;
  const ValuePart* amount = parts.Find(absl::StrCat("amount", behind));
  const absl::optional<Decimal> number = amount == nullptr ? absl::nullopt : ReadNumber(*amount);
  if (!number) return absl::InvalidArgumentError("no amount of a further unit");
  piece.amount = number->Times(Decimal(factor));
  pieces->push_back(piece);
  return absl::OkStatus();
}

}  // namespace

absl::Status NormalizeDuration(const Parts& parts, const DateContext& context, pb::Value* value) {
  const ValuePart* unit = parts.Find("unit");
  if (unit == nullptr) return absl::InvalidArgumentError("no unit of time");
  Piece piece;
  uint32_t factor = 1;
  absl::Status status = ReadUnit(*unit, &piece, &factor);
  if (!status.ok()) return status;
  std::vector<Piece> low = {piece};
  std::vector<Piece> high;
  if (parts.Has("amount")) {
    const absl::StatusOr<Amount> amount = ReadAmount(parts);
    if (!amount.ok()) return amount.status();
    if (amount->low.IsNegative()) return absl::InvalidArgumentError("a length of time is not below zero");
    low[0].amount = amount->low.Times(Decimal(factor));
    if (amount->high) high = {Piece{amount->high->Times(Decimal(factor)), piece.letter, piece.of_day}};
  }
  for (absl::string_view behind : {"_2", "_3", "_4"}) {
    status = AddPiece(parts, behind, &low);
    if (!status.ok()) return status;
  }

  const std::string timex3 = Format(low);
  value->mutable_duration()->set_timex3(timex3);
  value->set_canonical(high.empty() ? timex3 : absl::StrCat(timex3, "/", Format(high)));
  if (high.empty()) PlaceDuration(parts, context, value->mutable_duration());
  return absl::OkStatus();
}

}  // namespace caspian::extractor
