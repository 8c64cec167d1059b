import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { buildOcspRequest, type Certificate, fromPem, makeCertId, readCertificate } from '@mibun/pki';
import { freePortRange } from '../conformance/harness/ports.ts';
import { indexedSerial, makeOpensslCa, run, writeOpensslIndex } from './harness/openssl-ca.ts';
import type { Row } from './harness/table.ts';
import { type Load, load } from './harness/wrk.ts';
import type { Effort } from './run.ts';

const ON_RECORD = 10_000;
const PRE_SIGNED = 20;

/** Other responders, each as its users would run it, asked by `wrk` in the same way as ours. */
export async function answerWithOthers(
  effort: Effort,
  parent: string,
  ours: { readonly cached: number; readonly live: number },
): Promise<readonly Row[]> {
  const folder = join(parent, 'others');
  mkdirSync(folder);
  makeOpensslCa(folder);
  writeOpensslIndex(folder, ON_RECORD, 640);
  const [der] = fromPem('CERTIFICATE', readFileSync(join(folder, 'ca.pem'), 'utf8'));
  if (!der) throw new Error('no certificate');
  const ca = readCertificate(der);
  const turn = effort.quick ? 1_000 : 4_000;
  return [
    row(
      'openssl ocsp, live, 10,000 on record, a connection each',
      await withOpenssl(folder, ca, turn),
      ours.live,
      'our live answers',
    ),
    row(
      'cfssl ocspserve, signed before',
      await withCfssl(folder, ca, turn),
      ours.cached,
      'our cached answers',
    ),
  ];
}

function row(what: string, found: Load | undefined, ours: number, comparedWith: string): Row {
  if (!found) return { what, figure: Number.NaN, unit: '/s', note: 'not installed' };
  return { what, figure: found.rate, unit: '/s', ratio: found.rate / ours, comparedWith };
}

function pathOf(ca: Certificate, serial: string): string {
  const der = buildOcspRequest({ certIds: [makeCertId(ca, serial)] });
  return `/${encodeURIComponent(Buffer.from(der).toString('base64'))}`;
}

async function withOpenssl(folder: string, ca: Certificate, turn: number): Promise<Load> {
  const port = await freePortRange(1);
  const keys = ['-CA', 'ca.pem', '-rsigner', 'ca.pem', '-rkey', 'ca.key'];
  const args = ['ocsp', '-index', 'index.txt', '-port', String(port), '-ignore_err', ...keys];
  const server = spawn('openssl', args, { cwd: folder, stdio: 'ignore' });
  try {
    await answering(() => once(port, pathOf(ca, indexedSerial(0))));
    let index = 0;
    const began = performance.now();
    const deadline = began + turn;
    const asker = async () => {
      while (performance.now() < deadline) await once(port, pathOf(ca, indexedSerial(index++ % ON_RECORD)));
    };
    await asker();
    return { rate: (index / (performance.now() - began)) * 1_000, seconds: turn / 1_000, failures: 0 };
  } finally {
    // It takes no notice of SIGTERM.
    server.kill('SIGKILL');
  }
}

async function withCfssl(folder: string, ca: Certificate, turn: number): Promise<Load | undefined> {
  if (!existsSync('/usr/bin/cfssl')) return undefined;
  run(folder, 'openssl', ['genrsa', '-out', 'subject.key', '2048']);
  run(folder, 'openssl', ['req', '-new', '-key', 'subject.key', '-subj', '/C=JP/CN=x', '-out', 'x.csr']);
  const answers = Array.from({ length: PRE_SIGNED }, (_, index) => {
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-set_serial', `0x${indexedSerial(index)}`];
    run(folder, 'openssl', ['x509', '-req', '-in', 'x.csr', ...by, '-days', '5', '-out', 'x.pem']);
    const signed = ['-ca', 'ca.pem', '-responder', 'ca.pem', '-responder-key', 'ca.key', '-cert', 'x.pem'];
    const { ocspResponse } = JSON.parse(run(folder, 'cfssl', ['ocspsign', ...signed])) as {
      readonly ocspResponse: string;
    };
    return ocspResponse;
  });
  writeFileSync(join(folder, 'answers.txt'), `${answers.join('\n')}\n`);
  const port = await freePortRange(1);
  const args = ['ocspserve', '-port', String(port), '-responses', 'answers.txt', '-loglevel', '5'];
  const server = spawn('cfssl', args, { cwd: folder, stdio: 'ignore' });
  try {
    await answering(() => reach(port));
    const paths = Array.from({ length: PRE_SIGNED }, (_, index) => pathOf(ca, indexedSerial(index)));
    return await load(folder, port, paths, turn);
  } finally {
    server.kill('SIGKILL');
  }
}

/** One question on a connection of its own: `openssl ocsp` serves one connection at a time, which wrk cannot do with. */
function once(port: number, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path, agent: false, timeout: 3_000 }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`openssl ocsp: ${response.statusCode}`));
      response.resume().once('end', resolve);
    });
    request.once('timeout', () => request.destroy(new Error('openssl ocsp does not answer')));
    request.once('error', reject);
  });
}

function reach(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}

/** Waits until a server that was just started does this. */
async function answering(attempt: () => Promise<void>): Promise<void> {
  for (let left = 100; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
