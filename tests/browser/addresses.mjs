// Files and what programs read; then, last of all, whether any address was forgotten.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ask, opened, visit, world } from './support/browser.mjs';
import { people, riverbend, signInAs } from './support/people.mjs';
import { concord } from './support/server.mjs';

const formats = { bib: /^@\w+\{/m, ris: /^TY {2}- /m, 'csl.json': /^\s*\[/, csv: /^[\w"]+,/, json: /^\s*[[{]/ };

async function assertAnswers(page, path, type, text) {
  const answer = await ask(page, path);
  assert.equal(answer.status, 200, path);
  assert.match(answer.type, type, path);
  assert.match(answer.text, text, path);
}

test('files for everyone answer with what their names say', () =>
  visit({}, async (page) => {
    await page.goto('/search?q=police');
    const resource = await page.locator('main a[href^="/resources/"]').first().getAttribute('href');
    await page.goto('/collections');
    const collection = await page.locator('main a[href^="/collections/"]').first().getAttribute('href');
    for (const [format, text] of Object.entries(formats)) {
      await assertAnswers(page, `${resource.split('?')[0]}/cite.${format}`, /./, text);
      await assertAnswers(page, `${collection}/list.${format}`, /./, text);
      await assertAnswers(page, `/search.${format}?q=police`, /./, text);
    }
    await assertAnswers(page, `${resource.split('?')[0]}/linkset.json`, /linkset\+json/, /"cite-as"/);
    await assertAnswers(page, `/unapi?id=${resource.split('?')[0]}&format=ris`, /research-info-systems/, /^TY {2}- /m);
    await assertAnswers(page, '/communities.csv', /^text\/csv/, /Riverbend/);
    await assertAnswers(page, `${riverbend}/organizations.csv`, /^text\/csv/, /Harbor House/);
    await assertAnswers(page, '/topics.csv', /^text\/csv/, /^topic,resources,/);
    await assertAnswers(page, '/modules.csv', /^text\/csv/, /^practice area,/);
    await assertAnswers(page, '/collections.csv', /^text\/csv/, /^reading list,/);
    await assertAnswers(page, '/sites.csv', /^text\/csv/, /^site,/);
    for (const path of ['/communities.geojson', `${riverbend}/districts.geojson`]) {
      const answer = await ask(page, path);
      assert.match(answer.type, /geo\+json/);
      assert.equal(JSON.parse(answer.text).type, 'FeatureCollection');
    }
    await assertAnswers(page, '/search/suggest?q=pol', /json/, /polic/i);
    await assertAnswers(page, '/search.atom?q=police', /atom\+xml/, /<feed/);
    await assertAnswers(page, '/opensearch.xml', /xml/, /OpenSearchDescription/);
    await assertAnswers(page, '/sitemap.xml', /xml/, /\/resources\//);
    await assertAnswers(page, '/oai?verb=Identify', /^text\/xml/, /<protocolVersion>2\.0</);
    await assertAnswers(page, '/oai?verb=ListRecords&metadataPrefix=oai_dc', /^text\/xml/, /<dc:title/);
    await assertAnswers(page, '/robots.txt', /^text\/plain/, /User-agent/i);
    for (const [format, text] of Object.entries(formats)) {
      await assertAnswers(page, `/lists/here/list.${format}?r=crime-file-foot-patrol`, /./, text);
    }
    await assertAnswers(page, '/new.atom?topic=use-of-force', /atom\+xml/, /<feed/);
    for (const journal of ['/journal', `${riverbend}/journal`]) {
      await assertAnswers(page, `${journal}/journal.jsonl`, /json/, /^\{/);
      await assertAnswers(page, `${journal}/head.json`, /json/, /"root"/);
      await assertAnswers(page, `${journal}/proof?entry=1`, /json/, /^\{/);
      await assertAnswers(page, `${journal}/consistency?from=1`, /json/, /^\{/);
    }
    const icon = await page.request.get('/favicon.ico'); // which the browser keeps from scripts
    assert.equal(icon.status(), 200);
    assert.match(icon.headers()['content-type'], /^image\//);
    opened.add('/favicon.ico');
  }));

test('the addresses of forms lead whoever opens them to their page', () =>
  visit({}, async (page) => {
    await signInAs(page, people.member);
    for (const form of ['off', 'codes', 'codes.txt']) {
      const answer = await ask(page, `/me/second-factor/${form}`);
      assert.equal(answer.path, '/me/second-factor', form);
    }
    await assertAnswers(page, '/me/export.json', /json/, /Walter Briggs/);
  }));

test('the list of links is a file for curators', () =>
  visit({}, async (page) => {
    await signInAs(page, people.curator);
    await assertAnswers(page, '/curation/links.csv', /^text\/csv/, /^resource,title,address,state/);
  }));

test('the table of people is for those who may see it', () =>
  visit({}, async (page) => {
    await page.goto(riverbend);
    assert.equal((await ask(page, `${riverbend}/people.csv`)).path, '/sign-in', 'not for who is signed out');
    await signInAs(page, people.communityAdmin);
    await assertAnswers(page, `${riverbend}/people.csv`, /^text\/csv/, /Walter Briggs/);
  }));

test('the tables of curators are for curators', () =>
  visit({}, async (page) => {
    const tables = { suggestions: /^id,state,/, doubles: /^why,/, merged: /^address,/, bulk: /^id,at,/, ratings: /^resource,/ };
    await page.goto('/');
    assert.equal((await ask(page, '/curation/suggestions.csv')).path, '/sign-in', 'not for who is signed out');
    await signInAs(page, people.curator);
    for (const [name, text] of Object.entries(tables)) {
      await assertAnswers(page, `/curation/${name}.csv`, /^text\/csv/, text);
    }
  }));

// What no test in this folder opens, each with its reason.
const unopened = new Map([
  ['/sign-in/with/:community/:organization', 'needs a sign-in service; base/oidc and features/accounts test it with one'],
  ['/sign-in/callback', 'is where that service sends people back to'],
]);

// A form's own address, asked for without its form, leads to the page that the form stands on, which is opened; the tests
// beside features/accounts/routes_people.cc ask for each.
const leadsToItsPage = (path, posts) =>
  /\/(people|sign-in-provider|hub\/accounts\/:account)\/[a-z-]+$|^\/me\/email$/.test(path) && posts.has(path);

// Of two patterns that fit, the one with more words of its own is the one that the server takes.
function routeOf(path, patterns) {
  const parts = path.split('/');
  const fits = (pattern) => {
    const wanted = pattern.split('/');
    if (!pattern.includes('*') && wanted.length !== parts.length) return false;
    return wanted.every((part, n) => part.startsWith('*') || (part.startsWith(':') ? parts[n] : part === parts[n]));
  };
  const words = (pattern) => pattern.split('/').filter((part) => !/^[:*]/.test(part)).length;
  return patterns.filter(fits).sort((a, b) => words(b) - words(a))[0];
}

// Runs last (suite.mjs). A new page that no test opens fails here: add it to a round, a journey or the files above.
test('no page was forgotten', async () => {
  const { server } = await world();
  const listed = JSON.parse(await concord('routes', '--json', '--data', server.data));
  const of = (wanted) => (listed.routes ?? listed).filter(({ method }) => method === wanted).map(({ path }) => path);
  const routes = of('GET');
  const posts = new Set(of('POST'));
  assert.ok(routes.length > 80, 'the program lists its addresses');
  const seen = new Set([...opened].map((path) => routeOf(path, routes)));
  const forgotten = routes.filter((path) => !seen.has(path) && !unopened.has(path) && !leadsToItsPage(path, posts));
  assert.deepEqual(forgotten, [], 'every address is opened by a test');
  assert.deepEqual([...unopened.keys()].filter((path) => !routes.includes(path)), [], 'every exception is an address');
});
