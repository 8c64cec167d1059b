import { constants, createPublicKey, publicEncrypt } from 'node:crypto';
import { decodeSessionKeyFile, FILES, publicKeyToSpki, type RsaPublicKey } from '@mibun/card';
import { aesBlock, aesCbcDecrypt, aesCbcEncrypt, padIso, unpadIso } from './aes.ts';
import { CardError, cardErrorFor } from './card-error.ts';
import { type Answer, type Command, send, sendExpectingSuccess } from './command.ts';
import type { CardConnection } from './connection.ts';
import { credentialBytes } from './credentials.ts';
import { decoded } from './decoded.ts';
import { readObject } from './files.ts';
import { efName, inApplicationThenReset } from './session.ts';
import type { TextEvidence } from './text.ts';
import { tlvLength } from './tlv-length.ts';
import { presentCredential, queryTries } from './verify.ts';

/** What can be done in the text application so that a listener on the line learns nothing of it. */
export interface SecureTextSession {
  /**
   * A whole EF as stored, filler included.
   * @param file one of `FILES.text` of @mibun/card
   */
  readFile(file: number): Promise<Uint8Array>;
  /**
   * Presents code A, the number itself, or code B.
   * @throws CardError 'malformed-pin' (nothing sent), 'wrong-pin' with `triesLeft`, 'pin-blocked'
   */
  present(kind: 'code-a' | 'code-b', value: string): Promise<void>;
}

/**
 * Opens secure messaging in the text application (chip.md §4.10), does `work` in it and resets the card. The PIN goes
 * out in the clear before: the chip takes no session key without it. What follows is encrypted, but **not
 * authenticated**: whoever can change the line can offer a key of their own. Verify the issuer's signatures over what
 * is read. Inside `work` use nothing but the session: other typed commands wait for its end.
 *
 * @param random cryptographic random bytes
 * @throws CardError as `readAttributes`; 'secure-channel' when card and terminal no longer understand each other
 *
 * @example
 * await withSecureMessaging(card, '1234', randomBytes, (session) => session.readFile(FILES.text.number));
 */
export async function withSecureMessaging<T>(
  connection: CardConnection,
  pin: string,
  random: (length: number) => Uint8Array,
  work: (session: SecureTextSession) => Promise<T>,
): Promise<T> {
  const value = credentialBytes('text', pin);
  return inApplicationThenReset(connection, 'text', async () => {
    await presentCredential(connection, FILES.text.pin, value);
    const key = decoded(decodeSessionKeyFile, await readObject(connection, FILES.text.sessionKey));
    const seed = random(SEED_LENGTH);
    await deliverSeed(connection, key, seed);
    return work(new MessagingSession(connection, seed));
  });
}

/** As `readTextEvidence`, but number and attributes cross the line encrypted. */
export function readTextEvidenceSecurely(
  connection: CardConnection,
  pin: string,
  random: (length: number) => Uint8Array,
): Promise<TextEvidence> {
  const { number, attributes, signature, cvCertificate } = FILES.text;
  return withSecureMessaging(connection, pin, random, async (session) => {
    const numberFile = await session.readFile(number);
    const attributesFile = await session.readFile(attributes);
    const signatureFile = await session.readFile(signature);
    const certificate = await session.readFile(cvCertificate);
    return {
      numberFile,
      attributesFile,
      signatureFile,
      cvCertificate: certificate.subarray(0, tlvLength(certificate)),
    };
  });
}

const SEED_LENGTH = 32;
const KEY_LENGTH = 16;
const CRYPTOGRAM = 0x86;
const EXPECTED_LENGTH = 0x96;
const PADDED = 0x01;
/** A length of zero asks for the rest of the file. */
const REST_OF_FILE = Uint8Array.of(EXPECTED_LENGTH, 3, 0, 0, 0);

async function deliverSeed(connection: CardConnection, key: RsaPublicKey, seed: Uint8Array): Promise<void> {
  const data = sealedSeed(key, seed);
  await sendExpectingSuccess(connection, { cla: 0x80, ins: 0xae, p1: 0, p2: 0, data }, 'SET SESSION KEY');
}

// A0 { 80 seed }, RSAES-OAEP with SHA-256 for the key of EF 0006.
function sealedSeed(key: RsaPublicKey, seed: Uint8Array): Uint8Array {
  const message = Buffer.concat([Uint8Array.of(0xa0, 2 + SEED_LENGTH, 0x80, SEED_LENGTH), seed]);
  try {
    const spki = { key: Buffer.from(publicKeyToSpki(key)), format: 'der', type: 'spki' } as const;
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    return publicEncrypt({ key: createPublicKey(spki), padding, oaepHash: 'sha256' }, message);
  } catch (cause) {
    throw new CardError('malformed-answer', 'EF 0006 holds no key that anything can be sent to', { cause });
  }
}

class MessagingSession implements SecureTextSession {
  readonly #connection: CardConnection;
  readonly #key: Uint8Array;
  #counter = 0;
  #broken = false;

  constructor(connection: CardConnection, seed: Uint8Array) {
    this.#connection = connection;
    this.#key = seed.slice(0, KEY_LENGTH);
  }

  async readFile(file: number): Promise<Uint8Array> {
    const id = Uint8Array.of(file >> 8, file & 0xff);
    const selected = await this.#sendEncrypted({ ins: 0xa4, p1: 0x02, p2: 0x0c }, id);
    if (selected.statusWord !== 0x9000) throw cardErrorFor(selected.statusWord, `SELECT ${efName(file)}`);
    const command = { ins: 0xb0, p1: 0, p2: 0, data: REST_OF_FILE, le: 0x10000 };
    const { data, statusWord } = await this.#send(command);
    if (statusWord === 0x6b00) return new Uint8Array(0);
    if (statusWord !== 0x9000) throw cardErrorFor(statusWord, `READ BINARY ${efName(file)}`);
    return this.#open(data);
  }

  async present(kind: 'code-a' | 'code-b', value: string): Promise<void> {
    const bytes = credentialBytes(kind, value);
    const file = kind === 'code-a' ? FILES.text.codeA : FILES.text.codeB;
    const triesLeft = await queryTries(this.#connection, file);
    if (triesLeft === 0) throw new CardError('pin-blocked', `${efName(file)} is blocked`, { triesLeft });
    const { statusWord } = await this.#sendEncrypted({ ins: 0x20, p1: 0x00, p2: 0x80 }, bytes);
    if (statusWord !== 0x9000) throw cardErrorFor(statusWord, `VERIFY ${efName(file)}`);
  }

  #sendEncrypted(command: Pick<Command, 'ins' | 'p1' | 'p2'>, plain: Uint8Array): Promise<Answer> {
    const ciphertext = aesCbcEncrypt(this.#key, padIso(plain), this.#iv(this.#counter + 1));
    const object = [CRYPTOGRAM, ciphertext.length + 1, PADDED, ...ciphertext];
    return this.#send({ ...command, data: Uint8Array.from(object) });
  }

  // The card counts every command it decodes, also one it then refuses; a status of secure messaging ends the session.
  async #send(command: Omit<Command, 'cla'>): Promise<Answer> {
    if (this.#broken) throw new CardError('secure-channel', 'the session with the card has ended');
    this.#counter += 1;
    this.#broken = true;
    const answer = await send(this.#connection, { cla: 0x08, ...command });
    if ([0x6882, 0x6987, 0x6988, 0x69fc].includes(answer.statusWord)) {
      const { message } = cardErrorFor(answer.statusWord, 'a secured command');
      throw new CardError('secure-channel', message, { statusWord: answer.statusWord });
    }
    this.#broken = false;
    return answer;
  }

  // 86 L 01 ‖ ciphertext, and nothing after it.
  #open(object: Uint8Array): Uint8Array {
    const length = tlvLength(object);
    const lengthBytes = (object[1] ?? 0) < 0x80 ? 0 : (object[1] ?? 0) & 0x7f;
    const value = object.subarray(2 + lengthBytes);
    const ciphertext = value.subarray(1);
    const wellFormed = object[0] === CRYPTOGRAM && length === object.length && value[0] === PADDED;
    const blocks = ciphertext.length > 0 && ciphertext.length % KEY_LENGTH === 0;
    const plain =
      wellFormed && blocks
        ? unpadIso(aesCbcDecrypt(this.#key, ciphertext, this.#iv(this.#counter)))
        : undefined;
    if (plain) return Uint8Array.from(plain);
    this.#broken = true;
    throw new CardError('secure-channel', 'an answer that cannot be decrypted');
  }

  // The number of the command as a block, encrypted; its answer has the same.
  #iv(counter: number): Uint8Array {
    const block = Buffer.alloc(KEY_LENGTH);
    block.writeUInt32BE(counter, KEY_LENGTH - 4);
    return aesBlock(this.#key, block);
  }
}
