// The standard normal distribution. Pure.
#pragma once

namespace concord::stats {

// The value below which a share `probability` lies, 0 < probability < 1, to about 1e-15: Acklam's rational
// approximation, sharpened by one step of Halley's method with erfc.
double NormalQuantile(double probability);

}  // namespace concord::stats
