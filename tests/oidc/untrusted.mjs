// An https server whose certificate nobody vouches for, for base/oidc/provider_test.cc: it must not be believed.
// Prints {"issuer": "https://localhost:<port>"}; ends when its standard input does. The key protects nothing: it was made
// for this file, with `openssl req -x509 -newkey ec ... -days 36500 -subj /CN=localhost`.
import https from 'node:https';

const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQge/w9NDvqWmIin0PE
b5ZOgG/SAx8PYaX9po3G4S3VxduhRANCAAS1+MElfspA1bxMk0nUuBk66aQg2yJq
RYSPVKWUuoJpTaEqp8YV4AqZMiKDzAd/qnDBTX1t0zxa6ZhUFbFEKXC8
-----END PRIVATE KEY-----
`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUKUgN1LIFMyaZsLZkjtzXCc0YPQcwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTEyMDk0OVoYDzIxMjYxMDI4
MTIwOTQ5WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAS1+MElfspA1bxMk0nUuBk66aQg2yJqRYSPVKWUuoJpTaEqp8YV4AqZ
MiKDzAd/qnDBTX1t0zxa6ZhUFbFEKXC8o28wbTAdBgNVHQ4EFgQUlqwVG9IiJr6k
2qmqwJwtzzGXdRAwHwYDVR0jBBgwFoAUlqwVG9IiJr6k2qmqwJwtzzGXdRAwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgIC91uWCSxLf5Uc4l3tbjgXTjAw4jXvK/mWIa4hEDLPoCIQCi
qhI+m21d3DAZt4wUzzk8NEAo6MU7wad5k/8GcjU2xw==
-----END CERTIFICATE-----
`;

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));

const server = https.createServer({ key, cert }, (request, response) => response.end('{}'));
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ issuer: `https://localhost:${server.address().port}` })));
