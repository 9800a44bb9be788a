// A plain libpq connection for what a Session does not do: CREATE DATABASE, and transactions that a test interleaves by
// hand. Throws std::runtime_error. One thread at a time.
#pragma once
#include <memory>
#include <string>

namespace concord::testing {

class Maintenance {
 public:
  explicit Maintenance(const std::string& url);
  ~Maintenance();
  // The number of rows that came back. The first column of the first is kept in `first`.
  int Run(const std::string& sql);
  const std::string& first() const { return first_; }

 private:
  struct Connection;
  std::unique_ptr<Connection> connection_;
  std::string first_;
};

}  // namespace concord::testing
