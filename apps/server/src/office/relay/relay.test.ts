import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, describe, test } from 'node:test';
import { Declined, type Holder, type RelayError, runRelay } from '@mibun/agent';
import { Chip, diversify, encodeCommonSerial, FILES, manufacture } from '@mibun/card';
import {
  type CardConnection,
  CardError,
  connectInProcess,
  openIssuerChannel,
  verifyPin,
} from '@mibun/reader';
import type { CredentialKind, PlainDate } from '@mibun/rules';
import { type Http, openHttp, systemRandom } from '../../platform/index.ts';
import { HolderDeclined } from './errors.ts';
import { createRelay, type HolderScreen, type Relay, type RelayOutcome } from './relay.ts';

const SERIAL = '900000000000301';
const KEYS = diversify(new Uint8Array(32).fill(3), SERIAL);
const PINS: Readonly<Record<CredentialKind, string>> = {
  signature: 'MIBUN2026',
  authentication: '2580',
  registry: '3691',
  text: '4702',
};
const ALL = ['signature', 'authentication', 'registry', 'text'] as const;

/** A card before hand-over: its serial is on it, it is personalised, and it has no PINs. */
async function cardBeforeHandOver(): Promise<CardConnection> {
  const image = manufacture({ chipSerial: SERIAL, profile: 'generation-1', issuerKeys: KEYS });
  const generateKey = () => {
    throw new Error('no key is made here');
  };
  const card = connectInProcess(new Chip(image, { random: randomBytes, generateKey, save: () => {} }));
  const issuer = await openIssuerChannel(card, KEYS, randomBytes);
  const record = encodeCommonSerial({ chipSerial: SERIAL, municipality: '99101', expiry: '2036-02-17' });
  await issuer.storeFile('common', FILES.common.serial, record);
  await issuer.setStatus('personalised');
  await issuer.close();
  return card;
}

interface Line {
  readonly relay: Relay;
  readonly origin: string;
  /** Lets the waiting time of everything that was set up with this length run out. */
  expire(milliseconds: number): void;
  readonly logged: string[];
}

let app: Http | undefined;
afterEach(async () => {
  await app?.close();
});

async function openLine(): Promise<Line> {
  const timers = new Set<{ readonly milliseconds: number; readonly callback: () => void }>();
  const logged: string[] = [];
  const write = (...values: unknown[]) => void logged.push(JSON.stringify(values));
  const log = { info: write, warn: write, error: write, debug: write } as never;
  const origins = { server: 'http://localhost:0', agent: '', bank: '' };
  const config = { mode: 'demo', origins } as never;
  const relay = createRelay({ config, random: systemRandom, log }, (milliseconds, callback) => {
    const timer = { milliseconds, callback };
    timers.add(timer);
    return () => timers.delete(timer);
  });
  const unused = {} as never;
  app = await openHttp({ config, database: unused, sessions: unused, random: systemRandom, log });
  relay.routes(app);
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  const expire = (milliseconds: number) => {
    for (const timer of [...timers]) {
      if (timer.milliseconds !== milliseconds) continue;
      timers.delete(timer);
      timer.callback();
    }
  };
  return { relay, origin, expire, logged };
}

const IDLE_MS = 5 * 60_000;

function open<R>(line: Line, script: (card: CardConnection, holder: HolderScreen) => Promise<R>) {
  const outcome = Promise.withResolvers<RelayOutcome<R>>();
  const ticket = line.relay.open(script, { chipSerial: SERIAL, onFinished: outcome.resolve });
  return { token: ticket.token, relayUrl: `${line.origin}/api/relay`, outcome: outcome.promise };
}

const nobody: Holder = {
  setPins: () => Promise.reject(new Declined()),
  askPin: () => Promise.reject(new Declined()),
};

const pause = async () => {};

async function letSetAll(card: CardConnection): Promise<void> {
  const issuer = await openIssuerChannel(card, KEYS, randomBytes);
  for (const kind of ALL) await issuer.letHolderSet(kind);
}

describe('relay between a script of the counter and an agent', () => {
  test('the script reaches the card through HTTP, and its result the agent', async () => {
    const line = await openLine();
    const connection = await cardBeforeHandOver();
    const { outcome, ...way } = open(line, async (card) => {
      const issuer = await openIssuerChannel(card, KEYS, randomBytes);
      const { state } = await issuer.chipState();
      return { state, atr: Buffer.from(card.atr).toString('hex') };
    });
    const result = await runRelay({ ...way, connection, holder: nobody, pause });
    const atr = Buffer.from(connection.atr).toString('hex');
    assert.deepEqual(result, { state: 'personalised', atr });
    assert.deepEqual(await outcome, { ok: true, result: { state: 'personalised', atr } });
  });

  test('PIN-03 the holder sets four PINs that the server never sees', async () => {
    const line = await openLine();
    const connection = await cardBeforeHandOver();
    const bodies: string[] = [];
    const context = { birthDate: '1985-04-01' as PlainDate, securityCode: '2285' };
    const { outcome, ...way } = open(line, async (card, holder) => {
      await letSetAll(card);
      await holder.setPins(ALL, context);
      return 'set';
    });
    const asked: unknown[] = [];
    const holder: Holder = {
      ...nobody,
      setPins: async (credentials, given, problem) => {
        asked.push([credentials, given, problem?.credential]);
        // The first time with a birthday for one of them.
        return problem === undefined ? { ...PINS, text: '0401' } : PINS;
      },
    };
    const watchedFetch: typeof fetch = (url, init) => {
      bodies.push(String(init?.body));
      return fetch(url, init);
    };
    assert.equal(await runRelay({ ...way, connection, holder, pause, fetch: watchedFetch }), 'set');
    assert.equal((await outcome).ok, true);
    assert.deepEqual(asked, [
      [[...ALL], context, undefined],
      [[...ALL], context, 'text'],
    ]);
    for (const kind of ALL) await verifyPin(connection, kind, PINS[kind]);
    for (const secret of [
      ...Object.values(PINS),
      ...Object.values(PINS).map((pin) => Buffer.from(pin).toString('hex')),
    ]) {
      // Commands of the issuer channel are hexadecimal noise in which four digits occur by chance.
      const answers = bodies.filter((body) => !body.includes('"responses"'));
      assert.equal(
        answers.some((body) => body.includes(`"${secret}"`)),
        false,
      );
    }
    assert.equal(line.logged.length, 0);
  });

  test('PIN-02 no PIN is written when one of them may not be used and the holder gives up', async () => {
    const line = await openLine();
    const connection = await cardBeforeHandOver();
    const { outcome, ...way } = open(line, async (card, holder) => {
      await letSetAll(card);
      await holder.setPins(ALL, {});
    });
    const holder: Holder = {
      ...nobody,
      setPins: async (_credentials, _context, problem) => {
        if (problem !== undefined) throw new Declined();
        return { ...PINS, registry: '1111' };
      },
    };
    await assert.rejects(runRelay({ ...way, connection, holder, pause }), (error: RelayError) => {
      return error.code === 'RELAY_DECLINED';
    });
    const ended = await outcome;
    assert.ok(!ended.ok && ended.error instanceof HolderDeclined);
    await assert.rejects(verifyPin(connection, 'signature', PINS.signature), { code: 'pin-blocked' });
  });

  test('the holder shows that they know a PIN; a blocked one ends the script with that reason', async () => {
    const line = await openLine();
    const connection = await cardBeforeHandOver();
    const { outcome, ...way } = open(line, async (card, holder) => {
      await letSetAll(card);
      await holder.setPins(ALL, {});
      await holder.verifyPin('authentication');
      await card.reset();
      await holder.verifyPin('text');
    });
    const typed: Partial<Record<CredentialKind, string[]>> = {
      authentication: ['9999', '12', PINS.authentication],
      text: ['9999', '9998', '9997'],
    };
    const seen: string[] = [];
    const holder: Holder = {
      setPins: async () => PINS,
      askPin: async (credential, triesLeft, problem) => {
        seen.push(`${credential} ${triesLeft} ${problem?.reason ?? '-'}`);
        return typed[credential]?.shift() ?? '';
      },
    };
    await assert.rejects(runRelay({ ...way, connection, holder, pause }), (error: RelayError) => {
      return error.code === 'RELAY_PIN_BLOCKED' && /ロック/.test(error.title.ja);
    });
    assert.deepEqual(seen, [
      'authentication 3 -',
      'authentication 2 wrong',
      'authentication 2 malformed',
      'text 3 -',
      'text 2 wrong',
      'text 1 wrong',
    ]);
    const ended = await outcome;
    assert.ok(!ended.ok && ended.error instanceof CardError && ended.error.triesLeft === 0);
  });

  test('with another card the script does not start', async () => {
    const line = await openLine();
    const connection = await cardBeforeHandOver();
    let started = false;
    const { token } = line.relay.open(
      async () => {
        started = true;
      },
      { chipSerial: '900000000000999', onFinished: () => {} },
    );
    const run = runRelay({ relayUrl: `${line.origin}/api/relay`, token, connection, holder: nobody, pause });
    await assert.rejects(run, (error: RelayError) => error.code === 'RELAY_OTHER_CARD');
    assert.equal(started, false);
  });

  test('PIN-05 an agent lost in the middle fails the pending command as a card that was removed', async () => {
    const line = await openLine();
    const connection = await cardBeforeHandOver();
    const { outcome, ...way } = open(line, async (card) => {
      await card.reset();
      await card.transmit(Uint8Array.of(0x00, 0xa4, 0x04, 0x0c));
    });
    const unplugged: CardConnection = {
      ...connection,
      // The machine of the agent goes off at this moment: it never answers again.
      reset: () => {
        queueMicrotask(() => line.expire(IDLE_MS));
        return new Promise(() => {});
      },
    };
    void runRelay({ ...way, connection: unplugged, holder: nobody, pause });
    const ended = await outcome;
    assert.ok(!ended.ok && ended.error instanceof CardError);
    assert.equal(ended.error.code, 'card-removed');
    assert.equal(ended.error.triesLeft, undefined);
  });

  test('a relay that no agent comes to ends without running', async () => {
    const line = await openLine();
    const { outcome, ...way } = open(line, () => Promise.reject(new Error('must not run')));
    line.expire(IDLE_MS);
    const ended = await outcome;
    assert.ok(!ended.ok && ended.error instanceof CardError && ended.error.code === 'card-removed');
    const connection = await cardBeforeHandOver();
    const late = runRelay({ ...way, connection, holder: nobody, pause });
    await assert.rejects(late, (error: RelayError) => error.code === 'RELAY_OVER');
  });

  test('one agent at a time: a second one with the same token is refused', async () => {
    const line = await openLine();
    const connection = await cardBeforeHandOver();
    let second: Promise<unknown> | undefined;
    const { outcome: _, ...way } = open(line, async (_card, holder) => {
      await holder.verifyPin('text').catch(() => undefined);
      return 'done';
    });
    const other = await cardBeforeHandOver();
    const watching: CardConnection = {
      ...connection,
      transmit: async (command) => {
        second ??= assert.rejects(
          runRelay({ ...way, connection: other, holder: nobody, pause }),
          (error: RelayError) => error.code === 'RELAY_IN_USE',
        );
        await second;
        return connection.transmit(command);
      },
    };
    assert.equal(await runRelay({ ...way, connection: watching, holder: nobody, pause }), 'done');
    assert.ok(second);
  });

  test('an answer that is sent twice because its reply got lost is taken once', async () => {
    const line = await openLine();
    const connection = await cardBeforeHandOver();
    let commands = 0;
    const counting: CardConnection = {
      ...connection,
      transmit: (command) => {
        commands += 1;
        return connection.transmit(command);
      },
    };
    const { outcome: _, ...way } = open(line, async (card) => {
      const answers = [];
      for (let n = 0; n < 3; n++)
        answers.push((await card.transmit(Buffer.from('00840000 08'.replace(' ', ''), 'hex'))).length);
      return answers;
    });
    const losing: typeof fetch = async (url, init) => {
      await (await fetch(url, init)).arrayBuffer();
      throw new TypeError('the reply got lost');
    };
    let calls = 0;
    const everyOther: typeof fetch = (url, init) =>
      calls++ % 2 === 0 ? losing(url, init) : fetch(url, init);
    const result = await runRelay({ ...way, connection: counting, holder: nobody, pause, fetch: everyOther });
    assert.equal((result as number[]).length, 3);
    // Two to read the serial, three of the script's.
    assert.equal(commands, 5);
  });

  test('without the token there is no relay, and a wrong body is refused', async () => {
    const line = await openLine();
    const { token, relayUrl } = open(line, async () => {});
    const post = async (authorization: string, body: unknown) =>
      fetch(relayUrl, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const agent = crypto.randomUUID();
    assert.equal((await post('', { agent, number: 0, answer: null })).status, 401);
    assert.equal((await post(`Bearer ${'x'.repeat(43)}`, { agent, number: 0, answer: null })).status, 404);
    assert.equal((await post(`Bearer ${token}`, { agent, number: 0, answer: { kind: 'pin' } })).status, 400);
    const early = { agent, number: 0, answer: { kind: 'pins-set' } };
    assert.equal((await post(`Bearer ${token}`, early)).status, 409);
  });

  test('what a script throws stays private; the agent hears a reference', async () => {
    const line = await openLine();
    const connection = await cardBeforeHandOver();
    const { outcome: _, ...way } = open(line, () => Promise.reject(new Error('table cards is on fire')));
    await assert.rejects(runRelay({ ...way, connection, holder: nobody, pause }), (error: RelayError) => {
      return error.code === 'INTERNAL' && !/fire/.test(JSON.stringify(error)) && /err-/.test(error.next.en);
    });
  });
});
