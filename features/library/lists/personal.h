// A person's reading lists in what they are told is kept about them; gone when they leave. Lists of communities stay.
#pragma once
#include "base/core/clock.h"
#include "features/accounts/accounts.h"

namespace concord::library::lists {

// `clock` must outlive it.
accounts::PersonalPart PersonalLists(const Clock& clock);

}  // namespace concord::library::lists
