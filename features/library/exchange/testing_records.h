// A record with every field filled, for the round trips. Only tests include this.
#pragma once
#include <fstream>
#include <iterator>
#include <string>

#include "features/library/exchange/record.h"

namespace concord::library::exchange {

inline Record FullRecord() {
  Record r;
  r.key = "berg2021";
  r.slug = "trust-is-earned";
  r.title = "Trust & $5 is {earned}: 50% of #1_NYPD ~ \\ ^ -- ``quoted'' \"x\" Ñandú";
  r.subtitle = "A guide for McDonald County";
  r.summary = "First paragraph, with \"quotes\"; semicolons, and = signs.\n\nSecond paragraph – Ñandú 警察.";
  r.publisher = "Knowledge & Lab";
  r.container = "Policing and Society";
  r.volume = "12";
  r.issue = "3-4";
  r.pages = "101-119";
  r.series = "Working Papers";
  r.edition = "2nd";
  r.place = "Knoxville, Tennessee";
  r.authors = {{"van der Berg", "Anna", ""},
               {"King Jr.", "Martin Luther", ""},
               {"", "", "Department of Justice, Civil Rights Division"},
               {"Núñez", "José", ""}};
  r.editors = {{"Smith", "J. B.", ""}, {"", "", "Plato and Sons"}};
  r.year = 2021;
  r.date = "2021-03-05";
  r.types = {"guidebook-tool", "case-study"};
  r.topics = {"community-policing", "equity-and-bias"};
  r.audiences = {"police", "parents-and-schools"};
  r.languages = {"en", "es"};
  r.keywords = {"police, legal", "trust; earned", "mediation"};
  r.url = "https://example.org/a_b?x=1&y=2%20z~k";
  r.doi = "10.1000/abc_1";
  r.ncj = "123456";
  r.isbn = "9780007280599";
  r.issn = "1043-9463";
  r.access = "open";
  r.status = "published";
  r.superseded_by = "trust-is-kept";
  r.note = "=SUM(A1) is no formula here.";
  r.facts = {{"year", "Taken from the listing", "https://example.org/list?a={b}"},
             {"summary", "Written for Concord", ""}};
  r.evidence = {{"trust", "positive", "moderate", "city", "two trials", "2021-01"}};
  r.extra = {{"pmid", "12653513"}, {"PMID", "7"}, {"AN", "x1"}, {"AN", "x2"}, {"odd name!", "a } brace"}};
  return r;
}

inline std::string ReadWholeFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace concord::library::exchange
