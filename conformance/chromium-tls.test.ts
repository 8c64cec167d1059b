// Chromium, whose certificates are NSS's, logs in to a TLS server with the card, as a person at a desktop would do it:
// the card is plugged in by its PKCS #11 library, the browser's own window asks for the PIN and shows the certificate.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import {
  makeHandedOverCard,
  OPENSC_PKCS11,
  type ReadersWithCards,
  saveCertificates,
  withCardsInReaders,
} from './harness/card-in-reader.ts';
import {
  type ClientCertificateServer,
  startClientCertificateServer,
} from './harness/client-certificate-server.ts';
import { type Desktop, openDesktop } from './harness/desktop.ts';
import { startProgram } from './harness/running-program.ts';

const CHROMIUM = '/usr/bin/chromium';
const PIN_WINDOW = /^Unlock Security Device$/;
/** Its list of certificates is drawn inside; Return takes the one that is chosen, the only one. */
const BROWSER_WINDOW = /Chromium$/;

const PATIENCE_MS = 90_000;

class BrowserEnded extends Error {
  readonly how: number | string;
  constructor(how: number | string, said: string) {
    super(`Chromium ended (${how}) and said:\n${said}`);
    this.how = how;
  }
}

const card = await makeHandedOverCard();

await withCardsInReaders([card], async (readers) => {
  const certificates = await saveCertificates(readers, card.signPassword);
  const server = await startClientCertificateServer(certificates.authCa);
  const desktop = await openDesktop();
  try {
    const parts = { readers, server, desktop };
    await test('Chromium logs in with the certificate and the key of the card, after its PIN', async () => {
      await inBrowser('first', parts, async (gone) => {
        await desktop.typeInto(PIN_WINDOW, card.authPin, gone);
        await desktop.pressReturnUntil(BROWSER_WINDOW, /^Logged in/, gone);
      });
      const fingerprint = ['-in', certificates.auth, '-noout', '-fingerprint', '-sha256'];
      const own = await readers.run('openssl', ['x509', ...fingerprint]);
      assert.ok(server.visitors.length > 0);
      for (const visitor of server.visitors) assert.ok(own.output.includes(visitor), own.output);
    });

    await test('Chromium asks again after a wrong PIN, one try is gone, and nobody is logged in', async () => {
      const before = server.visitors.length;
      await inBrowser('second', parts, async (gone) => {
        const tries = await triesLeft(readers, gone);
        await desktop.typeInto(PIN_WINDOW, '0000', gone);
        await triesLeft(readers, gone, tries - 1);
        await desktop.waitFor(PIN_WINDOW, gone);
        assert.equal(server.visitors.length, before);
      });
    });
  } finally {
    await desktop.close();
    await server.close();
  }
});

interface Parts {
  readonly readers: ReadersWithCards;
  readonly server: ClientCertificateServer;
  readonly desktop: Desktop;
}

/** The tries of the PIN, as soon as the card says them (it may just be talking with the browser), or says the `wanted` ones. */
async function triesLeft({ run }: ReadersWithCards, gone: AbortSignal, wanted?: number): Promise<number> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    gone.throwIfAborted();
    const pins = await run('pkcs15-tool', ['--list-pins']);
    const left = /Tries left +: (\d)/.exec(pins.output)?.[1];
    if (left !== undefined && Number(left) === (wanted ?? Number(left))) return Number(left);
    if (performance.now() > giveUpAt)
      throw new Error(`not ${wanted ?? 'any'} tries left:\n${pins.everything}`);
  }
}

/**
 * What a person does in a browser of their own. Chromium now and then ends by an assertion of its own, without a word, while
 * its windows for the card come and go; a person starts it again, and so it is done here once, and said.
 */
async function inBrowser(name: string, parts: Parts, act: (gone: AbortSignal) => Promise<void>) {
  for (const again of [false, true]) {
    const browser = await openBrowser(again ? `${name}-again` : name, parts);
    const gone = new AbortController();
    void browser.ended.then((how) => gone.abort(new BrowserEnded(how, browser.stderr)));
    try {
      return await act(gone.signal);
    } catch (error) {
      if (again || !(error instanceof BrowserEnded) || error.how !== 'SIGTRAP') throw error;
      console.log('Chromium ended by an assertion of its own (SIGTRAP) and is started again');
    } finally {
      await browser.stop();
    }
  }
}

/** A browser of a person who has trusted the service and plugged in the card's library, and nothing else. */
async function openBrowser(name: string, parts: Parts) {
  const { readers, server, desktop } = parts;
  const home = readers.path(name);
  const database = `sql:${home}/.pki/nssdb`;
  await mkdir(`${home}/.pki/nssdb`, { recursive: true });
  const nss = async (program: string, args: readonly string[]) => {
    const done = await readers.run(program, args);
    if (done.status !== 0) throw new Error(`${program} ${args[0]}:\n${done.everything}`);
  };
  await nss('certutil', ['-d', database, '-N', '--empty-password']);
  await nss('certutil', [
    '-d',
    database,
    '-A',
    '-n',
    'service',
    '-t',
    'CT,C,C',
    '-i',
    server.certificateFile,
  ]);
  await nss('modutil', ['-dbdir', database, '-force', '-add', 'OpenSC', '-libfile', OPENSC_PKCS11]);
  // Only the token of the authentication PIN: the browser would ask for the signature password first.
  const configuration = `${home}/opensc.conf`;
  await writeFile(configuration, 'app default { pkcs11 { create_slots_for_pins = "user"; } }\n');
  return startProgram(
    CHROMIUM,
    [
      ...['--no-sandbox', '--no-first-run', '--disable-gpu', '--disable-sync', '--disable-component-update'],
      ...[
        '--disable-background-networking',
        '--disable-quic',
        '--lang=en',
        `--user-data-dir=${home}/profile`,
      ],
      ...['--window-position=0,0', '--window-size=1100,800', `https://localhost:${server.port}/`],
    ],
    {
      ...process.env,
      ...readers.env,
      ...desktop.env,
      OPENSC_CONF: configuration,
      HOME: home,
      LANG: 'C.UTF-8',
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    },
  );
}
