// A service that people log in to with their cards: docs/integrate/README.md says how to start it beside Mibun.
import { createPrivateKey, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import * as openid from 'openid-client';

const [keyFile = 'my-service/key.pem'] = process.argv.slice(2);
const { MIBUN = 'http://localhost:8700', HERE = 'http://localhost:9000' } = process.env;

const der = createPrivateKey(readFileSync(keyFile)).export({ type: 'pkcs8', format: 'der' });
const p256 = { name: 'ECDSA', namedCurve: 'P-256' };
const key = await crypto.subtle.importKey('pkcs8', new Uint8Array(der), p256, false, ['sign']);
// Plain HTTP is for one's own machine.
const execute = MIBUN.startsWith('http:') ? [openid.allowInsecureRequests] : [];
const mibun = await openid.discovery(
  new URL(`${MIBUN}/oidc`),
  'my-service',
  undefined,
  openid.PrivateKeyJwt(key),
  { execute },
);

/** Who is away at Mibun, by a cookie: an answer counts only in the browser that asked. */
const away = new Map();

async function depart() {
  const visit = {
    pkceCodeVerifier: openid.randomPKCECodeVerifier(),
    expectedState: openid.randomState(),
    expectedNonce: openid.randomNonce(),
  };
  const id = randomBytes(16).toString('hex');
  away.set(id, visit);
  const location = openid.buildAuthorizationUrl(mibun, {
    redirect_uri: `${HERE}/callback`,
    scope: 'openid name birthdate',
    state: visit.expectedState,
    nonce: visit.expectedNonce,
    code_challenge: await openid.calculatePKCECodeChallenge(visit.pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  return { location: location.href, cookie: `away=${id}; HttpOnly; SameSite=Lax; Max-Age=600` };
}

async function arrive(url, cookie) {
  const id = /(?:^|; )away=(\w+)/.exec(cookie ?? '')?.[1];
  const visit = away.get(id);
  if (!visit) return 'You did not come from here: begin again.';
  away.delete(id);
  if (url.searchParams.get('error') === 'access_denied') return 'You did not log in.';
  const tokens = await openid.authorizationCodeGrant(mibun, url, visit);
  const { sub } = tokens.claims();
  const info = await openid.fetchUserInfo(mibun, tokens.access_token, sub);
  return `You are ${sub}: name ${info.name ?? 'not given'}, born ${info.birthdate ?? 'not given'}.`;
}

createServer(async (request, response) => {
  const url = new URL(request.url, HERE);
  try {
    if (url.pathname === '/log-in') {
      const { location, cookie } = await depart();
      response.writeHead(303, { location, 'set-cookie': cookie }).end();
    } else if (url.pathname === '/callback') {
      const words = await arrive(url, request.headers.cookie);
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(words);
    } else {
      const page = '<!doctype html><title>My service</title><a href="/log-in">Log in with your card</a>';
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    }
  } catch (error) {
    console.error(error);
    response.writeHead(502, { 'content-type': 'text/plain' }).end('The log-in failed: see the terminal.');
  }
}).listen(new URL(HERE).port, () => console.log(`my service: ${HERE}/`));
