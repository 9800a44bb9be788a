#include <charconv>

#include "base/core/text.h"
#include "base/db/session_impl.h"

namespace concord::db {
namespace {

[[noreturn]] void WrongType(size_t i, const char* wanted) {
  throw DatabaseError(Fault::kOther, "column " + std::to_string(i) + " does not hold " + wanted);
}

template <typename Work>
auto Noting(SessionImpl& impl, Work work) {
  try {
    return work();
  } catch (const DatabaseError&) {
    if (!impl.failure) impl.failure = std::current_exception();
    throw;
  }
}

}  // namespace

int64_t Row::Int(size_t i) const {
  const Value::Held& held = columns.at(i);
  if (auto* n = std::get_if<int64_t>(&held)) return *n;
  if (IsNull(i)) return 0;
  if (auto* d = std::get_if<double>(&held); d && *d >= -9.2e18 && *d <= 9.2e18 && *d == static_cast<int64_t>(*d)) {
    return static_cast<int64_t>(*d);
  }
  WrongType(i, "an integer");
}

double Row::Real(size_t i) const {
  const Value::Held& held = columns.at(i);
  if (auto* d = std::get_if<double>(&held)) return *d;
  if (auto* n = std::get_if<int64_t>(&held)) return static_cast<double>(*n);
  if (IsNull(i)) return 0;
  WrongType(i, "a number");
}

const std::string& Row::Text(size_t i) const {
  static const std::string empty;
  const Value::Held& held = columns.at(i);
  if (auto* s = std::get_if<std::string>(&held)) return *s;
  if (IsNull(i)) return empty;
  WrongType(i, "text");
}

Rows Session::QueryWith(std::string_view sql, const std::vector<Value>& args) {
  return Noting(impl_, [&] { return impl_.Query(sql, args); });
}

int64_t Session::ExecuteWith(std::string_view sql, const std::vector<Value>& args) {
  return Noting(impl_, [&] { return impl_.Execute(sql, args); });
}

void Session::ForEach(std::string_view sql, const std::vector<Value>& args, const EachRow& each) {
  Noting(impl_, [&] { impl_.ForEach(sql, args, each); });
}

void Session::Script(std::string_view sql) {
  Noting(impl_, [&] { impl_.Script(sql); });
}

void Session::CopyIn(const std::string& sql, std::string_view rows) {
  Noting(impl_, [&] { impl_.CopyIn(sql, rows); });
}

Dialect Session::dialect() const { return impl_.dialect(); }

void CheckText(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) throw DatabaseError(Fault::kText, "text holds a NUL byte");
  if (!text::IsValidUtf8(text)) throw DatabaseError(Fault::kText, "text is not valid UTF-8");
}

}  // namespace concord::db
