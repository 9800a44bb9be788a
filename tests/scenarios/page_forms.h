// What a browser reads of a page and what an attacker uses of it: its forms with their fields, and its links. Pure
// functions of the HTML that this program writes (attributes in double quotes); no general parser.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace concord::scenarios {

struct Field {
  std::string name, type, value;     // type: of an input, or "textarea", "select", "button"
  std::vector<std::string> choices;  // of a select
  bool checked = false;
};

struct Form {
  std::string action, method, enctype;  // method: "get" or "post"; action without its fragment
  std::vector<Field> fields;
  const Field* Find(std::string_view name) const;
};

std::vector<Form> FormsOf(std::string_view html);
// The addresses within this site that the page names, without their fragments, each once.
std::vector<std::string> LinksOf(std::string_view html);
// &lt; &gt; &quot; &amp; &#39; and their like.
std::string Unescape(std::string_view text);

// The places where `marker` stands in `html` so that a browser would take its signs for markup: each with some text
// around it. `marker` must begin with a quote sign and ">", and hold "<".
std::vector<std::string> UnescapedMarkers(std::string_view html, std::string_view marker);

}  // namespace concord::scenarios
