# shellcheck shell=bash disable=SC2154  # run.sh sets what is used here
# SQL injection with sqlmap: every parameter of some addresses and forms. Sourced by run.sh, never run.
# Uses scratch, url, minutes.

# What is asked of each: every technique but the ones that only confirm another; level 2 tries cookies too.
SQLMAP=(sqlmap --batch --disable-coloring --level=2 --risk=2 --threads=2 --timeout=15 --retries=1 --flush-session
  --tamper=xforwardedfor '--ignore-code=401,403,404,422,429' --skip-waf --time-sec=3)

# sql NAME ARGUMENT...: one run of sqlmap, bounded in time, and what it concluded.
sql() {
  local name=$1 log=$scratch/sqlmap-$1.log status=0
  shift
  timeout --signal=INT --kill-after=20 "${minutes}m" "${SQLMAP[@]}" --output-dir="$scratch/sqlmap-$name" "$@" \
    >"$log" 2>&1 </dev/null || status=$?
  # What "appears to be injectable" is a guess that sqlmap then checks: a busy machine is slow for other reasons.
  if grep -qE 'identified the following injection point|is vulnerable\.' "$log"; then
    found "sqlmap: $name ($(grep -m1 -E '^Parameter:' "$log" || echo "see sqlmap-$name.log"))"
  elif grep -q 'all tested parameters do not appear to be injectable' "$log"; then
    note "$name: nothing ($(requests "$log"))"
  elif grep -E "appears to be .* injectable|false positive or unexploitable" "$log" | tail -n 1 | grep -q 'appears to be'; then
    unknown "sqlmap: $name ran out of time before it had checked a guess of its own (sqlmap-$name.log)"
  elif ((status == 124)) && grep -q 'testing ' "$log"; then
    note "$name: nothing within $minutes minutes ($(grep -c 'testing ' "$log") kinds of attack tried)"
  else
    unknown "sqlmap: $name did not come to an answer (sqlmap-$name.log): $(grep . "$log" | tail -n 1)"
  fi
}

requests() {
  grep -oE 'HTTP error codes detected.*|[0-9]+ times' "$1" | tail -n 1 | grep . || echo "no refused request"
}

# sql_form NAME PATH BODY [ARGUMENT...]: a form that posts, with a fresh token for each try, one after another.
sql_form() {
  local name=$1 path=$2 body=$3
  shift 3
  sql "$name" -u "$url$path" --data="$body" --csrf-token=csrf --csrf-url="$url$path" --skip=csrf --threads=1 "$@"
}

attack_with_sql() {
  local admin curator member
  step "sqlmap, signed out"
  sql search -u "$url/search?q=patrol&topic=foot-patrol&type=report&year=2019&sort=newest&page=1"
  sql suggest -u "$url/search/suggest?q=pat"
  sql directory -u "$url/communities?q=river&kind=city"
  sql slug -u "$url/c/riverbend*/organizations"
  sql organizations -u "$url/c/riverbend/organizations?language=es&offers=mediation&district=north&kind=nonprofit"
  sql journal -u "$url/c/riverbend/journal/proof?entry=1"
  sql_form sign-in /sign-in "email=someone@example.org&password=correct+horse&next=/&csrf=x"
  # Without a mail server the page has no form; its address takes one all the same.
  sql forgot -u "$url/forgot" --data="email=someone@example.org&csrf=x" --csrf-token=csrf --csrf-url="$url/sign-in" \
    --skip=csrf --threads=1
  sql link -u "$url/reset/abc*"
  sql resource -u "$url/resources/foot-patrol*"
  sql harvest -u "$url/oai?verb=ListRecords&metadataPrefix=oai_dc&set=topic:patrol&from=2020-01-01&until=2030-01-01"
  sql unapi -u "$url/unapi?id=x&format=ris"
  sql news -u "$url/new?topic=patrol&page=1"
  sql_form suggestion /library/suggest "title=A+study&url=https://example.org/&why=x&name=Somebody&email=&csrf=x"

  step "sqlmap, signed in"
  if admin=$(sign_in "hub admin" "$scratch/admin.jar"); then
    sql accounts -u "$url/hub/accounts?q=a&page=1" --cookie="$admin"
    sql_form profile /me "name=Somebody&language=en&csrf=x" --cookie="$admin"
  else
    unknown "sqlmap: signing in as the hub's admin"
  fi
  if curator=$(sign_in "curator" "$scratch/curator.jar"); then
    sql bulk -u "$url/curation/bulk?q=patrol&topic=patrol" --cookie="$curator"
    sql suggestions -u "$url/curation/suggestions?state=open&q=a&page=1" --cookie="$curator"
    sql_form draft /curation/new "title=A+study&year=2019&summary=x&authors=Doe,+Jane&csrf=x" --cookie="$curator"
  else
    unknown "sqlmap: signing in as a curator"
  fi
  if member=$(sign_in "community admin" "$scratch/member.jar"); then
    sql people -u "$url/c/riverbend/people?q=a&role=officer" --cookie="$member"
    sql_form settings /c/riverbend/settings "name=Riverbend&kind=city&place=X&summary=Y&csrf=x" --cookie="$member"
  else
    unknown "sqlmap: signing in as a community's admin"
  fi
}
