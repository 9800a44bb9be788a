// QR codes (ISO/IEC 18004, by libqrencode) as pictures that stand in a page. Pure, safe from any thread.
#pragma once
#include <string>
#include <string_view>

#include "base/core/result.h"

namespace concord::crypto {

// A complete <svg class="c-qr" role="img">: black modules of one unit in one <path>, on white, with the quiet zone of 4
// modules that readers need, error correction M. Without a style, which the Content-Security-Policy forbids, and
// without a size: CSS gives it. `label` becomes its aria-label; a page that names the picture otherwise leaves it
// empty. Errors: invalid "crypto.qr.length" {max} where `text` is empty or over 2,331 bytes, what the largest code
// holds.
Result<std::string> QrSvg(std::string_view text, std::string_view label = {});

}  // namespace concord::crypto
