import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  assembleCertificate,
  assembleCrl,
  der,
  FeedFollower,
  OID,
  readCertificate,
  readCrl,
  readOcspResponse,
  SIGNATURE_ALGORITHMS,
  verifyCrl,
} from '@mibun/pki';
import { type ActName, type CardState, type Survey, stateAfter } from './acts.ts';

const IN_THE_FEED: Readonly<Record<string, string>> = {
  PENDING: 'held',
  ACTIVE: 'good',
  HELD_FINAL: 'held',
  REVOKED: 'revoked',
  VOID: 'unknown',
};
const NO_CARD: CardState = '- -';
const SIGNATURE = new Uint8Array(256);
const JWS_BEGINNING = 'eyJ';

/** What a stranger has seen of an installation, and holds it to, over all its deaths. */
export class Records {
  readonly #cards = new Map<string, CardState>();
  /** The act that was begun and not acknowledged. */
  #underWay: { readonly act: ActName; readonly card: string } | undefined;
  /** Octets that a CA's key was used on: their hash, and what they are. */
  readonly #signedByCa = new Map<string, string>();
  readonly #serials = new Map<string, string>();
  readonly #crls = new Map<string, { readonly number: bigint; readonly tbs: string }>();
  readonly #published = new Map<string, bigint>();
  #stampsSigned = 0;
  #answers = 0;
  #acts = 0;

  get figures(): string {
    return `${this.#acts} acts acknowledged, ${this.#signedByCa.size} signatures of CAs, ${this.#answers} of responders`;
  }

  begin(act: ActName, card: string): void {
    // Whoever opens the CAs finds what the last one was about.
    if (act !== 'open') this.#underWay = { act, card };
  }

  done(act: ActName, card: string): void {
    this.#acts++;
    if (act === 'open') return;
    this.#underWay = undefined;
    const state = stateAfter(act);
    if (state) this.#cards.set(card, state);
  }

  /** A key was asked for a signature. Whether it came, and who got it, nobody knows. */
  signing(label: string, octets: Uint8Array): void {
    if (label.startsWith('ca-')) this.#byCa(label, octets);
    else if (label.startsWith('ocsp-')) this.#byResponder(label, octets);
    else if (label.startsWith('tsa-')) this.#stampsSigned++;
    else assert.fail(`nobody has asked for a signature of ${label}`);
  }

  #byCa(label: string, tbs: Uint8Array): void {
    const hash = sha256(tbs);
    if (isCertificate(tbs)) {
      const { serial } = readCertificate(assembleCertificate(tbs, 'sha256WithRSA', SIGNATURE));
      const key = `${label} ${serial}`;
      assert.equal(this.#serials.get(key) ?? hash, hash, `serial ${key} is in two certificates`);
      this.#serials.set(key, hash);
      this.#signedByCa.set(hash, `certificate ${key}`);
      return;
    }
    const { number = 0n, shardUrls, deltaBase } = readCrl(assembleCrl(tbs, 'sha256WithRSA', SIGNATURE));
    const form = deltaBase === undefined ? 'complete' : 'delta';
    const scope = `${label} ${shardUrls[0] ?? 'all'}`;
    for (const one of ['complete', 'delta'] as const) {
      const last = this.#crls.get(`${scope} ${one}`);
      if (!last || last.tbs === hash) continue;
      // RFC 5280 §5.2.3: both forms share the numbers; one number for both only if they say the same.
      const later = one === form ? number > last.number : number >= last.number;
      assert.ok(later, `CRL number ${number} of ${scope} (${form}) after ${last.number} (${one})`);
    }
    this.#crls.set(`${scope} ${form}`, { number, tbs: hash });
    this.#signedByCa.set(hash, `CRL ${number} of ${scope} (${form})`);
  }

  /** An answer says what the card is at that moment; no act on it is under way. */
  #byResponder(label: string, octets: Uint8Array): void {
    this.#answers++;
    if (Buffer.from(octets.subarray(0, 3)).toString('latin1') === JWS_BEGINNING) return;
    const read = readOcspResponse(answerOver(octets));
    assert.ok(read.ok);
    const { card = '' } = this.#underWay ?? {};
    const [signature, authentication] = (this.#cards.get(card) ?? NO_CARD).split(' ');
    const state = label.startsWith('ocsp-signature') ? signature : authentication;
    for (const { status } of read.response.responses) {
      assert.equal(status.status, state === 'ACTIVE' ? 'good' : 'revoked', `${label}: ${card} is ${state}`);
    }
  }

  /** After a restart: nothing is lost, nothing is half done, nothing was signed that is not on record. */
  check(survey: Survey, at: Date): void {
    this.#checkCards(survey);
    this.#checkSigned(survey);
    this.#checkLedger(survey);
    for (const kind of ['signature', 'authentication'] as const) this.#checkCrl(survey, kind, at);
    this.#checkFeed(survey, at);
    assert.ok(survey.stamps >= this.#stampsSigned, 'a stamp was signed whose time is not on record');
  }

  #checkCards({ certificates }: Survey): void {
    const found = new Map<string, { signature?: string; authentication?: string }>();
    for (const { kind, card, state } of certificates) {
      if (state === 'VOID') continue;
      const states = found.get(card) ?? {};
      assert.equal(states[kind], undefined, `${card} has two living certificates of one kind`);
      found.set(card, { ...states, [kind]: state });
    }
    const stateOf = (card: string): CardState => {
      const { signature = '-', authentication = '-' } = found.get(card) ?? {};
      return `${signature} ${authentication}`;
    };
    const torn = this.#underWay;
    if (torn) {
      const before = this.#cards.get(torn.card) ?? NO_CARD;
      const now = stateOf(torn.card);
      const allowed = [before, stateAfter(torn.act) ?? before];
      assert.ok(allowed.includes(now), `${torn.act} of ${torn.card}: from ${before} to ${now}`);
      if (now !== NO_CARD) this.#cards.set(torn.card, now);
      this.#underWay = undefined;
    }
    for (const [card, state] of this.#cards) assert.equal(stateOf(card), state, `an act on ${card} was lost`);
  }

  #checkSigned({ authorities, ledger, crlRecords }: Survey): void {
    const onRecord = new Set([...authorities, ...ledger, ...crlRecords].map(({ tbs }) => tbs));
    for (const [hash, what] of this.#signedByCa) {
      assert.ok(onRecord.has(hash), `${what} was signed and is not on record`);
    }
  }

  #checkLedger({ authorities, ledger }: Survey): void {
    assert.ok(authorities.length === 4 && authorities.every(({ signed }) => signed), 'four CAs');
    const serials = new Set<string>();
    for (const { authority, serial, der: signed, voided, tbs, reference } of ledger) {
      assert.ok(voided !== (signed !== null), `${reference} is half issued`);
      const key = `${authority} ${serial}`;
      assert.ok(!serials.has(key), `serial ${key} is used twice`);
      serials.add(key);
      if (signed === null) continue;
      const certificate = readCertificate(new Uint8Array(Buffer.from(signed, 'base64')));
      assert.equal(sha256(certificate.tbs), tbs, `${key} is not what was intended`);
    }
  }

  /** A verifier who has read the feed from its beginning knows everything, in order and without a gap. */
  #checkFeed({ certificates, feed, roots }: Survey, at: Date): void {
    const root = readCertificate(new Uint8Array(Buffer.from(roots.signature, 'base64')));
    const follower = new FeedFollower({ kind: 'signature', roots: [root] });
    const told = new Map(follower.accept(feed, at).map(({ serial, state }) => [serial, state]));
    assert.ok(follower.isCurrent(at));
    for (const { kind, serial, card, state } of certificates) {
      if (kind === 'signature') assert.equal(told.get(serial), IN_THE_FEED[state], `${card} is ${state}`);
    }
  }

  /** The CRL as a stranger reads it lists exactly what may not be used. */
  #checkCrl({ certificates, crls, roots }: Survey, kind: 'signature' | 'authentication', at: Date): void {
    const crl = readCrl(new Uint8Array(Buffer.from(crls[kind], 'base64')));
    const issuer = readCertificate(new Uint8Array(Buffer.from(roots[kind], 'base64')));
    const { checks } = verifyCrl({ crl, issuer, at });
    assert.deepEqual(
      checks.filter(({ ok }) => !ok),
      [],
    );
    const listed = new Set([...crl.entries()].map(({ serial }) => serial));
    for (const { kind: of, serial, card, state } of certificates) {
      if (of !== kind) continue;
      const usable = state === 'ACTIVE' || state === 'VOID';
      assert.equal(listed.has(serial), !usable, `${card} is ${state}`);
    }
    const last = this.#published.get(kind) ?? 0n;
    assert.ok(crl.number !== undefined && crl.number >= last, `CRL ${crl.number} after ${last}`);
    this.#published.set(kind, crl.number);
  }
}

function sha256(octets: Uint8Array): string {
  return createHash('sha256').update(octets).digest('hex');
}

/** The answer that the octets were signed for, with a signature that is none. */
function answerOver(tbs: Uint8Array): Uint8Array {
  const { identifier } = SIGNATURE_ALGORITHMS.sha256WithRSA;
  const basic = der.sequence(tbs, identifier, der.bitString(SIGNATURE));
  const octets = der.sequence(der.oid(OID.ocspBasic), der.octetString(basic));
  return der.sequence(der.enumerated(0), der.explicit(0, octets));
}

/** A TBSCertificate begins with its version in [0], a TBSCertList with an INTEGER. */
function isCertificate(tbs: Uint8Array): boolean {
  return der.DerReader.sequence(tbs).peek() === 0xa0;
}
