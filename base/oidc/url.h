// Addresses as an issuer and its metadata write them: base/fetch's reading and checks, under this folder's names.
// Not for other folders.
#pragma once
#include "base/fetch/addresses.h"
#include "base/fetch/url.h"

namespace concord::oidc {

using fetch::EncodeUrl;
using fetch::IsForbidden;
using fetch::IsForbiddenHost;
using fetch::IsLoopback;
using fetch::ParseUrl;
using fetch::Url;

}  // namespace concord::oidc
