// Two resources that are one work become one: field by field what is kept, lists united, what hung on the merged one
// moved, its address leading to the other for good.
#pragma once
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "features/library/library.h"
#include "features/library/queue/queue.h"

namespace concord::library::queue {

// The fields between which a curator chooses, in the order in which pages show them: "title", ..., "authors".
const std::vector<std::string>& ChosenFields();
// One of them in words: names joined, a year as digits. "year" stands for the date too.
std::string TextOfField(const exchange::Record& record, std::string_view field);
// Those in which the two differ.
std::vector<std::string> DifferingFields(const exchange::Record& keep, const exchange::Record& merge);
// Those that the kept one lacks: what is taken from the other unless the curator says otherwise.
std::set<std::string> MissingFields(const exchange::Record& keep, const exchange::Record& merge);

// `keep` with the fields of `taken` from `merge`; topics, types, audiences, languages, keywords, facts, ratings and
// fields without a place united. Pure.
exchange::Record Merged(const exchange::Record& keep, const exchange::Record& merge,
                        const std::set<std::string>& taken);

// What stood there when the curator chose: a digest of both.
std::string Seen(const Resource& keep, const Resource& merge);

struct MergeOrder {
  std::string keep, merge;      // slugs
  std::set<std::string> taken;  // fields from the merged one
  std::string seen;
};

// One transaction: the kept one changed, reading lists, ratings and mentions moved, redirect, tombstone, journal.
// Errors: not_found; invalid where both are the same; conflict "library.queue.error.changed" where one changed
// meanwhile; what a follower refuses with.
Status Merge(Library& library, const MergeOrder& order, const std::vector<MergeFollower>& followers,
             std::string_view actor);

}  // namespace concord::library::queue
