#include "common/rpc/auth_policy.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace caspian::rpc {

using google::protobuf::Struct;
using google::protobuf::Value;

namespace {

bool ValueMatches(absl::string_view pattern, absl::string_view value) {
  if (pattern == "*") return !value.empty();
  if (absl::EndsWith(pattern, "*")) return absl::StartsWith(value, pattern.substr(0, pattern.size() - 1));
  if (absl::StartsWith(pattern, "*")) return absl::EndsWith(value, pattern.substr(1));
  return pattern == value;
}

bool AnyMatches(const std::vector<std::string>& patterns, absl::string_view value) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return ValueMatches(pattern, value); });
}

bool PeerMatches(const std::vector<std::string>& patterns, const CallFacts& call) {
  if (patterns.empty()) return true;
  if (!call.authenticated) return false;
  if (std::find(patterns.begin(), patterns.end(), "*") != patterns.end()) return true;
  return std::any_of(call.principals.begin(), call.principals.end(),
                     [&](const std::string& one) { return AnyMatches(patterns, one); });
}

absl::Status Fault(absl::string_view what) { return absl::InvalidArgumentError(std::string(what)); }

}  // namespace

bool AuthPolicy::Rule::Matches(const CallFacts& call) const {
  if (!PeerMatches(principals, call)) return false;
  if (!paths.empty() && !AnyMatches(paths, call.path)) return false;
  return std::all_of(headers.begin(), headers.end(), [&](const Header& wanted) {
    return std::any_of(call.headers.begin(), call.headers.end(), [&](const auto& header) {
      return header.first == wanted.key && AnyMatches(wanted.values, header.second);
    });
  });
}

bool AuthPolicy::Allows(const CallFacts& call) const {
  const auto matches = [&](const Rule& rule) { return rule.Matches(call); };
  return std::none_of(deny_.begin(), deny_.end(), matches) && std::any_of(allow_.begin(), allow_.end(), matches);
}

// Reads the JSON, field by field; what it does not know is a fault, lest a misspelt rule allow too much.
class PolicyReader {
 public:
  absl::StatusOr<AuthPolicy> Read(const Struct& root) {
    OnlyFields(root, {"name", "allow_rules", "deny_rules"}, "the policy");
    Text(root, "name", "the policy");
    if (root.fields().count("allow_rules") == 0) Fail("the policy has no allow_rules");
    AuthPolicy policy;
    policy.allow_ = Rules(root, "allow_rules");
    policy.deny_ = Rules(root, "deny_rules");
    if (!status_.ok()) return status_;
    return policy;
  }

 private:
  void Fail(absl::string_view what) { status_.Update(Fault(what)); }

  void OnlyFields(const Struct& object, const std::set<std::string>& known, absl::string_view where) {
    for (const auto& [name, value] : object.fields()) {
      if (known.count(name) == 0) Fail(absl::StrCat(where, " has the unknown field \"", name, "\""));
    }
  }
  const Value* Field(const Struct& object, const std::string& name, Value::KindCase kind, absl::string_view where) {
    const auto found = object.fields().find(name);
    if (found == object.fields().end()) return nullptr;
    if (found->second.kind_case() == kind) return &found->second;
    Fail(absl::StrCat(where, ": field \"", name, "\" is of another type"));
    return nullptr;
  }
  std::string Text(const Struct& object, const std::string& name, absl::string_view where) {
    const Value* value = Field(object, name, Value::kStringValue, where);
    if (value == nullptr || value->string_value().empty()) Fail(absl::StrCat(where, " has no \"", name, "\""));
    return value == nullptr ? "" : value->string_value();
  }
  std::vector<std::string> Texts(const Struct& object, const std::string& name, absl::string_view where) {
    std::vector<std::string> texts;
    const Value* value = Field(object, name, Value::kListValue, where);
    if (value == nullptr) return texts;
    for (const Value& one : value->list_value().values()) {
      if (one.string_value().empty()) Fail(absl::StrCat(where, ": \"", name, "\" holds what is no text, or empty"));
      texts.push_back(one.string_value());
    }
    if (texts.empty()) Fail(absl::StrCat(where, ": \"", name, "\" is empty: leave it out to mean any"));
    return texts;
  }

  std::vector<AuthPolicy::Rule> Rules(const Struct& root, const std::string& name) {
    std::vector<AuthPolicy::Rule> rules;
    const Value* list = Field(root, name, Value::kListValue, "the policy");
    if (list == nullptr) return rules;
    for (const Value& value : list->list_value().values()) rules.push_back(ReadRule(value.struct_value(), name));
    if (rules.empty()) Fail(absl::StrCat("\"", name, "\" is empty"));
    return rules;
  }
  AuthPolicy::Rule ReadRule(const Struct& object, absl::string_view list) {
    const std::string where = absl::StrCat("a rule of ", list);
    OnlyFields(object, {"name", "source", "request"}, where);
    Text(object, "name", where);
    AuthPolicy::Rule rule;
    if (const Value* source = Field(object, "source", Value::kStructValue, where)) {
      OnlyFields(source->struct_value(), {"principals"}, where);
      rule.principals = Texts(source->struct_value(), "principals", where);
    }
    if (const Value* request = Field(object, "request", Value::kStructValue, where))
      ReadRequest(request->struct_value(), where, &rule);
    return rule;
  }
  void ReadRequest(const Struct& object, const std::string& where, AuthPolicy::Rule* rule) {
    OnlyFields(object, {"paths", "headers"}, where);
    rule->paths = Texts(object, "paths", where);
    const Value* headers = Field(object, "headers", Value::kListValue, where);
    if (headers == nullptr) return;
    for (const Value& value : headers->list_value().values()) {
      OnlyFields(value.struct_value(), {"key", "values"}, where);
      rule->headers.push_back({Text(value.struct_value(), "key", where), Texts(value.struct_value(), "values", where)});
      if (rule->headers.back().values.empty()) Fail(absl::StrCat(where, ": a header has no \"values\""));
    }
  }

  absl::Status status_;
};

absl::StatusOr<AuthPolicy> AuthPolicy::Parse(const std::string& json) {
  Struct root;
  const auto parsed = google::protobuf::util::JsonStringToMessage(json, &root);
  if (!parsed.ok()) return Fault(absl::StrCat("not a JSON object: ", std::string(parsed.message())));
  return PolicyReader().Read(root);
}

absl::StatusOr<std::shared_ptr<WatchedAuthPolicy>> WatchedAuthPolicy::Open(const std::string& path,
                                                                           absl::Duration interval) {
  std::shared_ptr<WatchedAuthPolicy> watched(new WatchedAuthPolicy(path, interval));
  watched->LoadIfChanged();
  absl::MutexLock lock(&watched->mutex_);
  if (watched->policy_) return watched;
  const absl::Status status = watched->Load();
  if (!status.ok()) return status;
  return watched;
}

absl::Status WatchedAuthPolicy::Load() {
  std::ifstream file(path_, std::ios::binary);
  if (!file) return Fault(absl::StrCat(path_, ": can't be read: does it exist, and may this user read it?"));
  const std::string json(std::istreambuf_iterator<char>(file), {});
  absl::StatusOr<AuthPolicy> policy = AuthPolicy::Parse(json);
  if (!policy.ok()) return Fault(absl::StrCat(path_, ": ", policy.status().message()));
  policy_ = std::make_shared<const AuthPolicy>(*std::move(policy));
  return absl::OkStatus();
}

void WatchedAuthPolicy::LoadIfChanged() {
  absl::MutexLock lock(&mutex_);
  const absl::Time now = absl::Now();
  if (policy_ && now - looked_ < interval_) return;
  looked_ = now;
  struct stat found = {};
  stat(path_.c_str(), &found);
  const std::string stamp =
      absl::StrCat(found.st_ino, " ", found.st_size, " ", found.st_mtim.tv_sec, ".", found.st_mtim.tv_nsec);
  if (stamp == stamp_) return;
  stamp_ = stamp;
  const bool again = policy_ != nullptr;
  const absl::Status status = Load();
  if (again)
    spdlog::log(status.ok() ? spdlog::level::info : spdlog::level::err, "authorization policy {}: {}", path_,
                status.ok() ? std::string("read again") : absl::StrCat(status.message(), "; the one before stays"));
}

bool WatchedAuthPolicy::Allows(const CallFacts& call) {
  LoadIfChanged();
  std::shared_ptr<const AuthPolicy> policy;
  {
    absl::MutexLock lock(&mutex_);
    policy = policy_;
  }
  return policy->Allows(call);
}

}  // namespace caspian::rpc
