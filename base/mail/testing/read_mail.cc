#include "base/mail/testing/read_mail.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/mail/testing/process.h"
#include "base/testing/temp_dir.h"

namespace concord::testing {
namespace {

std::vector<mail::Mailbox> BoxesOf(const nlohmann::json& json) {
  std::vector<mail::Mailbox> boxes;
  for (const auto& box : json) boxes.push_back({box[1], box[0]});
  return boxes;
}

ReadMail Convert(const nlohmann::json& json) {
  ReadMail mail;
  for (const auto& header : json["headers"]) {
    mail.header_names.push_back(header[0]);
    mail.headers.emplace(header[0], header[1]);
  }
  mail.from = BoxesOf(json["from"]);
  mail.to = BoxesOf(json["to"]);
  mail.type = json["type"];
  mail.date = json["date"];
  if (json["text"].is_string()) mail.text = json["text"];
  if (json["html"].is_string()) mail.html = json["html"];
  mail.parts = json["parts"];
  mail.defects = json["defects"];
  mail.longest_line = json["longest_line"];
  mail.bare_ends = json["bare_ends"];
  mail.ascii = json["ascii"];
  return mail;
}

}  // namespace

std::vector<ReadMail> ReadMails(const std::vector<std::string>& messages) {
  TempDir folder;
  std::vector<std::string> words = {kPython, CONCORD_READ_MAIL};
  for (const std::string& message : messages)
    words.push_back(folder.Write(std::to_string(words.size()) + ".eml", message));
  std::vector<ReadMail> mails;
  for (const auto& json : nlohmann::json::parse(Run(words))) mails.push_back(Convert(json));
  return mails;
}

std::string FirstLink(std::string_view text) {
  size_t at = std::min(text.find("https://"), text.find("http://"));
  if (at == std::string_view::npos) return "";
  return std::string(text.substr(at, text.find_first_of(" \t\r\n", at) - at));
}

}  // namespace concord::testing
