import {
  constants,
  createPrivateKey,
  type KeyObject,
  publicDecrypt,
  verify,
  X509Certificate,
} from 'node:crypto';
import {
  type CardImage,
  type CardPlace,
  type CardProfile,
  type CardRole,
  profileNamed,
  type StoredCredential,
} from '@mibun/card';
import type { TestCard } from '@mibun/test-card';
import { LIBRARY } from './library.ts';

/** chip.md §4.12, GlobalPlatform's, and the one of ours. */
const STATUS_WORDS = /^(9000|63c.|6300|66f1|6700|688[12]|698[1-8]|69f0|69fc|6a8[0-468]|6b00|6d00|6e00|6f00)$/;
const VERIFY = 0x20;
const CHANGES: readonly number[] = [0x24, 0x32];
const SIGN = 0x2a;
const SECURE = 0x08;
const CARD_MANAGER = 'card-manager';
/** COMPUTE DIGITAL SIGNATURE over a message that the card hashes. */
const HASHED_ON_CARD = 0x03;

interface Secret {
  readonly what: string;
  readonly bytes: Buffer;
  /** Of which one must have been presented: `application id`. None: the secret never leaves. */
  readonly openedBy: readonly string[];
}

/**
 * Judges a card from outside: keeps its own, much simpler book of what has been presented, and says of every answer
 * whether the card could rightly give it. Knows the chip's memory only to compare it before and after.
 */
export class Oracle {
  readonly #profile: CardProfile;
  readonly #secrets: readonly Secret[];
  readonly #signers: readonly { readonly key: KeyObject; readonly credential: string }[];
  readonly #secureVerifies: ReadonlySet<string>;
  #application = CARD_MANAGER;
  readonly #presented = new Set<string>();

  /** `recorded`: commands that real clients sent, among them the encrypted ones, which only they can have made. */
  constructor(card: TestCard, recorded: readonly Uint8Array[]) {
    this.#profile = profileNamed(card.image.profile);
    this.#secrets = secretsOf(card, this.#profile);
    const { authentication, signature } = card.certificates;
    this.#signers = [
      { role: 'authentication', certificate: authentication },
      { role: 'signature', certificate: signature },
    ].map(({ role, certificate = new Uint8Array() }) => {
      const [credential = ''] = placesOf(this.#profile, role as CardRole);
      return { key: new X509Certificate(certificate).publicKey, credential };
    });
    this.#secureVerifies = new Set(
      recorded.filter(([cla, ins]) => cla === SECURE && ins === VERIFY).map((bytes) => hexOf(bytes)),
    );
  }

  forgetPower(): void {
    this.#application = CARD_MANAGER;
    this.#presented.clear();
  }

  /** What is wrong with this answer; undefined when nothing is. */
  judge(command: Uint8Array, answer: Uint8Array, before: CardImage, after: CardImage): string | undefined {
    if (answer.length < 2 || answer.length > 65_538) return `an answer of ${answer.length} bytes`;
    const statusWord = hexOf(answer.subarray(-2));
    if (!STATUS_WORDS.test(statusWord)) return `status word ${statusWord}`;
    const done = statusWord === '9000';
    if (!done && answer.length > 2) return 'data with an error';
    const wrong = before === after ? undefined : this.#judgeMemory(command, done, before, after);
    if (wrong !== undefined) return wrong;
    if (done) this.#follow(command, before);
    return this.#judgeData(command, done, Buffer.from(answer.subarray(0, -2)));
  }

  #judgeMemory(command: Uint8Array, done: boolean, before: CardImage, after: CardImage): string | undefined {
    const ins = command[1] ?? 0;
    const fixed = [
      'files',
      'keys',
      'pendingFiles',
      'pendingKeys',
      'issuerKeys',
      'state',
      'chipSerial',
    ] as const;
    for (const part of fixed) {
      if (before[part] !== after[part]) return `${part} changed without the issuer`;
    }
    for (const [index, was] of before.freeApplications.entries()) {
      const is = after.freeApplications[index];
      if (is?.keys !== was.keys || is.files !== was.files || is.pendingLayout !== was.pendingLayout)
        return 'the library’s application changed without it';
      const [pin, pinBefore] = [is.credential, was.credential];
      const presented = done && Buffer.from(command).includes(Buffer.from(pinBefore?.value ?? []));
      const same = sameValue(pin?.value, pinBefore?.value);
      if (same && (pin?.triesLeft ?? 0) > (pinBefore?.triesLeft ?? 0) && !presented)
        return 'the library’s PIN gained a try';
      if (is.keyTriesLeft > was.keyTriesLeft) return 'the library’s channel gained a try';
    }
    if (after.issuerTriesLeft > before.issuerTriesLeft) return 'the issuer channel gained a try';
    for (const [index, was] of before.credentials.entries()) {
      const is = after.credentials[index];
      if (is === undefined) return 'a credential is gone';
      if (was === is) continue;
      const wrong = this.#judgeCredential(command, { ins, done }, was, is);
      if (wrong !== undefined) return `${nameOf(was)}: ${wrong}`;
    }
    return undefined;
  }

  #judgeCredential(
    command: Uint8Array,
    { ins, done }: { readonly ins: number; readonly done: boolean },
    was: StoredCredential,
    is: StoredCredential,
  ): string | undefined {
    const changes = CHANGES.includes(ins);
    if (ins !== VERIFY && !changes) return `changed by instruction ${ins.toString(16)}`;
    const carries = (value: Uint8Array | undefined) =>
      value !== undefined && Buffer.from(command).includes(Buffer.from(value));
    if (!sameValue(was.value, is.value)) {
      if (!done || !changes) return 'a new value without a change';
      if (!carries(is.value)) return 'a value that nobody sent';
      if (!was.holderMaySet && !this.#presented.has(nameOf(was))) return 'changed without being presented';
      return undefined;
    }
    if (is.triesLeft > was.triesLeft) {
      const rightfully = done && (carries(was.value) || this.#secureVerifies.has(hexOf(command)));
      return rightfully ? undefined : 'gained a try';
    }
    return was.triesLeft - is.triesLeft > 1 ? 'lost more than a try' : undefined;
  }

  /** Keeps the book: what a command that succeeded has selected or presented. */
  #follow(command: Uint8Array, before: CardImage): void {
    const [cla = 0, ins = 0, p1 = 0] = command;
    if (ins === 0xa4 && p1 === 0x04) {
      const length = command[4] ?? 0;
      const name = hexOf(command.subarray(5, 5 + length));
      const found = this.#profile.applications.find(({ aid }) => hexOf(aid).startsWith(name));
      const selected = length === 0 || !found ? CARD_MANAGER : found.name;
      if (selected !== this.#application) this.#presented.clear();
      this.#application = selected;
    }
    if (ins !== VERIFY) return;
    for (const credential of before.credentials) {
      if (credential.application !== this.#application || credential.value === undefined) continue;
      const secure = cla === SECURE && this.#secureVerifies.has(hexOf(command));
      if (secure || Buffer.from(command).includes(Buffer.from(credential.value))) {
        this.#presented.add(nameOf(credential));
      }
    }
  }

  #judgeData(command: Uint8Array, done: boolean, data: Buffer): string | undefined {
    if (data.length < 8) return undefined;
    for (const { what, bytes, openedBy } of this.#secrets) {
      if (!data.includes(bytes)) continue;
      if (!openedBy.some((credential) => this.#presented.has(credential))) return `gave away ${what}`;
    }
    if (!done || command[1] !== SIGN) return undefined;
    for (const { key, credential } of this.#signers) {
      if (madeBy(key, command, data) && !this.#presented.has(credential))
        return `signed with the key behind ${credential}`;
    }
    return undefined;
  }
}

/** Whether this is a signature of the key, as far as it shows. */
function madeBy(key: KeyObject, command: Uint8Array, signature: Buffer): boolean {
  return key.asymmetricKeyType === 'ec'
    ? madeByCurve(key, command, signature)
    : signature.length === 256 && madeByRsa(key, signature);
}

/** Over a message that stands in a short command; of a digest alone node:crypto cannot tell. */
function madeByCurve(key: KeyObject, command: Uint8Array, signature: Buffer): boolean {
  const [, , p1, , length = 0] = command;
  if (p1 !== HASHED_ON_CARD || length === 0 || signature.length !== 96) return false;
  return verify('sha384', command.subarray(5, 5 + length), { key, dsaEncoding: 'ieee-p1363' }, signature);
}

/** Whether this is a PKCS #1 signature of the key, over whatever. */
function madeByRsa(key: KeyObject, signature: Buffer): boolean {
  try {
    const message = publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature);
    return message.subarray(0, 10).toString('hex') === '0001ffffffffffffffff';
  } catch {
    // Too large for this modulus: another key's.
    return false;
  }
}

const placesOf = ({ roles }: CardProfile, ...wanted: readonly CardRole[]): readonly string[] =>
  wanted.flatMap((role) => roles[role] ?? []).map(nameOf);

function secretsOf(
  { image, credentials, resident, certificates }: TestCard,
  profile: CardProfile,
): readonly Secret[] {
  const never = (what: string, bytes: Uint8Array): Secret => ({
    what,
    bytes: Buffer.from(bytes),
    openedBy: [],
  });
  const keyParts = image.keys.flatMap(({ application, id, privateKey }) => {
    const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });
    const { d, p, q } = key.export({ format: 'jwk' });
    return [d, p, q]
      .filter((part) => part !== undefined)
      .map((part) =>
        never(`the private key ${application} ${id}`, Buffer.from(part, 'base64url').subarray(8, 24)),
      );
  });
  const certificate = Buffer.from(certificates.signature ?? []);
  return [
    ...keyParts,
    ...[image.issuerKeys.enc, image.issuerKeys.mac, image.issuerKeys.dek].map((key) =>
      never('an issuer key', key),
    ),
    never('the signature password', Buffer.from(credentials.signature)),
    never('what the library wrote', Buffer.from(LIBRARY.note)),
    never('code B', Buffer.from(credentials.codeB)),
    {
      what: 'the Individual Number',
      bytes: Buffer.from(credentials.codeA),
      // The last is code A, which no terminal of ours uses for the number as text.
      openedBy: [...placesOf(profile, 'text'), 'text 20'],
    },
    {
      what: 'the name',
      bytes: Buffer.from(resident.name),
      openedBy: placesOf(profile, 'text', 'text-code-b', 'signature'),
    },
    {
      what: 'the signature certificate',
      bytes: certificate.subarray(certificate.length - 64),
      openedBy: placesOf(profile, 'signature'),
    },
  ];
}

const nameOf = ({ application, id }: CardPlace): string => `${application} ${id}`;
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function sameValue(left: Uint8Array | undefined, right: Uint8Array | undefined): boolean {
  return left === right || (left !== undefined && right !== undefined && Buffer.compare(left, right) === 0);
}
