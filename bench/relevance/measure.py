#!/usr/bin/env python3
"""Relevance of search: MAP and nDCG@10 as trec_eval counts them, on Cranfield and CACM or on queries of the field.

  measure.py --tool build/bench/bench/relevance/relevance-tool      the search engine alone
  measure.py --concord build/release/app/concord                    through `concord import` and `concord search`
  measure.py field --concord build/release/app/concord              60 judged queries on the real catalog (field/queries.json)
      [--pages] the same with each text as the page of a document (with --tool)
      [--any] [--data DIR]   DIR holds cranfield/ and cacm/ (default: ../shared/data/search beside the checkout)

Cranfield and CACM are not part of this project; without them this says so and ends well.
"""
import argparse, glob, html, json, math, os, re, subprocess, sys, tarfile, tempfile


def cranfield(folder):
    documents, queries = [], []
    for name, into in (("cran.all.1400", documents), ("cran.qry", queries)):
        record = None
        for line in open(os.path.join(folder, name), encoding="utf-8", errors="replace"):
            if line.startswith(".I"):
                record = {"I": line.split()[1]}
                into.append(record)
                field = "I"
            elif re.match(r"\.[TABW]\s*$", line):
                field = line[1]
                record[field] = ""
            else:
                record[field] += line
    clean = lambda text: " ".join(text.split())
    out = []
    for record in documents:
        title, text = clean(record.get("T", "")), clean(record.get("W", ""))
        if text.startswith(title):  # the text repeats the title
            text = text[len(title):].strip()
        out.append({"id": record["I"], "title": title or "-", "text": text, "author": clean(record.get("A", ""))})
    judged = qrels(os.path.join(folder, "cranqrel.trec_corrected"))
    # The judgements number the queries by their place in the file.
    return out, [(str(i + 1), clean(q["W"])) for i, q in enumerate(queries)], judged


def cacm(folder):
    documents = []
    with tarfile.open(os.path.join(folder, "cacm.tar.gz")) as tar:
        for member in tar.getmembers():
            if not member.name.endswith(".html"):
                continue
            text = html.unescape(tar.extractfile(member).read().decode("utf-8", "replace"))
            text = re.sub(r"</?(html|pre)>", "", text).strip()
            title, _, rest = text.partition("\n\n")
            documents.append({"id": os.path.basename(member.name)[:-5], "title": " ".join(title.split()),
                              "text": " ".join(rest.split()), "author": ""})
    topics = open(os.path.join(folder, "topics.cacm.txt"), encoding="utf-8", errors="replace").read()
    queries = [(number, " ".join(words.split()))
               for number, words in re.findall(r"<DOCNO>\s*(\S+)\s*</DOCNO>(.*?)</DOC>", topics, re.S)]
    # Names in the judgements carry the number without its zeros or with them.
    judged = {q: {normal_cacm(d): g for d, g in docs.items()} for q, docs in qrels(os.path.join(folder, "qrels.cacm.txt")).items()}
    for document in documents:
        document["id"] = normal_cacm(document["id"])
    return documents, queries, judged


def normal_cacm(name):
    return "CACM-%d" % int(name.split("-")[1])


def qrels(path):
    judged = {}
    for line in open(path):
        query, _, document, grade = line.split()
        judged.setdefault(query, {})[document] = int(grade)
    return judged


def average_precision(ranked, grades):
    relevant = sum(1 for g in grades.values() if g > 0)
    found, total = 0, 0.0
    for rank, document in enumerate(ranked, 1):
        if grades.get(document, 0) > 0:
            found += 1
            total += found / rank
    return total / relevant if relevant else 0.0


def ndcg(ranked, grades, cut):
    gain = lambda values: sum(max(g, 0) / math.log2(i + 2) for i, g in enumerate(values[:cut]))
    ideal = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(d, 0) for d in ranked]) / ideal if ideal else 0.0


def run_tool(tool, documents, queries, any_words, pages):
    with tempfile.TemporaryDirectory() as folder:
        lines = [json.dumps(d) for d in documents] + [json.dumps({"query": q, "words": w}) for q, w in queries]
        done = subprocess.run([tool, os.path.join(folder, "index"), "any" if any_words else "all"]
                              + (["pages"] if pages else []), input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    print(done.stderr.strip(), file=sys.stderr)
    ranked = {}
    for line in done.stdout.splitlines():
        query, _, document = line.split()[:3]
        ranked.setdefault(query, []).append(document)
    return ranked


def recall(ranked, grades, cut):
    relevant = {document for document, g in grades.items() if g > 0}
    return len(relevant.intersection(ranked[:cut])) / len(relevant) if relevant else 0.0


def new_hub(concord, data, source):
    """A hub in the folder `data` that holds what is in `source`."""
    subprocess.run([concord, "init", "--no-questions", "--data", data], check=True, capture_output=True)
    done = subprocess.run([concord, "import", "--data", data, source], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit("import failed: " + (done.stderr or done.stdout)[:2000])


def search_hub(concord, data, queries, any_words, name):
    """The hits of each query, each by its member `name`."""
    ranked = {}
    for query, words in queries:
        command = [concord, "search", "--data", data, "--json", "--limit", "1000"] + (["--any"] if any_words else [])
        done = subprocess.run(command + ["--", words], check=True, capture_output=True, text=True)
        ranked[query] = [hit[name] for hit in json.loads(done.stdout)["hits"]]
    return ranked


def run_concord(concord, documents, queries, any_words):
    """The document's name is imported as the record's id and comes back as the hit's key."""
    with tempfile.TemporaryDirectory() as folder:
        records = [{"id": d["id"], "title": d["title"], "summary": d["text"],
                    "languages": ["en"], **({"authors": [d["author"]]} if d["author"] else {})} for d in documents]
        source = os.path.join(folder, "collection.json")
        with open(source, "w") as out:
            json.dump({"format": "concord", "resources": records}, out)
        data = os.path.join(folder, "var")
        new_hub(concord, data, source)
        return search_hub(concord, data, queries, any_words, "key")


def field(path, catalog):
    """[query], {query: {slug: grade}}; ends with what is wrong if a judgement cannot be used."""
    slugs = set()
    for name in glob.glob(os.path.join(catalog, "*.json")):
        with open(name, encoding="utf-8") as file:
            slugs.update(resource["slug"] for resource in json.load(file).get("resources", []))
    with open(path, encoding="utf-8") as file:
        queries = json.load(file)["queries"]
    judged, faults = {}, []
    for query in queries:
        if query["id"] in judged:
            faults.append("%s stands twice" % query["id"])
        grades = judged[query["id"]] = {}
        for group in query["judgements"]:
            if group["grade"] not in (1, 2):
                faults.append("%s: grade %s is neither 1 nor 2" % (query["id"], group["grade"]))
            if not group["reason"]:
                faults.append("%s: grade %s has no reason" % (query["id"], group["grade"]))
            for slug in group["resources"]:
                if slug not in slugs:
                    faults.append("%s: %s is not in the catalog" % (query["id"], slug))
                if slug in grades:
                    faults.append("%s: %s is judged twice" % (query["id"], slug))
                grades[slug] = group["grade"]
        if 2 not in grades.values():
            faults.append("%s: nothing answers it" % query["id"])
    if faults:
        sys.exit("%s:\n  %s" % (path, "\n  ".join(faults)))
    return queries, judged


def measure_field(concord, here, any_words):
    catalog = os.path.join(here, "..", "..", "content", "catalog")
    queries, judged = field(os.path.join(here, "field", "queries.json"), catalog)
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "var")
        new_hub(concord, data, catalog)
        ranked = search_hub(concord, data, [(q["id"], q["query"]) for q in queries], any_words, "slug")
    got = {q["id"]: (ndcg(ranked[q["id"]], judged[q["id"]], 10), average_precision(ranked[q["id"]], judged[q["id"]]),
                     recall(ranked[q["id"]], judged[q["id"]], 20)) for q in queries}
    print("| queries | mode | number | nDCG@10 | MAP | recall@20 |\n|---|---|--:|--:|--:|--:|")
    for label, language in (("all", None), ("English", "en"), ("Spanish", "es")):
        rows = [got[q["id"]] for q in queries if language in (None, q["language"])]
        print("| %s | %s | %d | %.4f | %.4f | %.4f |" % (label, "any" if any_words else "default", len(rows),
              *(sum(column) / len(rows) for column in zip(*rows))))
    print("\nThe ten worst, each with what answers it and is not among the first ten:")
    for q in sorted(queries, key=lambda q: got[q["id"]])[:10]:
        hits, grades = ranked[q["id"]], judged[q["id"]]
        print("\n%s \"%s\" nDCG@10 %.3f, AP %.3f, recall@20 %.3f, %d found" % (q["id"], q["query"], *got[q["id"]], len(hits)))
        for slug in (s for s in grades if grades[s] == 2 and s not in hits[:10]):
            print("  %s  %s" % ("rank %4d" % (hits.index(slug) + 1) if slug in hits else "not found", slug))
    return 0


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=["collections", "field"], default="collections")
    parser.add_argument("--tool")
    parser.add_argument("--concord")
    parser.add_argument("--any", action="store_true")
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--data", default=os.path.join(here, "..", "..", "..", "shared", "data", "search"))
    arguments = parser.parse_args()
    if arguments.pages and not arguments.tool:
        parser.error("--pages needs --tool")
    if bool(arguments.tool) == bool(arguments.concord):
        parser.error("one of --tool and --concord is needed")
    if arguments.what == "field":
        if not arguments.concord:
            parser.error("field needs --concord")
        return measure_field(os.path.abspath(arguments.concord), here, arguments.any)
    if not os.path.isdir(arguments.data):
        print("skipped: no collections at %s" % arguments.data)
        return 0
    bars = {"CACM": ("MAP", 0.3123), "Cranfield": ("nDCG@10", 0.49)}
    failed = False
    print("| collection | mode | queries | MAP | nDCG@10 | bar |\n|---|---|--:|--:|--:|---|")
    for name, load in (("Cranfield", cranfield), ("CACM", cacm)):
        documents, queries, judged = load(os.path.join(arguments.data, name.lower()))
        queries = [(q, words) for q, words in queries if q in judged]
        if arguments.tool:
            ranked = run_tool(os.path.abspath(arguments.tool), documents, queries, arguments.any, arguments.pages)
        else:
            ranked = run_concord(os.path.abspath(arguments.concord), documents, queries, arguments.any)
        mean = lambda measure: sum(measure(ranked.get(q, []), judged[q]) for q, _ in queries) / len(queries)
        got = {"MAP": mean(average_precision), "nDCG@10": mean(lambda r, g: ndcg(r, g, 10))}
        measure, bar = bars[name]
        met = got[measure] >= bar
        failed |= not met
        print("| %s | %s | %d | %.4f | %.4f | %s %.4f: %s |" % (name, "any" if arguments.any else "default", len(queries),
              got["MAP"], got["nDCG@10"], measure, bar, "met" if met else "NOT met"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
