// Which witnesses may run beside another. The machine has two processors and most of a witness is waiting.
import { globSync } from 'node:fs';
import { root, type Step, TEST_LIMIT } from './steps.ts';

/**
 * `one by one`: never beside another of these; whoever is in no list is here, too. `beside`: a server, a database, a folder
 * and ports of its own, nothing else of the machine, and nothing in it that is over when a clock says so.
 */
type Lane = 'one by one' | 'beside';

/** The longest first, so that both lanes end at about the same time. */
export const WITNESSES: readonly (readonly [file: string, lane: Lane, why: string])[] = [
  ['browser', 'one by one', 'a browser that draws, and a person in it who waits only so long'],
  ['browser-desks', 'one by one', 'two browsers that draw at once'],
  ['integrate', 'one by one', 'a browser that draws'],
  ['web-font', 'one by one', 'a browser that draws'],
  ['install', 'one by one', 'npm’s cache, the network and the disk for a minute'],
  [
    'tearing',
    'one by one',
    'processes must die in their first milliseconds: a busy machine makes the kills miss',
  ],
  ['life-of-a-card', 'one by one', 'OpenSC and a PC/SC daemon'],
  ['readers', 'one by one', 'a PC/SC daemon that is killed, frozen and waited for'],
  ['production', 'one by one', 'PC/SC daemons, and a whole machine room'],
  ['roles', 'one by one', 'a PC/SC daemon, and a whole machine room'],
  ['agent-reader', 'one by one', 'a PC/SC daemon that is frozen and waited for'],
  ['agent-program', 'one by one', 'a PC/SC daemon, a browser, and a whole system beside'],
  ['containers', 'one by one', 'namespaces of the kernel in which a process is number 1'],
  ['chromium-tls', 'one by one', 'a browser’s own windows, a screen, NSS and a PC/SC daemon'],
  ['card-fuzz', 'one by one', 'a processor of its own for fifty thousand commands'],
  ['pkcs11', 'one by one', 'four readers of a PC/SC daemon at once'],
  ['opensc', 'one by one', 'a PC/SC daemon'],
  ['openssl-pkcs11', 'one by one', 'a PC/SC daemon'],
  ['ssh', 'one by one', 'a PC/SC daemon, and sshd, which has one folder on a machine'],
  ['generation-2', 'one by one', 'a PC/SC daemon'],
  ['harness/desktop', 'one by one', 'a screen'],
  ['harness/vpcd', 'one by one', 'PC/SC daemons'],
  ['nss', 'one by one', 'NSS, which has one database for a person'],

  ['postgres', 'beside', 'a PostgreSQL of its own; each test file a program'],
  ['ca-faults', 'beside', 'a PostgreSQL of its own; steps are counted, not timed'],
  ['ca-hostile', 'beside', 'a server of its own, whose memory is its own, too'],
  ['restart', 'beside', 'a Mibun on a folder and ports of its own'],
  ['ca-commands', 'beside', 'a Mibun on a folder and ports of its own'],
  ['canary', 'beside', 'a Mibun on a folder and ports of its own'],
  ['hsm-outage', 'beside', 'a SoftHSM of its own'],
  ['pkijs', 'beside', 'computes alone'],
  ['hsm', 'beside', 'a SoftHSM of its own'],
  ['hsm-ceremony', 'beside', 'a SoftHSM of its own'],
  ['verifiers', 'beside', 'a server of its own'],
  ['gnutls', 'beside', 'a server of its own'],
  ['pdfsig-documents', 'beside', 'files of its own'],
  ['openssl-status', 'beside', 'a server of its own'],
  ['rollover', 'beside', 'a server of its own'],
  ['status-feed', 'beside', 'a PostgreSQL of its own'],
  ['pdfsig', 'beside', 'files of its own'],
  ['pdfsig-later', 'beside', 'files and an NSS database of its own'],
  ['openssl-ts', 'beside', 'a server of its own'],
  ['nginx', 'beside', 'servers of its own'],
  ['openssl-deltas', 'beside', 'files of its own'],
  ['hsm-custody', 'beside', 'a SoftHSM of its own'],
];

/** A step for each file, in that order; what somebody has forgotten runs first, and one by one. */
export function witnessSteps(
  files: readonly string[] = globSync('conformance/{,harness/}*.test.ts', { cwd: root }),
): readonly Step[] {
  const names = new Map(files.map((file) => [file.replace(/^conformance\/(.*)\.test\.ts$/, '$1'), file]));
  const known = WITNESSES.filter(([name]) => names.has(name));
  for (const [name] of known) names.delete(name);
  const forgotten = [...names.keys()].sort().map((name) => [name, 'one by one'] as const);
  return [...forgotten, ...known].map(([name, lane]) => {
    const file = `conformance/${name}.test.ts`;
    return {
      name: file,
      command: 'node',
      args: ['--test', TEST_LIMIT, '--test-reporter=spec', file],
      loud: true,
      ...(lane === 'one by one' && { lane }),
    };
  });
}
