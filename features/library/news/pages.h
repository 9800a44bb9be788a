// Handlers of the pages of what is new. Safe from any thread.
#pragma once
#include "features/library/news/news.h"

namespace concord::library::news {

class NewsPages {
 public:
  explicit NewsPages(const Deps& deps) : d_(deps) {}
  http::Response New(const http::Request& request) const;   // /new?topic=a&topic=b&page=2
  http::Response Atom(const http::Request& request) const;  // /new.atom?topic=a&topic=b

 private:
  Deps d_;
};

class DigestPages {
 public:
  explicit DigestPages(const Deps& deps) : d_(deps) {}
  http::Response Form(const http::Request& request) const;
  http::Response Save(const http::Request& request) const;
  http::Response AskToEnd(const http::Request& request) const;
  http::Response EndByLetter(const http::Request& request) const;

 private:
  http::Response FormWith(const http::Request& request, const Subscription& chosen, bool on, std::string_view error,
                          unsigned status) const;
  Deps d_;
};

// Known topics of the query or form, each once.
std::vector<std::string> TopicsIn(const http::Pairs& pairs, const Vocabulary& terms);
// "/new?topic=a&topic=b"
std::string AddressOfNew(std::string_view path, const std::vector<std::string>& topics, size_t page = 1);

}  // namespace concord::library::news
