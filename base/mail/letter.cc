#include "base/mail/letter.h"

#include "base/core/text.h"
#include "base/html/templates.h"

namespace concord::mail {
namespace {

// Colours as on the pages. Programs that leave styles out show the same words in the same order.
constexpr std::string_view kStyle =
    "body{margin:0;padding:1.5rem;background:#faf7f2;color:#1f2a2e;font:1.0625rem/1.5 'Public Sans',sans-serif}"
    "main{max-width:36rem;margin:0 auto;padding:1.5rem;background:#fff}"
    "a{color:#0b4f4a;overflow-wrap:anywhere}"
    "a.button{display:inline-block;padding:.75rem 1.25rem;border-radius:.25rem;background:#0b4f4a;color:#fff;"
    "font-weight:bold;text-decoration:none}"
    "footer{margin-top:2rem;border-top:1px solid #d9d3c7;color:#56646a;font-size:.9375rem}";

// Whether a name may be greeted: one that is an advertisement may not.
bool IsName(std::string_view name) {
  return !name.empty() && text::CountCodePoints(name) <= 100 && name.find_first_of("/@<>\n") == name.npos &&
         !text::LowerAscii(name).contains("www.");
}

std::string Paragraph(std::string_view text) {
  std::string html = "<p>";
  bool first = true;
  for (std::string_view line : text::Split(text, '\n')) {
    html += (first ? "" : "<br>\n") + html::Escape(line);
    first = false;
  }
  return html + "</p>\n";
}

void AddItem(const LetterItem& item, std::string& text, std::string& main) {
  text += "\n* " + item.title + "\n";
  const std::string href = html::Escape(item.href);
  main += "<p><a href=\"" + href + "\"><strong>" + html::Escape(item.title) + "</strong></a>";
  if (!item.detail.empty()) {
    text += "  " + item.detail + "\n";
    main += "<br>\n" + html::Escape(item.detail);
  }
  if (!item.text.empty()) {
    text += "  " + item.text + "\n";
    main += "<br>\n" + html::Escape(item.text);
  }
  text += "  " + item.href + "\n";
  main += "</p>\n";
}

std::string Page(std::string_view language, std::string_view title, std::string_view main) {
  return "<!doctype html>\n<html lang=\"" + html::Escape(language) +
         "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
         html::Escape(title) + "</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n<body>\n<main>\n" +
         std::string(main) + "</main>\n</body>\n</html>\n";
}

}  // namespace

Message Write(const Letter& letter, const i18n::Catalog& catalog, const Reader& reader, std::string_view hub_name) {
  // An unknown language gives the fallback's words: then that is what the mail says of itself.
  std::string language = catalog.Knows(reader.language) ? reader.language : catalog.languages().front().tag;
  auto say = [&](std::string_view key, const i18n::Params& params) { return catalog.Text(language, key, params); };

  std::string name(text::Trim(reader.name));
  std::string greeting = IsName(name) ? say("mail.letter.greeting", {{"name", name}}) : say("mail.letter.hello", {});
  std::string text = greeting + "\n", main = Paragraph(greeting);
  auto add = [&](const std::string& paragraph) {
    text += "\n" + paragraph + "\n";
    main += Paragraph(paragraph);
  };
  for (const std::string& key : letter.paragraph_keys) add(say(key, letter.params));
  for (const LetterItem& item : letter.items) AddItem(item, text, main);
  if (!letter.button_href.empty()) {
    std::string label = say(letter.button_key, letter.params), link = html::Escape(letter.button_href);
    std::string in_full = say("mail.letter.link", {});
    text += "\n" + label + ":\n" + letter.button_href + "\n";
    main += "<p><a class=\"button\" href=\"" + link + "\">" + html::Escape(label) + "</a></p>\n<p>" +
            html::Escape(in_full) + "<br>\n<a href=\"" + link + "\">" + link + "</a></p>\n";
  }
  std::string footer = say("mail.letter.footer", {{"hub", std::string(hub_name)}, {"address", reader.address}});
  text += "\n-- \n" + footer + "\n";
  main += "<footer>\n" + Paragraph(footer);
  if (!letter.unsubscribe_href.empty()) {
    const std::string label = say(letter.unsubscribe_key, letter.params);
    text += "\n" + label + ":\n" + letter.unsubscribe_href + "\n";
    main += "<p><a href=\"" + html::Escape(letter.unsubscribe_href) + "\">" + html::Escape(label) + "</a></p>\n";
  }
  main += "</footer>\n";

  Message message{.to_address = reader.address, .to_name = name, .subject = say(letter.subject_key, letter.params)};
  message.text = std::move(text);
  message.html = Page(language, message.subject, main);
  message.language = std::move(language);
  message.unsubscribe = letter.unsubscribe_href;
  return message;
}

}  // namespace concord::mail
