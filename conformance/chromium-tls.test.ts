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

const card = await makeHandedOverCard();

await withCardsInReaders([card], async (readers) => {
  const certificates = await saveCertificates(readers, card.signPassword);
  const server = await startClientCertificateServer(certificates.authCa);
  const desktop = await openDesktop();
  try {
    await test('Chromium logs in with the certificate and the key of the card, after its PIN', async () => {
      const browser = await openBrowser('first', { readers, server, desktop });
      try {
        await desktop.typeInto(PIN_WINDOW, card.authPin);
        await desktop.pressReturnUntil(BROWSER_WINDOW, /^Logged in/);
        const fingerprint = ['-in', certificates.auth, '-noout', '-fingerprint', '-sha256'];
        const own = await readers.run('openssl', ['x509', ...fingerprint]);
        assert.ok(server.visitors.length > 0);
        for (const visitor of server.visitors) assert.ok(own.output.includes(visitor), own.output);
      } finally {
        await browser.stop();
      }
    });

    await test('Chromium asks again after a wrong PIN, one try is gone, and nobody is logged in', async () => {
      const before = server.visitors.length;
      const browser = await openBrowser('second', { readers, server, desktop });
      try {
        await desktop.typeInto(PIN_WINDOW, '0000');
        await untilTriesLeft(readers, 2);
        await desktop.waitFor(PIN_WINDOW);
        assert.equal(server.visitors.length, before);
      } finally {
        await browser.stop();
      }
    });
  } finally {
    await desktop.close();
    await server.close();
  }
});

async function untilTriesLeft({ run }: ReadersWithCards, wanted: number): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const pins = await run('pkcs15-tool', ['--list-pins']);
    if (Number(/Tries left +: (\d)/.exec(pins.output)?.[1]) === wanted) return;
  }
  throw new Error(`the PIN never had ${wanted} tries left`);
}

/** A browser of a person who has trusted the service and plugged in the card's library, and nothing else. */
async function openBrowser(
  name: string,
  parts: {
    readonly readers: ReadersWithCards;
    readonly server: ClientCertificateServer;
    readonly desktop: Desktop;
  },
) {
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
