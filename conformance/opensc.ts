import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChipContacts } from '@mibun/reader';
import type { Observation } from './harness/observation.ts';
import { type ProgramResult, runProgram } from './harness/programs.ts';
import { startVirtualReaders } from './harness/vpcd.ts';

export interface WitnessedCard {
  /** A personalised, active chip with both certificates and all tries. Nobody else may be connected to it. */
  readonly chip: ChipContacts;
  readonly authPin: string;
  readonly signPassword: string;
}

/**
 * Lets OpenSC, which knows nothing of this project, use the card in a virtual reader as a person's programs would:
 * chip.md §5.1. Costs no try in the end. Needs the Debian packages pcscd, vsmartcard-vpcd, opensc, opensc-pkcs11 and
 * openssl.
 */
export async function witnessCardWithOpenSc(card: WitnessedCard): Promise<readonly Observation[]> {
  return withCardInReader(card.chip, async (bench) => [
    await driverName(bench),
    ...(await contents(bench)),
    await signatureCertificateIsPrivate(bench, card.signPassword),
    ...(await certificateChains(bench, card.signPassword)),
    await signature(bench, { slot: 0, id: '01', pin: card.authPin, name: 'User Authentication Key' }),
    await signature(bench, { slot: 1, id: '02', pin: card.signPassword, name: 'Digital Signature Key' }),
    await selfTest(bench, card.authPin),
    ...(await wrongPin(bench, card.authPin)),
  ]);
}

/**
 * Blocks the authentication PIN by wrong values and looks at what OpenSC makes of it (chip.md §3.3). Afterwards the
 * PIN of this card is blocked.
 */
export async function witnessBlockedPinWithOpenSc(card: WitnessedCard): Promise<readonly Observation[]> {
  return withCardInReader(card.chip, async (bench) => {
    const wrong = otherPin(card.authPin);
    for (let attempt = 0; attempt < 3; attempt++) await login(bench, wrong);
    const refused = await login(bench, card.authPin);
    const tokens = await bench.run('pkcs11-tool', '-T');
    const name = await bench.run('opensc-tool', '-n');
    return [
      {
        claim: 'chip.md §3.3 a blocked PIN is refused even when it is right',
        ok: refused.status !== 0 && !/CKR_PIN_INCORRECT/.test(refused.everything),
        detail: refused.everything,
      },
      {
        claim: 'chip.md §3.3 OpenSC shows the token of a blocked PIN as locked, the other one as usable',
        ok:
          /user PIN locked/.test(tokenSection(tokens.output, 'User Authentication PIN')) &&
          !/user PIN locked/.test(tokenSection(tokens.output, 'Digital Signature PIN')),
        detail: tokens.everything,
      },
      {
        claim: 'chip.md §3.3 OpenSC still recognises a card with a blocked PIN',
        ok: name.output.trim() === 'jpki',
        detail: name.everything,
      },
    ];
  });
}

interface Bench {
  readonly directory: string;
  run(...command: readonly [program: string, ...args: readonly string[]]): Promise<ProgramResult>;
}

async function withCardInReader(
  chip: ChipContacts,
  observe: (bench: Bench) => Promise<readonly Observation[]>,
): Promise<readonly Observation[]> {
  const directory = await mkdtemp(join(tmpdir(), 'mibun-opensc-'));
  const readers = await startVirtualReaders();
  try {
    const attached = await readers.put(0, chip);
    try {
      return await observe({
        directory,
        run: (program, ...args) => runProgram(program, args, readers.env),
      });
    } finally {
      attached.remove();
      await attached.closed;
    }
  } finally {
    await readers.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function driverName(bench: Bench): Promise<Observation> {
  const { output, everything } = await bench.run('opensc-tool', '-n');
  return { claim: 'chip.md §5.1 opensc-tool -n says jpki', ok: output.trim() === 'jpki', detail: everything };
}

async function contents(bench: Bench): Promise<readonly Observation[]> {
  const dump = await bench.run('pkcs15-tool', '-D');
  const lists = (kind: string, names: readonly string[]): Observation => ({
    claim: `chip.md §5.1 pkcs15-tool -D lists ${kind}: ${names.join(', ')}`,
    ok: names.every((name) => dump.output.includes(`${kind} [${name}]`)),
    detail: dump.everything,
  });
  return [
    lists('PIN', ['User Authentication PIN', 'Digital Signature PIN']),
    lists('Private RSA Key', ['User Authentication Key', 'Digital Signature Key']),
    lists('X.509 Certificate', [
      'User Authentication Certificate',
      'Digital Signature Certificate',
      'User Authentication Certificate CA',
      'Digital Signature Certificate CA',
    ]),
    {
      claim: 'chip.md §5.1 pkcs15-tool -D reads the serials of the three certificates that need no password',
      ok: dump.output.match(/Encoded serial/g)?.length === 3,
      detail: dump.everything,
    },
    triesLeft('CHIP-07 OpenSC reads 3 tries of the PIN and 5 of the password', dump, [3, 5]),
  ];
}

/** `wanted`: tries of the authentication PIN and of the signature password, as pkcs15-tool lists them. */
function triesLeft(claim: string, dump: ProgramResult, wanted: readonly [number, number]): Observation {
  const found = [...dump.output.matchAll(/Tries left\s*:\s*(\d+)/g)].map(([, count]) => Number(count));
  return { claim, ok: found.join() === wanted.join(), detail: dump.everything };
}

async function signatureCertificateIsPrivate(bench: Bench, password: string): Promise<Observation> {
  const without = await bench.run('pkcs15-tool', '--read-certificate', '02');
  const withPassword = await readCertificate(bench, '02', password);
  return {
    claim: 'chip.md §2.1 the signature certificate is read with the password and not without',
    ok: !isPem(without.output) && isPem(withPassword.output),
    detail: `${without.everything}\n${withPassword.everything}`,
  };
}

async function certificateChains(bench: Bench, password: string): Promise<readonly Observation[]> {
  const chains = [
    { id: '01', ca: '03', name: 'authentication' },
    { id: '02', ca: '04', name: 'signature' },
  ];
  const observations: Observation[] = [];
  for (const { id, ca, name } of chains) {
    const certificate = await readCertificate(bench, id, id === '02' ? password : undefined);
    const issuer = await readCertificate(bench, ca);
    await writeFile(certificatePath(bench, id), certificate.output);
    await writeFile(certificatePath(bench, ca), issuer.output);
    const files = [certificatePath(bench, ca), certificatePath(bench, id)];
    const verified = await bench.run('openssl', 'verify', '-CAfile', ...files);
    observations.push({
      claim: `chip.md §2.1 openssl leads the ${name} certificate to the CA certificate beside it`,
      ok: verified.status === 0 && verified.output.trim().endsWith('OK'),
      detail: `${certificate.everything}\n${issuer.everything}\n${verified.everything}`,
    });
  }
  return observations;
}

interface SigningKey {
  readonly slot: number;
  readonly id: string;
  readonly pin: string;
  readonly name: string;
}

async function signature(bench: Bench, { slot, id, pin, name }: SigningKey): Promise<Observation> {
  const document = join(bench.directory, `document-${id}`);
  const signatureFile = join(bench.directory, `signature-${id}`);
  const publicKey = join(bench.directory, `public-key-${id}`);
  await writeFile(document, `A document to be signed with key ${id}.\n`);
  const files = ['-i', document, '-o', signatureFile];
  const how = ['--sign', '--mechanism', 'SHA256-RSA-PKCS', '--id', id];
  const signed = await bench.run('pkcs11-tool', ...inSlot(slot, pin), ...how, ...files);
  const certificate = ['-in', certificatePath(bench, id)];
  const extracted = await bench.run(
    'openssl',
    'x509',
    ...certificate,
    '-noout',
    '-pubkey',
    '-out',
    publicKey,
  );
  const against = ['-verify', publicKey, '-signature', signatureFile];
  const verified = await bench.run('openssl', 'dgst', '-sha256', ...against, document);
  return {
    claim: `chip.md §5.1 pkcs11-tool logs in and signs with the ${name}; openssl verifies with its certificate`,
    ok: signed.status === 0 && verified.status === 0 && verified.output.includes('Verified OK'),
    detail: `${signed.everything}\n${extracted.everything}\n${verified.everything}`,
  };
}

async function selfTest(bench: Bench, pin: string): Promise<Observation> {
  const tested = await bench.run('pkcs11-tool', ...inSlot(0, pin), '--test');
  return {
    claim: 'chip.md §4.6, §4.8 pkcs11-tool --test finds no errors',
    ok: ['all 4 signature functions seem to work', 'SHA256-RSA-PKCS: OK', 'No errors'].every((line) =>
      tested.everything.includes(line),
    ),
    detail: tested.everything,
  };
}

async function wrongPin(bench: Bench, pin: string): Promise<readonly Observation[]> {
  const refused = await login(bench, otherPin(pin));
  const after = await bench.run('pkcs15-tool', '-D');
  const accepted = await login(bench, pin);
  const restored = await bench.run('pkcs15-tool', '-D');
  return [
    {
      claim: 'CHIP-07 a wrong PIN is reported as such',
      ok: refused.status !== 0 && /CKR_PIN_INCORRECT/.test(refused.everything),
      detail: refused.everything,
    },
    triesLeft('CHIP-07 a wrong PIN costs one try', after, [2, 5]),
    {
      claim: 'CHIP-07 the right PIN is accepted afterwards',
      ok: accepted.status === 0,
      detail: accepted.everything,
    },
    triesLeft('CHIP-07 the right PIN restores the tries', restored, [3, 5]),
  ];
}

function login(bench: Bench, pin: string): Promise<ProgramResult> {
  return bench.run('pkcs11-tool', ...inSlot(0, pin), '--list-objects');
}

/** OpenSC shows the PIN and the password of one card as two tokens. */
function inSlot(slot: number, pin: string): readonly string[] {
  return ['--slot-index', String(slot), '--login', '--pin', pin];
}

function readCertificate(bench: Bench, id: string, pin?: string): Promise<ProgramResult> {
  const verify = pin === undefined ? [] : ['--verify-pin', '--auth-id', '02', '--pin', pin];
  return bench.run('pkcs15-tool', '--read-certificate', id, ...verify);
}

const certificatePath = (bench: Bench, id: string) => join(bench.directory, `certificate-${id}.pem`);

const isPem = (text: string) => text.includes('-----BEGIN CERTIFICATE-----');

const otherPin = (pin: string) => (pin === '0000' ? '1111' : '0000');

/** The part of `pkcs11-tool -T` that speaks of one token. */
function tokenSection(listing: string, label: string): string {
  return listing.split(/^Slot /m).find((section) => section.includes(label)) ?? '';
}
