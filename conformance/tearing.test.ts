import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { diversify, FILES } from '@mibun/card';
import {
  openApplicationChannel,
  openIssuerChannel,
  setInitialPin,
  takeOverApplication,
  triesLeft,
} from '@mibun/reader';
import { build } from 'vite';
import {
  type Act,
  type CardFacts,
  CODES,
  certificateOf,
  chanceFrom,
  fileOf,
  LIBRARY_LAYOUTS,
  NOTE,
  noteOf,
  PAIRS,
  PIN_VALUES,
  QUOTA,
  statesDuring,
} from './harness/tearing-acts.ts';
import { type HexKeySet, keySetOf, libraryKeysOf, type TearingJob, trayOf } from './harness/tearing-card.ts';
import {
  factsOf,
  imageOf,
  nothingReadable,
  PINS,
  secretsOf,
  stolenFilesGiveNothing,
} from './harness/tearing-file.ts';

// The power of a card can go at any moment: processes that hold a card are killed with SIGKILL at random points, and each
// time the card must be exactly as it was before or after the step it was in.

const KILLS = Number(process.env.MIBUN_KILLS ?? 1000);
const LANES = 2;
/** Most kills hit within the first acts; some processes are let run longer, some die before they have the card. */
const LONGEST_LIFE_MS = 12;
const CHILD = fileURLToPath(new URL('harness/tearing-card.ts', import.meta.url));
/** A kill leaves what the kernel has, on a disk or not; in memory a thousand cards are written ten times as fast. */
const PLACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

interface Lane {
  readonly job: TearingJob;
  readonly jobFile: string;
  readonly pool: readonly Uint8Array[];
  readonly secrets: readonly Uint8Array[];
  facts: CardFacts;
  acts: number;
  torn: number;
  leftovers: number;
}

test(`${KILLS} kills: no extra try, no half file, no dead card, nothing to be read on disk`, async (t) => {
  const seed = Number(process.env.MIBUN_SEED ?? randomInt(2 ** 31));
  t.diagnostic(`seed ${seed} (repeat with MIBUN_SEED)`);
  const folder = mkdtempSync(join(PLACE, 'mibun-tearing-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const program = await bundle(join(folder, 'program'));
  const began = performance.now();
  const lanes = await Promise.all(
    Array.from({ length: LANES }, (_, lane) => prepareLane(join(folder, `lane-${lane}`), lane)),
  );
  // Every lane comes to its end, so that none works in a folder that is being removed.
  const ends = await Promise.allSettled(
    lanes.map(async (lane, index) => {
      const chance = chanceFrom(seed + index);
      for (let kill = 0; kill < KILLS / LANES; kill++) {
        await tear(lane, program, chance, `seed ${seed}, lane ${index}, kill ${kill}`);
      }
    }),
  );
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  const sum = (of: (lane: Lane) => number) => lanes.reduce((all, lane) => all + of(lane), 0);
  t.diagnostic(
    `${KILLS} kills in ${Math.round(performance.now() - began)} ms: ${sum((lane) => lane.acts)} acts answered, ` +
      `${sum((lane) => lane.torn)} torn, ${sum((lane) => lane.leftovers)} unfinished files`,
  );
  // A run whose kills all miss proves nothing.
  assert.ok(sum((lane) => lane.torn) > KILLS / 10, 'too few kills hit an act');
  for (const { job } of lanes) stolenFilesGiveNothing(job);
});

async function prepareLane(folder: string, index: number): Promise<Lane> {
  mkdirSync(folder);
  const pool = Array.from({ length: PAIRS }, () => rsaKey());
  const serial = `90000000000070${index}`;
  const issuerKeys = [hexKeySet(serial, 1), hexKeySet(serial, 2)] as const;
  const job: TearingJob = {
    directory: join(folder, 'tray'),
    trayKey: randomBytes(32).toString('hex'),
    serial,
    issuerKeys,
    pool: pool.map((key) => Buffer.from(key).toString('hex')),
  };
  const jobFile = join(folder, 'job.json');
  writeFileSync(jobFile, JSON.stringify(job));
  await personalise(job);
  const image = imageOf(job);
  return {
    job,
    jobFile,
    pool,
    secrets: secretsOf(pool, [...issuerKeys.map(keySetOf), libraryKeysOf(job)]),
    facts: factsOf(image, pool),
    acts: 0,
    torn: 0,
    leftovers: 0,
  };
}

async function personalise(job: TearingJob): Promise<void> {
  const tray = trayOf(job, { pair: 0 });
  const keys = keySetOf(job.issuerKeys[0]);
  tray.manufacture({ chipSerial: job.serial, issuerKeys: keys, label: 'torn' });
  const card = tray.insert(job.serial);
  const channel = () => openIssuerChannel(card, keys, randomBytes);
  const issuer = await channel();
  const { jpki, text } = FILES;
  await issuer.generateKeyPair('jpki', jpki.authenticationKey);
  await issuer.storeFile('jpki', jpki.authenticationCertificate, certificateOf(0));
  await issuer.storeFile('text', text.attributes, fileOf(1));
  await issuer.setCredential('text', text.codeB, Buffer.from(CODES[0]));
  await issuer.setStatus('personalised');
  for (const pin of PINS) {
    await (await channel()).letHolderSet(pin);
    await setInitialPin(card, pin, PIN_VALUES[pin][0]);
  }
  const active = await channel();
  await active.setStatus('active');
  await active.installApplication({ ...LIBRARY_LAYOUTS[0], quota: QUOTA }, keys);
  const { aid } = LIBRARY_LAYOUTS[0];
  const own = libraryKeysOf(job);
  await takeOverApplication(card, aid, keys, own, randomBytes);
  await (await openApplicationChannel(card, aid, own, randomBytes)).files.write(NOTE, noteOf(1));
  await card.close();
}

/** The program that is killed, as one file: of its hundred small ones Node would spend longer on finding than it lives. */
async function bundle(outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: CHILD, outDir, minify: false, rolldownOptions: { output: { entryFileNames: 'card.mjs' } } },
  });
  return join(outDir, 'card.mjs');
}

/** One process, one kill, one look at what is left. */
async function tear(
  lane: Lane,
  program: string,
  chance: (below: number) => number,
  where: string,
): Promise<void> {
  const args = [program, lane.jobFile, JSON.stringify(lane.facts), String(chance(2 ** 31))];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(program), 'compiled'), NODE_TEST_CONTEXT: '' },
  });
  const said = await untilKilled(child, chance(20) === 0 ? 0 : chance(LONGEST_LIFE_MS * 1000) / 1000);
  const { done, torn } = replay(said, lane.facts);
  lane.acts += done.length;
  lane.torn += torn === undefined ? 0 : 1;

  const before = done.at(-1)?.after ?? lane.facts;
  const allowed = torn === undefined ? [before] : statesDuring(torn, before);
  lane.leftovers += nothingReadable(lane.job.directory, lane.secrets);
  const found = factsOf(imageOf(lane.job), lane.pool);
  const told = `${where}: ${torn === undefined ? 'between two acts' : JSON.stringify(torn)}`;
  assert.ok(
    allowed.some((state) => JSON.stringify(state) === JSON.stringify(found)),
    `${told}: found ${JSON.stringify(found)}, allowed ${JSON.stringify(allowed)}`,
  );
  await cardLives(lane.job, found, told);
  lane.facts = found;
}

/** Kills the process so long after it has the card (or at once) and returns everything it had said. */
async function untilKilled(child: ChildProcess, life: number): Promise<string> {
  const { stdout } = child;
  assert.ok(stdout);
  const ended = once(child, 'close');
  let said = '';
  const ready = new Promise<void>((resolve) => {
    stdout.setEncoding('latin1').on('data', (text: string) => {
      said += text;
      if (said.startsWith('ready\n')) resolve();
    });
    stdout.on('end', resolve);
  });
  if (life > 0) {
    await ready;
    await new Promise((resolve) => setTimeout(resolve, life));
  } else {
    await once(child, 'spawn');
  }
  child.kill('SIGKILL');
  const [, signal] = await ended;
  assert.equal(signal, 'SIGKILL', `the process ended by itself after: ${said.slice(-300)}`);
  return said;
}

/** The acts that were answered, and the one that was under way. */
function replay(said: string, start: CardFacts) {
  const done: { readonly act: Act; readonly after: CardFacts }[] = [];
  let torn: Act | undefined;
  for (const line of said.split('\n')) {
    if (line.startsWith('> {')) torn = parseAct(line.slice(2));
    if (line === '<' && torn !== undefined) {
      const before = done.at(-1)?.after ?? start;
      done.push({ act: torn, after: statesDuring(torn, before).at(-1) ?? before });
      torn = undefined;
    }
  }
  return { done, torn };
}

/** A line may have been cut off by the kill; its act had not begun. */
function parseAct(line: string): Act | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The card of the dead process can be taken over, answers, and leaves no trace of the accident. */
async function cardLives(job: TearingJob, facts: CardFacts, told: string): Promise<void> {
  const card = trayOf(job, { pair: 0 }).insert(job.serial);
  for (const pin of PINS) assert.equal(await triesLeft(card, pin), facts.tries[pin], told);
  await card.close();
  assert.deepEqual(readdirSync(join(job.directory, 'factory')), [`${job.serial}.card`], told);
}

function hexKeySet(serial: string, version: number): HexKeySet {
  const { enc, mac, dek } = diversify(randomBytes(32), serial, version);
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  return { version, enc: hex(enc), mac: hex(mac), dek: hex(dek) };
}

function rsaKey(): Uint8Array {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  return privateKey;
}
