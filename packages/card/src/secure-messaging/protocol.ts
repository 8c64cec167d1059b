import type { CommandApdu } from '../apdu.ts';
import { concat, equalBytes, hex, NO_BYTES, readU16 } from '../bytes.ts';
import { type Command, requireParameters, whole } from '../commands/command.ts';
import { readBinary } from '../commands/read-binary.ts';
import { select } from '../commands/select.ts';
import { verify } from '../commands/verify.ts';
import { decryptOaep, publicKeyOfPrivate } from '../crypto/rsa.ts';
import { keyAt } from '../image/edits.ts';
import { LayoutError } from '../layout/layout-error.ts';
import { encodeTlv, readAll } from '../layout/tlv.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW } from '../status-words.ts';
import { MessagingSession } from './session.ts';

/*
 * Secure messaging of the text application (chip.md §4.10), whole:
 *
 *   PIN 0011 in the clear → SET SESSION KEY → SELECT, VERIFY, READ BINARY with class 08, until an application is
 *   selected, power goes, or a command cannot be decoded.
 *
 * It hides what is read and presented after the PIN. Nothing is authenticated: whoever sits on the line cannot read a
 * command, but can spoil it.
 */

/** Class of a secured command, and of one with a checksum, which needs a key that no session here has. */
const ENCRYPTED = 0x08;
const WITH_CHECKSUM = 0x0c;

const CRYPTOGRAM = 0x86;
const EXPECTED_LENGTH = 0x96;
const PADDED = Uint8Array.of(0x01);
const REST_OF_FILE = 0x10000;

interface SecuredCommand {
  readonly name: string;
  readonly run: Command;
  /** The data field holds one object: encrypted data, or the length that is wanted. */
  readonly body: typeof CRYPTOGRAM | typeof EXPECTED_LENGTH;
  /** What the command answers where no session was ever opened (chip.md §1.4). */
  readonly withoutSession: number;
}

/** The commands that may be secured, by instruction byte. */
const SECURED_COMMANDS: Readonly<Record<number, SecuredCommand>> = {
  164: { name: 'SELECT', run: select, body: CRYPTOGRAM, withoutSession: SW.secureMessagingNotSupported },
  32: { name: 'VERIFY', run: verify, body: CRYPTOGRAM, withoutSession: SW.noSecureMessagingSession },
  176: {
    name: 'READ BINARY',
    run: readBinary,
    body: EXPECTED_LENGTH,
    withoutSession: SW.noSecureMessagingSession,
  },
};

/** Whether the class byte says that the command is secured. The issuer channel has a class of its own. */
export function isSecured({ cla }: CommandApdu): boolean {
  return cla === ENCRYPTED || cla === WITH_CHECKSUM;
}

const KEY_DELIVERY_LENGTH = 256;
// A0 { 80 seed }: an encryption key and nothing else. A key for checksums (81) is not taken.
const KEY_DELIVERY_HEADER = hex('A0 22 80 20');
const SEED_LENGTH = 32;

/**
 * SET SESSION KEY `80 AE 00 00`: a seed, encrypted for the key of EF 0006. Access is checked before anything is
 * decrypted; the tables of the other applications refuse it with 66F1 or 6982. @throws Refusal 6982 without the PIN;
 * 6A80 wrong padding or structure; 6F00 not below the modulus
 */
export const setSessionKey: Command = (machine, command) => {
  const { deliveryKey: id, name } = machine.application;
  const file = id === undefined ? undefined : machine.definition(id);
  if (file?.kind !== 'key') return refuse(SW.securityStatus);
  requireParameters(command, 0x00, 0x00);
  machine.requireAccess(file.use);
  const stored = keyAt(machine.image, { application: name, id: file.id }) ?? refuse(SW.referenceNotFound);
  const { data } = command;
  if (data.length !== KEY_DELIVERY_LENGTH) refuse(SW.wrongLength);
  const key = machine.signingKey(stored);
  if (Buffer.compare(data, publicKeyOfPrivate(key).modulus) >= 0) refuse(SW.other);
  const message = decryptOaep(key, data) ?? refuse(SW.wrongData);
  const header = message.slice(0, KEY_DELIVERY_HEADER.length);
  const seed = message.slice(KEY_DELIVERY_HEADER.length);
  if (!equalBytes(header, KEY_DELIVERY_HEADER) || seed.length !== SEED_LENGTH) refuse(SW.wrongData);
  machine.messaging = { stage: 'open', session: new MessagingSession(seed) };
  return NO_BYTES;
};

/**
 * Carries out a command with class 08. Refusals of the command itself leave in the clear and the session goes on;
 * what cannot be decoded ends it. @throws Refusal 6882, 69FC without a session; 6987, 6988
 */
export function securedCommand(machine: Machine, command: CommandApdu): Uint8Array {
  const { messaging } = machine;
  const entry = SECURED_COMMANDS[command.ins];
  if (messaging.stage === 'broken') return refuse(SW.noSecureMessagingSession);
  if (messaging.stage === 'none') return refuse(entry?.withoutSession ?? SW.secureMessagingNotSupported);
  const { session } = messaging;
  session.countCommand();
  if (!entry) return refuse(SW.secureMessagingNotSupported);
  if (command.cla === WITH_CHECKSUM) return breakOff(machine, SW.secureMessagingObjectMissing);
  const object = onlyObject(command.data, entry.body);
  const plain = object && decode(session, entry.body, object);
  if (!plain) return breakOff(machine, SW.secureMessagingObjectWrong);
  const answer = entry.run(machine, { ...command, cla: 0x00, ...plain });
  if (answer.length === 0) return answer;
  return whole(encodeTlv(CRYPTOGRAM, concat(PADDED, session.encrypt(answer))), command);
}

/** What the command would have said in the clear: its data, or the length it wants. */
function decode(
  session: MessagingSession,
  body: SecuredCommand['body'],
  object: Uint8Array,
): Pick<CommandApdu, 'data' | 'le'> | undefined {
  if (body === EXPECTED_LENGTH) {
    if (object.length !== 3 || object[0] !== 0x00) return undefined;
    return { data: NO_BYTES, le: readU16(object, 1) || REST_OF_FILE };
  }
  if (object[0] !== PADDED[0]) return undefined;
  const data = session.decrypt(object.slice(1));
  return data && { data, le: undefined };
}

/** The value of the one object in the data field; undefined if there are others, or it is another. */
function onlyObject(data: Uint8Array, tag: number): Uint8Array | undefined {
  try {
    const [object, ...others] = readAll(data);
    return others.length === 0 && object?.tag === tag ? object.value : undefined;
  } catch (error) {
    if (error instanceof LayoutError) return undefined;
    throw error;
  }
}

function breakOff(machine: Machine, statusWord: number): never {
  machine.messaging = { stage: 'broken' };
  return refuse(statusWord);
}
