// A letter from message keys, in its reader's language: a greeting, paragraphs, one button, and who wrote it and why.
// Pure, safe from any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/i18n/catalog.h"
#include "base/mail/message.h"

namespace concord::mail {

// One of several things that a letter tells of.
struct LetterItem {
  std::string title, href, detail, text;  // detail: a line beneath the title; either may be empty
};

struct Letter {
  std::string subject_key;
  std::vector<std::string> paragraph_keys;
  std::string button_key, button_href;  // both empty: no button. The address is also printed in full
  i18n::Params params;                  // of every key above; a line feed in one is kept
  std::vector<LetterItem> items = {};   // after the paragraphs, before the button
  std::string unsubscribe_key = {}, unsubscribe_href = {};  // beneath it all, and in the headers; or both empty
};

struct Reader {
  std::string address, name, language;
};

// The same words as plain text and as HTML without pictures, tables or anything fetched. A name that holds an address
// of the web is left out of the greeting, so that nobody can have this hub send his advertisement to strangers.
Message Write(const Letter& letter, const i18n::Catalog& catalog, const Reader& reader, std::string_view hub_name);

}  // namespace concord::mail
