import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { makeTlsFiles } from '@mibun/agent/testing/tls-files';
import { createPaper } from '@mibun/documents';
import { attachToVpcd } from '@mibun/reader';
import { buildWeb } from '@mibun/web';
import { chromium } from 'playwright-core';
import { hanako } from '../apps/cli/src/scenario/hero.ts';
import { personAt } from '../apps/cli/src/scenario/life/office.ts';
import { type LifeStep, lifeOfACard } from '../apps/cli/src/scenario/life-of-a-card.ts';
import { Story } from '../apps/cli/src/scenario/story.ts';
import { openWorld, type World } from '../apps/cli/src/scenario/world.ts';
import { AgentPage, type Told } from './harness/agent-page.ts';
import { MIBUN_MAIN } from './harness/mibun.ts';
import { freePortRange } from './harness/ports.ts';
import { type RunningProgram, startProgram } from './harness/running-program.ts';
import { startVirtualReaders, type VirtualReaders } from './harness/vpcd.ts';

// `mibun agent` as a program of its own, beside a PC/SC reader, for a system that runs in another process: a hand-over at
// the counter, a log-in, a signature, all with the card of that system in the reader; and how it refuses, and ends.
// The tests of the life are steps of one story. Debian packages: pcscd, vsmartcard-vpcd, gcc, openssl, chromium.

describe('mibun agent', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-agent-program-'));
  const hero = hanako();
  let machine: VirtualReaders;
  let world: World;
  let story: Story;
  let steps: readonly LifeStep[];
  /** Where the pages of the world look for it. */
  let origin: string;
  let program: RunningProgram;
  let page: AgentPage;

  before(async () => {
    // What the building says is not the agent's word.
    await buildWeb();
    [machine, world] = await Promise.all([startVirtualReaders({ readers: 2 }), openWorld(folder, () => {})]);
    story = new Story({ folder: join(folder, 'artefacts'), json: false, silent: true });
    steps = lifeOfACard(world, story, hero);
    ({ agentOrigin: origin } = await world.visitor().call('GET /api/system'));
  });
  after(async () => {
    await program?.stop();
    await world?.close();
    await machine?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach((context) => {
    if ('passed' in context && !context.passed && program) context.diagnostic(program.stderr.slice(-4_000));
  });

  /** As a person gives it, with nothing of Mibun in the environment but what is said here. */
  function agent(args: readonly string[], more: Readonly<Record<string, string>> = {}): RunningProgram {
    const own = Object.entries(process.env).filter(
      ([name]) => !/^(MIBUN_|DATABASE_URL$|NODE_TEST)/.test(name),
    );
    const environment = { ...Object.fromEntries(own), ...machine.env, ...more };
    return startProgram(process.execPath, [MIBUN_MAIN, 'agent', ...args], environment);
  }

  async function refused(args: readonly string[], more = {}): Promise<string> {
    const attempt = agent(args, more);
    const running = attempt.said(/Ctrl-C stops it/).then(
      () => 'it runs',
      () => undefined,
    );
    const end = await Promise.race([attempt.ended, running.then((how) => how ?? attempt.ended)]);
    await attempt.stop();
    assert.equal(end, 1, attempt.stderr);
    assert.equal(attempt.stdout, '');
    assert.doesNotMatch(attempt.stderr, /^ +at /m, 'no stack trace');
    assert.match(attempt.stderr, /^hint: ./m);
    return attempt.stderr;
  }

  /** Takes the card of the story out of the wallet and puts it into the first reader. */
  async function putIn(): Promise<{ remove(): Promise<void> }> {
    const connection = world.running.tray.insert(hero.cardSerial);
    const lies = await attachToVpcd(connection.chip, { port: machine.ports[0] ?? 0 });
    const remove = async () => {
      lies.remove();
      await lies.closed;
      await connection.close();
    };
    leftInside.push(remove);
    return { remove };
  }
  const leftInside: (() => Promise<void>)[] = [];
  // A test that failed leaves no card behind.
  afterEach(async () => {
    for (const remove of leftInside.splice(0)) await remove();
  });

  /** Puts it there for as long as something is done with it. */
  async function inReader<T>(use: () => Promise<T>): Promise<T> {
    const { remove } = await putIn();
    try {
      await page.cardsWhen((cards) => cards.some(({ serial, facts }) => facts && serial === hero.cardSerial));
      return await use();
    } finally {
      await remove();
      await page.cardsWhen((cards) => cards.length === 0);
    }
  }

  /** What the holder answers: they look at what is to be signed, and type what they know. */
  const know = (stage: Told['stage']): unknown => {
    const secretOf = (kind: string) => hero.secrets[kind as keyof typeof hero.secrets];
    if (stage.kind === 'document') return { agreed: true };
    if (stage.kind === 'secret') return { value: secretOf(stage.credential) };
    return { values: Object.fromEntries(stage.credentials.map((kind) => [kind, secretOf(kind)])) };
  };

  test('it says where it is, which readers it has, that the system looks for it there, and why browsers trust it', async () => {
    program = agent(['--server', world.origin, '--port', new URL(origin).port]);
    await program.said(/Ctrl-C stops it/);
    assert.match(program.stdout, new RegExp(`its origin +${origin}$`, 'm'));
    assert.match(program.stdout, new RegExp(`readers +${machine.names[0]}, .*${machine.names[1]}`));
    assert.match(program.stdout, /the server +answers, and its pages look for the agent here/);
    assert.match(program.stdout, /Browsers trust this origin without a certificate/);
    assert.equal(program.stderr, '');
    page = await AgentPage.open(origin);
    assert.equal(
      (await page.call('GET', '/api/session')).demo,
      true,
      'the country of that system is invented',
    );
  });

  test('at the counter the server writes the card in the reader, and its holder sets the PINs at this machine', async () => {
    for (const id of ['apply', 'screen', 'make', 'arrive']) {
      await steps.find((step) => step.id === id)?.act();
    }
    const clerk = await world.staff('clerk');
    const { applications } = await personAt(clerk, hero);
    const application = applications.find(({ id }) => id === hero.application);
    assert.ok(application);
    const { visitId, relay } = await clerk.call('POST /api/office/handovers', {
      body: {
        application: hero.application,
        version: application.version,
        documents: ['driving-licence'],
        presented: { name: hero.name, birthDate: hero.birthDate, address: hero.address },
        faceMatches: true,
        noticePresented: true,
        oldCard: 'none',
      },
    });
    const done = await inReader(() =>
      page.through(
        {
          kind: 'counter',
          origin: world.origin,
          cardSerial: relay.cardSerial,
          relayUrl: relay.url,
          relayToken: relay.token,
        },
        know,
      ),
    );
    assert.equal(done.kind, 'finished', JSON.stringify(done));
    const params = { id: visitId };
    const { mayComplete, version } = await clerk.call('GET /api/office/handovers/:id', { params });
    if (mayComplete)
      await clerk.call('POST /api/office/handovers/:id/complete', { params, body: { version } });
    await world.settled();
    const { cards } = await personAt(clerk, hero);
    assert.equal(cards.find(({ cardId }) => cardId === hero.cardId)?.state, 'ACTIVE');
  });

  const octets = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

  test('its holder logs in at the portal and signs a document there', async () => {
    const client = world.visitor();
    const byCard = { origin: world.origin, cardSerial: hero.cardSerial };
    const paper = createPaper({
      title: '申込書（見本）',
      language: 'ja',
      office: '見本不動産',
      createdAt: world.running.platform.clock.now(),
    });
    const pdf = await paper.title('申込書（見本）').paragraph('申し込みます。').finish();
    await inReader(async () => {
      const session = await client.logInBy('resident', async ({ nonce, statement }) => {
        const asked = { kind: 'authenticate', ...byCard, nonce, statement: statement.en };
        const { kind, answer } = await page.through(asked, know);
        assert.equal(kind, 'finished');
        return { certificate: octets(answer.certificate), signature: octets(answer.signature) };
      });
      assert.equal(session.name, hero.name);
      const file = { bytes: pdf, type: 'application/pdf' };
      const { ceremonyId } = await client.callWithFile('POST /api/signing', file, {
        headers: { 'x-document-name': encodeURIComponent('申込書.pdf') },
      });
      const params = { id: ceremonyId };
      const prepared = await client.call('POST /api/signing/:id/prepare', { params, body: {} });
      const { digest, certificateSha256 } = prepared;
      const document = { name: '申込書.pdf', pages: 1, digest, certificateSha256 };
      const signed = await page.through({ kind: 'sign', ...byCard, document }, know);
      assert.equal(signed.kind, 'finished');
      const { signature } = signed.answer;
      await client.call('POST /api/signing/:id/complete', { params, body: { signature } });
      const bytes = await client.bytes('GET /api/signing/:id/document', { params });
      const report = await world
        .visitor()
        .callWithFile('POST /api/verification', { bytes, type: 'application/pdf' });
      assert.equal(report.overall, 'valid');
    });
  });

  test('a page with https may open it, and its own page works there as in a secure place', async () => {
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
    try {
      const context = await browser.newContext();
      await context.route('https://card.example/**', (route) =>
        route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>card</title>' }),
      );
      const asking = await context.newPage();
      await asking.goto('https://card.example/');
      const opened = context.waitForEvent('page');
      const heard = asking.evaluate(`new Promise((resolve) => {
        addEventListener('message', ({ origin, data }) => resolve([origin, data.mibun]));
        open('${origin}/ask');
      })`);
      const popup = await opened;
      assert.deepEqual(await heard, [origin, 'ready']);
      assert.equal(await popup.evaluate('isSecureContext'), true);
      assert.equal(await popup.evaluate("fetch('/api/cards').then((answer) => answer.status)"), 200);
    } finally {
      await browser.close();
    }
  });

  test('a second one at the same port is refused', async () => {
    const said = await refused(['--server', world.origin, '--port', new URL(origin).port]);
    assert.match(said, /^mibun: port \d+ is taken on this machine\nhint: an agent may be running already/);
  });

  test('a port whose other loopback address is taken is refused, too', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '::1', resolve));
    const address = squatter.address();
    assert.ok(typeof address === 'object' && address !== null);
    const said = await refused(['--server', world.origin, '--port', String(address.port)]);
    assert.match(said, /^mibun: port \d+ is taken/);
    squatter.close();
  });

  test('a reader that is not there is refused with the names of those that are', async () => {
    const said = await refused(['--server', world.origin, '--reader', 'ACR39U', '--reader', 'mibun 1']);
    assert.match(
      said,
      /^mibun: there is no card reader "ACR39U"\nhint: --reader with one of "Mibun 0 00 00"/,
    );
  });

  test('a file of sites that is damaged is refused, and so is a name that leads elsewhere', async () => {
    const sites = join(folder, 'sites.json');
    writeFileSync(sites, '{');
    const [port] = [String(await freePortRange(1))];
    const remember = ['--server', world.origin, '--port', port, '--remember', sites];
    assert.match(await refused(remember), /is no list of allowed sites\nhint: remove it/);
    mkdirSync(join(folder, 'a-folder'));
    assert.match(
      await refused([...remember.slice(0, -1), join(folder, 'a-folder')]),
      /a-folder cannot be read/,
    );
    const { certificate, key } = makeTlsFiles(folder, 'DNS:agent.invalid', 'invalid');
    const named = ['--origin', 'https://agent.invalid:8701', '--certificate', certificate, '--key', key];
    assert.match(await refused(['--server', world.origin, ...named]), /does not lead to this machine/);
  });

  test('one that is told to use the other reader does not see the card in the first', async () => {
    const port = String(await freePortRange(1));
    const other = agent(['--server', world.origin, '--port', port, '--reader', machine.names[1] ?? '']);
    await other.said(/Ctrl-C stops it/);
    assert.match(other.stdout, new RegExp(`readers +${machine.names[1]}$`, 'm'));
    assert.match(
      other.stdout,
      /looks for the agent at .* and would not find this one: start it with --origin/,
    );
    const beside = await AgentPage.open(`http://localhost:${port}`);
    await inReader(async () => assert.deepEqual((await beside.call('GET', '/api/cards')).cards, []));
    await other.stop();
    assert.equal(await other.ended, 0);
  });

  test('with a certificate it says what that is worth here', async () => {
    const { certificate, key } = makeTlsFiles(folder);
    const port = String(await freePortRange(1));
    const args = ['--server', world.origin, '--port', port, '--certificate', certificate, '--key', key];
    for (const [more, words] of [
      [{}, /The trust store of this machine does not know it: browsers will show a warning/],
      [{ NODE_EXTRA_CA_CERTS: certificate }, /The trust store of this machine knows it/],
    ] as const) {
      const secure = agent(args, more);
      await secure.said(/Ctrl-C stops it/);
      assert.match(secure.stdout, new RegExp(`its origin +https://localhost:${port}$`, 'm'));
      assert.match(secure.stdout, /Its certificate is for localhost, until \d{4}-\d\d-\d\d,/);
      assert.match(secure.stdout, words);
      await secure.stop();
      assert.equal(await secure.ended, 0);
    }
  });

  test('without the card reader service it says so, and finds the readers when it runs', async () => {
    await machine.kill();
    const port = String(await freePortRange(1));
    const early = agent(['--server', world.origin, '--port', port, '--reader', 'Mibun 0']);
    await early.said(/Ctrl-C stops it/);
    assert.match(
      early.stdout,
      /readers +none: the card reader service \(PC\/SC\) does not run; they are found/,
    );
    await machine.restart();
    const later = await AgentPage.open(`http://localhost:${port}`);
    const { remove } = await putIn();
    await later.cardsWhen((cards) => cards.some(({ serial }) => serial === hero.cardSerial));
    await remove();
    await early.stop();
  });

  test('Ctrl-C while a PIN is being asked gives the card back, costs no try and ends it', async () => {
    await page.cardsWhen((cards) => cards.length === 0);
    await putIn();
    await page.cardsWhen((cards) => cards.some(({ facts }) => facts !== undefined));
    const asked = await page.begin({
      kind: 'authenticate',
      origin: world.origin,
      cardSerial: hero.cardSerial,
      nonce: 'q83vEjRWeJC6q83vEjRWeJC6',
      statement: 'ログインします',
    });
    assert.deepEqual([asked.stage.kind, asked.stage.triesLeft], ['secret', 3]);
    program.kill('SIGINT');
    assert.equal(await program.ended, 0);
    assert.equal(program.stderr, 'mibun: stopping\n');
    await assert.rejects(fetch(origin), 'nothing listens there any more');
  });
});
