#include "base/testing/postgres.h"

#include <libpq-fe.h>

#include <stdexcept>

namespace concord::testing {

struct Maintenance::Connection {
  PGconn* handle;
  ~Connection() { PQfinish(handle); }
};

Maintenance::Maintenance(const std::string& url) : connection_(new Connection{PQconnectdb(url.c_str())}) {
  if (PQstatus(connection_->handle) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_->handle));
  PQsetNoticeProcessor(
      connection_->handle, [](void*, const char*) {}, nullptr);
}

Maintenance::~Maintenance() = default;

int Maintenance::Run(const std::string& sql) {
  std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection_->handle, sql.c_str()), &PQclear);
  ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    throw std::runtime_error(sql + ": " + PQerrorMessage(connection_->handle));
  }
  first_.clear();
  int rows = PQntuples(result.get());
  if (rows > 0) first_ = PQgetvalue(result.get(), 0, 0);
  return rows;
}

}  // namespace concord::testing
