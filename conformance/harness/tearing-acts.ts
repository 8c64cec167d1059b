import type { FreeInstallation, FreeLayout } from '@mibun/card';

/** What may be half done when the power goes. Everything else on the card stays as it is. */
export type Act =
  | { readonly kind: 'wrong-pin' | 'right-pin' | 'change-pin' | 'unblock'; readonly credential: Pin }
  | { readonly kind: 'write-file'; readonly version: number }
  | { readonly kind: 'new-certificate'; readonly pair: number }
  | { readonly kind: 'set-code' }
  | { readonly kind: 'put-keys' }
  | { readonly kind: 'wrong-issuer' }
  | { readonly kind: 'write-note'; readonly version: number }
  | { readonly kind: 'propose-layout' | 'confirm-layout' }
  | { readonly kind: 'install-guest' | 'remove-guest' };

export type Pin = 'authentication' | 'signature' | 'text';

/** All that the acts change, as a reader of the card's memory sees it. */
export interface CardFacts {
  readonly tries: Readonly<Record<Pin, number>>;
  /** Which of two values each PIN has. */
  readonly pins: Readonly<Record<Pin, 0 | 1>>;
  readonly code: 0 | 1;
  /** Content of the address file: one number all through. */
  readonly file: number;
  /** Key of user identification and its certificate: which of the pool, the same for both. */
  readonly pair: number;
  /** Which of two issuer key sets. */
  readonly issuerKeys: 0 | 1;
  readonly issuerTries: number;
  /** Openings of the library's channel with wrong keys that are left. */
  readonly libraryTries: number;
  /** Content of the library's file: one number all through. */
  readonly note: number;
  /** Which of two layouts the library's application has. */
  readonly layout: 0 | 1;
  /** Whether the other one waits for the library. */
  readonly pending: boolean;
  /** Whether a second application lies in the free area. */
  readonly guest: boolean;
}

export const PIN_VALUES: Readonly<Record<Pin, readonly [string, string]>> = {
  authentication: ['2580', '3691'],
  signature: ['MIBUN2026', 'TEARING77'],
  text: ['4702', '5813'],
};
export const CODES = ['60040120362285', '60040120369146'] as const;
export const MOST_TRIES: Readonly<Record<Pin, number>> = { authentication: 3, signature: 5, text: 3 };
export const MOST_ISSUER_TRIES = 10;
export const MOST_LIBRARY_TRIES = 10;
export const PAIRS = 4;

const other = (which: 0 | 1): 0 | 1 => (which === 0 ? 1 : 0);

/** A file of several blocks whose every byte is the version. */
export const fileOf = (version: number): Uint8Array => new Uint8Array(700).fill(version);

/** What stands for the certificate of a key of the pool; a DER SEQUENCE, several blocks long. */
export function certificateOf(pair: number): Uint8Array {
  const bytes = new Uint8Array(4 + 0x500).fill(0xa0 + pair);
  bytes.set([0x30, 0x82, 0x05, 0x00]);
  return bytes;
}

/** As long as one command carries. */
export const noteOf = (version: number): Uint8Array => new Uint8Array(200).fill(version);

/** Two layouts of the library's application, and the other body's. */
export const LIBRARY_LAYOUTS: readonly [FreeLayout, FreeLayout] = [layoutOf(0), layoutOf(1)];
export const NOTE = 0x0001;
export const QUOTA = 512;
export const GUEST: FreeInstallation = {
  aid: Buffer.from('F04D4942554EFA099102', 'hex'),
  layoutVersion: 1,
  quota: QUOTA,
  files: [{ id: 0x0001, kind: 'transparent', read: 'free', write: 'free', size: 100 }],
};

function layoutOf(which: 0 | 1): FreeLayout {
  const rights = { kind: 'transparent', read: 'mutual', write: 'mutual' } as const;
  const more = which === 0 ? [] : [{ ...rights, id: 0x0002, size: 50 }];
  return {
    aid: Buffer.from('F04D4942554EFA099101', 'hex'),
    layoutVersion: which,
    files: [{ ...rights, id: 0x0001, size: 200 }, ...more],
  };
}

/**
 * Every state in which the power may find a card during an act, in order; the last is what the card has answered for.
 * Nothing but what is listed here may ever be seen.
 */
export function statesDuring(act: Act, before: CardFacts): readonly CardFacts[] {
  switch (act.kind) {
    case 'wrong-pin':
      return tried(before, act.credential).slice(0, 2);
    case 'right-pin':
      return tried(before, act.credential);
    case 'change-pin': {
      const states = tried(before, act.credential);
      const verified = states.at(-1) ?? before;
      if (before.tries[act.credential] === 0) return states;
      const pins = { ...before.pins, [act.credential]: other(before.pins[act.credential]) };
      return [...states, { ...verified, pins }];
    }
    case 'unblock': {
      const open = opened(before);
      const tries = { ...before.tries, [act.credential]: MOST_TRIES[act.credential] };
      return [...open, { ...last(open), tries }];
    }
    case 'write-file': {
      const open = opened(before);
      return [...open, { ...last(open), file: act.version }];
    }
    case 'new-certificate': {
      const open = opened(before);
      return [...open, { ...last(open), pair: act.pair }];
    }
    case 'set-code': {
      const open = opened(before);
      return [...open, { ...last(open), code: other(before.code) }];
    }
    case 'put-keys': {
      const open = opened(before);
      return [...open, { ...last(open), issuerKeys: other(before.issuerKeys) }];
    }
    case 'wrong-issuer':
      return [before, { ...before, issuerTries: before.issuerTries - 1 }];
    case 'write-note': {
      const open = openedByLibrary(before);
      return [...open, { ...last(open), note: act.version }];
    }
    case 'propose-layout': {
      const open = opened(before);
      return [...open, { ...last(open), pending: true }];
    }
    case 'confirm-layout': {
      const open = openedByLibrary(before);
      return [...open, { ...last(open), layout: other(before.layout), pending: false }];
    }
    case 'install-guest':
    case 'remove-guest': {
      const open = opened(before);
      return [...open, { ...last(open), guest: act.kind === 'install-guest' }];
    }
  }
}

/** A secret is compared: one try less first, all of them when it was right. */
function tried(before: CardFacts, credential: Pin): readonly CardFacts[] {
  const left = before.tries[credential];
  if (left === 0) return [before];
  const having = (tries: number) => ({ ...before, tries: { ...before.tries, [credential]: tries } });
  return [before, having(left - 1), having(MOST_TRIES[credential])];
}

/** The issuer's channel is opened, which is counted in the same way. */
function opened(before: CardFacts): readonly CardFacts[] {
  const spent = { ...before, issuerTries: before.issuerTries - 1 };
  return [before, spent, { ...before, issuerTries: MOST_ISSUER_TRIES }];
}

/** And the library's channel. */
function openedByLibrary(before: CardFacts): readonly CardFacts[] {
  const spent = { ...before, libraryTries: before.libraryTries - 1 };
  return [before, spent, { ...before, libraryTries: MOST_LIBRARY_TRIES }];
}

const last = (states: readonly CardFacts[]): CardFacts => states.at(-1) as CardFacts;

/** The next act: risky ones often, but no card is driven to its end. `chance(n)` is 0 … n-1. */
export function nextAct(facts: CardFacts, chance: (below: number) => number): Act {
  const pins = ['authentication', 'signature', 'text'] as const;
  const credential = pins[chance(3)] ?? 'text';
  if (facts.tries[credential] === 0) return { kind: 'unblock', credential };
  const dice = chance(28);
  if (dice < 5) return { kind: 'wrong-pin', credential };
  if (dice < 8) return { kind: 'right-pin', credential };
  if (dice < 11) return { kind: 'change-pin', credential };
  if (dice < 13) return { kind: 'write-file', version: 1 + chance(250) };
  if (dice < 16) return { kind: 'new-certificate', pair: chance(PAIRS) };
  if (dice < 17) return { kind: 'set-code' };
  if (dice < 18) return { kind: 'put-keys' };
  if (dice < 22) return { kind: 'write-note', version: 1 + chance(250) };
  if (dice < 25) return { kind: facts.pending ? 'confirm-layout' : 'propose-layout' };
  if (dice < 26) return { kind: facts.guest ? 'remove-guest' : 'install-guest' };
  // After the third failure the chip makes the issuer wait; after the tenth it is closed for good.
  return facts.issuerTries > MOST_ISSUER_TRIES - 2
    ? { kind: 'wrong-issuer' }
    : { kind: 'unblock', credential };
}

/** A small generator with a seed (mulberry32), so that a run can be repeated. */
export function chanceFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
