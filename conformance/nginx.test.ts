// nginx lets people in by their authentication certificates and asks our status service about each of them.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { after, before, test } from 'node:test';
import { type RunningAuthorities, startAuthorities } from './harness/authorities.ts';
import { freePortRange } from './harness/ports.ts';
import { type RunningProgram, startProgram } from './harness/running-program.ts';

let authorities: RunningAuthorities;
let server: RunningProgram;
let port: number;
const keys = new Map<string, string>();

before(async () => {
  authorities = await startAuthorities();
  port = await freePortRange(1);
  server = await startNginx();
});

after(async () => {
  await server.stop();
  await authorities.close();
});

async function startNginx(): Promise<RunningProgram> {
  const { path, caFile, run } = authorities;
  const folder = path('nginx');
  await mkdir(folder);
  const identity = ['-keyout', path('server.key'), '-out', path('server.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'];
  await run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...identity, ...subject);
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  await writeFile(
    path('nginx.conf'),
    `daemon off; pid ${folder}/pid; error_log stderr info; worker_processes 1;
events {}
http {
  access_log off; ${folders.join(' ')}
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate ${path('server.pem')};
    ssl_certificate_key ${path('server.key')};
    ssl_client_certificate ${caFile('authentication')};
    ssl_verify_client on;
    ssl_ocsp on;
    location / { return 200 "welcome $ssl_client_serial"; }
  }
}
`,
  );
  const running = startProgram('/usr/sbin/nginx', ['-p', folder, '-e', 'stderr', '-c', path('nginx.conf')]);
  await running.said(/start worker process \d/);
  return running;
}

async function handOver(card: string): Promise<string> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  keys.set(card, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  const { serial } = await authorities.issue('authentication', card, spki);
  return serial;
}

/** What nginx answers to the holder of a card, on a connection of its own. */
async function visit(card: string | undefined): Promise<{ readonly status: number; readonly body: string }> {
  const identity = card && {
    key: keys.get(card),
    cert: await readFile(authorities.certificateFile('authentication', card)),
  };
  const ca = await readFile(authorities.path('server.pem'));
  return new Promise((resolve, reject) => {
    const asked = request(`https://localhost:${port}/`, { ...identity, ca, agent: false }, (response) => {
      let body = '';
      response.on('data', (part: Buffer) => {
        body += part.toString();
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

test('nginx lets the holder of an active card in', async () => {
  const serial = await handOver('active');
  await authorities.activate('active');
  const { status, body } = await visit('active');
  assert.equal(status, 200, `${body}\n${server.stderr}`);
  assert.equal(body.toLowerCase(), `welcome ${serial}`);
});

test('nginx turns away who shows no certificate', async () => {
  assert.equal((await visit(undefined)).status, 400);
});

test('nginx turns away a card that has not been handed over', async () => {
  await handOver('waiting');
  assert.equal((await visit('waiting')).status, 400);
});

test('nginx turns a suspended card away at its next visit, and lets it in again after the lift', async () => {
  await handOver('lost');
  await authorities.activate('lost');
  assert.equal((await visit('lost')).status, 200);
  await authorities.suspend('lost');
  assert.equal((await visit('lost')).status, 400);
  assert.match(server.stderr, /certificate status "revoked"|certificate revoked/);
  await authorities.lift('lost');
  assert.equal((await visit('lost')).status, 200);
});

test('nginx turns a revoked card away for good', async () => {
  await handOver('over');
  await authorities.activate('over');
  await authorities.revoke('over');
  assert.equal((await visit('over')).status, 400);
});
