// Runs oidc-provider, a certified OpenID provider, on this machine for base/oidc/provider_test.cc. One client, and an
// account for whatever name signs in; keys are made anew at each start, so that a restart is a change of keys.
//
// Usage: node provider.mjs '{"port": 0, "redirectUri": "https://...", ...}'
//   port         0: any free one
//   redirectUri  of the client
//   algorithm    of ID tokens: RS256 (also where absent), PS256, ES256
//   clientAuth   client_secret_basic (also where absent), client_secret_post
//   emailInToken whether the ID token itself says the email; else userinfo does
// Prints one line, {"issuer": "http://127.0.0.1:<port>"}, when it answers. Ends when its standard input does, so that it
// does not outlive a test that was killed.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import http from 'node:http';

import Provider from 'oidc-provider';

export const CLIENT_ID = 'concord';
export const CLIENT_SECRET = 'a secret: with/odd+signs & spaces';

const options = JSON.parse(process.argv[2] ?? '{}');

function newKey(type, parameters, alg) {
  const { privateKey } = generateKeyPairSync(type, parameters);
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', ...(alg && { alg }) };
}

function configuration() {
  return {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [options.redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: options.clientAuth ?? 'client_secret_basic',
        id_token_signed_response_alg: options.algorithm ?? 'RS256',
        require_auth_time: true,
      },
    ],
    clientAuthMethods: [options.clientAuth ?? 'client_secret_basic'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: !options.emailInToken,
    cookies: { keys: [randomUUID()] },
    features: { devInteractions: { enabled: true } },
    findAccount: (context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@agency.example`, email_verified: true, name: `Officer ${id}` }),
    }),
    jwks: { keys: [newKey('rsa', { modulusLength: 2048 }), newKey('ec', { namedCurve: 'P-256' }, 'ES256')] },
    pkce: { methods: ['S256'], required: () => true },
  };
}

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));

const server = http.createServer();
server.listen(options.port ?? 0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  server.on('request', new Provider(issuer, configuration()).callback());
  console.log(JSON.stringify({ issuer }));
});
