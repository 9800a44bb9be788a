#include "base/core/log.h"

#include <unistd.h>

#include <cstdio>

#include "base/core/text.h"

namespace concord {
namespace {

constexpr std::string_view kNames[] = {"debug", "info", "warn", "error"};

void AppendValue(std::string& line, const Log::Value& value) {
  if (auto* text = std::get_if<std::string_view>(&value)) {
    line += '"';
    AppendJsonEscaped(line, *text);
    line += '"';
  } else if (auto* number = std::get_if<int64_t>(&value)) {
    line += std::to_string(*number);
  } else if (auto* flag = std::get_if<bool>(&value)) {
    line += *flag ? "true" : "false";
  } else {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", std::get<double>(value));
    line += text;
  }
}

}  // namespace

void Log::Write(LogLevel level, std::string_view message, Fields fields) {
  if (!Enabled(level) || level == LogLevel::kOff) return;
  std::string line = "{\"time\":\"" + FormatRfc3339(clock_.Now()) + "\",\"level\":\"";
  line += kNames[static_cast<int>(level)];
  line += "\",\"message\":\"";
  AppendJsonEscaped(line, message);
  line += '"';
  for (const Field& field : fields) {
    line += ",\"";
    AppendJsonEscaped(line, field.name);
    line += "\":";
    AppendValue(line, field.value);
  }
  line += "}\n";
  std::lock_guard lock(mutex_);
  for (std::string_view rest = line; !rest.empty();) {
    const ssize_t wrote = write(descriptor_, rest.data(), rest.size());
    if (wrote <= 0) return;  // a log that cannot be written must not stop the server
    rest.remove_prefix(static_cast<size_t>(wrote));
  }
}

void AppendJsonEscaped(std::string& out, std::string_view text) {
  const std::string cleaned = text::IsValidUtf8(text) ? std::string() : text::Clean(text);
  if (!cleaned.empty()) text = cleaned;
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case '<':
        out += "\\u003c";
        break;
      case '>':
        out += "\\u003e";
        break;
      case '&':
        out += "\\u0026";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          char escaped[8];
          std::snprintf(escaped, sizeof escaped, "\\u%04x", c);
          out += escaped;
        } else {
          out += c;
        }
    }
  }
}

}  // namespace concord
