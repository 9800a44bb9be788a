// The library as an OAI-PMH 2.0 repository at /oai: harvesters of other libraries read its records there. What it gives
// out, in which formats and how it pages: docs/operator/harvesting.md.
#pragma once
#include <string>

#include "base/core/config.h"
#include "base/core/log.h"
#include "base/http/router.h"
#include "features/library/library.h"

namespace concord::library::oai {

struct Deps {
  Library& library;
  const Config::Hub& hub;
  std::string admin_email;  // who answers for the hub; empty: the host's postmaster (RFC 2142)
  const Clock& clock;
  Log& log;
  size_t batch = 200;  // records in one answer
};

// Everything in `deps` must outlive the router.
void BindOai(http::Router& router, const Deps& deps);

}  // namespace concord::library::oai
