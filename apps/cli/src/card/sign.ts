import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { assembleSignedData, der, ecdsaValue, signedAttributes } from '@mibun/pki';
import {
  type CardConnection,
  cardProfile,
  readAuthenticationCa,
  readAuthenticationCertificate,
  readSignatureCa,
  readSignatureCertificate,
  signWithAuthentication,
  signWithSignature,
  triesLeft,
} from '@mibun/reader';
import { CREDENTIALS } from '@mibun/rules';
import { CommandError, print, say } from '../output.ts';
import { withCard } from './find-card.ts';
import { cardAndRest, type WhereOptions } from './options.ts';
import { mayTry, secret, wellFormed } from './pin-change.ts';

export interface SignOptions extends WhereOptions {
  readonly with?: string;
  readonly pin?: string;
  readonly password?: string;
  readonly stdin?: true;
  readonly out?: string;
  readonly cms?: true;
  readonly lastTry?: true;
}

/** What `--with` chooses among. */
const KEYS = {
  auth: {
    kind: 'authentication',
    option: '--pin',
    sign: signWithAuthentication,
    ca: readAuthenticationCa,
    certificate: (connection: CardConnection, _pin: string) => readAuthenticationCertificate(connection),
  },
  signature: {
    kind: 'signature',
    option: '--password',
    sign: signWithSignature,
    ca: readSignatureCa,
    certificate: readSignatureCertificate,
  },
} as const;

/** `mibun card sign`: the signature over a file, raw or as a detached CMS signature. */
export async function signFile(given: readonly string[], options: SignOptions): Promise<void> {
  const { card: wanted, rest } = cardAndRest(given, options, 'mibun card sign CARD FILE', 1);
  const [file = ''] = rest;
  const name = options.with ?? 'auth';
  if (name !== 'auth' && name !== 'signature') {
    throw new CommandError(`there is no key ${name}`, '--with is auth or signature');
  }
  const key = KEYS[name];
  const content = readFileSync(file);
  const out = options.out ?? `${file}.${options.cms ? 'p7s' : 'sig'}`;
  await withCard(options, wanted, async ({ connection, serial, name: cardName }) => {
    mayTry(key.kind, await triesLeft(connection, key.kind), options.lastTry === true);
    const value = name === 'auth' ? options.pin : options.password;
    const pin = wellFormed(key.kind, await secret(value, options, CREDENTIALS[key.kind].en, key.option));
    const isRsa = (await cardProfile(connection)).certificates.key === 'rsa-2048';
    const signed = { ...key, sign: isRsa ? key.sign : ecdsa(key.sign), hash: isRsa ? 'sha256' : 'sha384' };
    const signature = options.cms
      ? await cms(connection, signed, pin, content)
      : await signed.sign(connection, pin, content);
    writeFileSync(out, signature);
    const bytes = signature.length;
    if (options.json)
      print(JSON.stringify({ card: serial ?? cardName, with: name, file, signature: out, bytes }));
    else say(`mibun: wrote ${out}, ${bytes} bytes`);
    if (!options.json)
      say(`hint: ${options.cms ? checkCms(file, out, name) : checkRaw(file, out, signed.hash)}`);
  });
}

/** Cards give r ‖ s; what checks files and CMS wants an Ecdsa-Sig-Value (RFC 5753 §7.2). */
const ecdsa =
  (sign: (typeof KEYS)[keyof typeof KEYS]['sign']) =>
  async (connection: CardConnection, pin: string, message: Uint8Array): Promise<Uint8Array> =>
    ecdsaValue(await sign(connection, pin, message));

async function cms(
  connection: CardConnection,
  key: (typeof KEYS)[keyof typeof KEYS] & { readonly hash: string },
  pin: string,
  content: Uint8Array,
): Promise<Uint8Array> {
  const certificate = der.readElement(await key.certificate(connection, pin)).raw;
  const digest = createHash(key.hash).update(content).digest();
  const attributes = signedAttributes({ digest, certificate });
  const signature = await key.sign(connection, pin, attributes);
  const ca = der.readElement(await key.ca(connection)).raw;
  return assembleSignedData({
    certificate,
    certificates: [certificate, ca],
    signedAttributes: attributes,
    signature,
  });
}

const checkRaw = (file: string, out: string, hash: string): string =>
  `openssl dgst -${hash} -verify KEY.pem -signature ${out} ${file}, with the key of the certificate (card show --save)`;

const checkCms = (file: string, out: string, name: string): string =>
  `openssl cms -verify -binary -inform DER -in ${out} -content ${file} -CAfile ${name === 'auth' ? 'authentication' : name}-ca.pem -purpose any (card authorities --save)`;
