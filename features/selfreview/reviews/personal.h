// A person's answers to reviews under way, in what they are told is kept about them; gone when they leave. Of a closed
// review nothing is a person's any more.
#pragma once
#include "base/crypto/seal.h"
#include "features/accounts/accounts.h"

namespace concord::selfreview {

accounts::PersonalPart PersonalAnswers(const crypto::Sealer& sealer);

}  // namespace concord::selfreview
