import { z } from 'zod';
import {
  bilingual,
  cardSerial,
  credential,
  documentOf,
  hexOf,
  newSecretsContext,
  nonce,
  relayToken,
  relayUrl,
  SIGNED_DIGESTS,
  statement,
} from './atoms.ts';
import { isOrigin } from './origins.ts';
import { authenticateAnswer, counterAnswer } from './window.ts';

const origin = z.string().max(260).refine(isOrigin);
const document = documentOf(hexOf(Object.values(SIGNED_DIGESTS), 'a-f'), hexOf([32], 'a-f'));
const count = z.number().int().nonnegative();

const agentSession = z.object({
  session: z.null(),
  /** For the header `x-csrf-token` of everything but GET. */
  csrfToken: z.string(),
  /** The one origin whose counters may reach a card. */
  serverOrigin: z.string(),
  /** The sites that the person has allowed to ask. */
  origins: z.array(z.string()).readonly(),
  /** Those that whoever started the agent has allowed: nobody is asked about them, and they cannot be taken back. */
  givenOrigins: z.array(z.string()).readonly(),
  /** Whether the person may allow others. */
  mayAllow: z.boolean(),
  demo: z.boolean(),
});

/** Somebody whose card this is, as a list shows them: readings to search by, a face, a post. */
const cardHolder = z.object({
  kana: z.string(),
  romaji: z.string(),
  portrait: z.string(),
  post: bilingual.exactOptional(),
  role: z.string().exactOptional(),
});

/** What a card tells anybody who holds it, without a PIN. No name is among it. */
const cardFacts = z.object({
  /** Municipality that issued it, five digits. */
  municipality: z.string(),
  expiry: z.iso.date(),
  /** Which certificates are on it; a child under 15 has no signature certificate. */
  certificates: z.object({ authentication: z.boolean(), signature: z.boolean() }),
  /** In Japan; absent when there is no authentication certificate. */
  certificatesUntil: z.iso.date().exactOptional(),
  /** 0 = locked, or never set. */
  triesLeft: z.record(credential, count),
});

/** One card in the wallet, in a reader, or before the reader at a counter. */
const walletCard = z.object({
  /** Serial of the chip, 15 digits; for a card that does not tell it, a name for lists that no ceremony accepts. */
  serial: z.string(),
  /** What is written on it: the holder's name. A card in a reader does not tell it without a PIN. */
  label: z.string().exactOptional(),
  /** The card reader in which it lies; absent for a software card of the wallet. */
  reader: z.string().exactOptional(),
  /** What this machine knows of the holder otherwise; in the demo, where everybody is fictitious. */
  about: cardHolder.exactOptional(),
  /** What can be read without a PIN; absent when somebody else is using the card, or it cannot be read. */
  facts: cardFacts.exactOptional(),
  /** Why it cannot be used now: another window of this agent has it, another program has it, it is a smart card of another kind, or none. */
  trouble: z.enum(['in-use', 'reader-in-use', 'foreign', 'unreadable']).exactOptional(),
});

const cardList = z.object({
  cards: z.array(walletCard).readonly(),
  /** Serial of the card last used for the site that asks. */
  lastUsed: z.string().nullable(),
  /** The service of the card readers is there and takes no call; it is tried again by itself. */
  readersSilent: z.boolean(),
  /** Of the list, for `seen`. */
  version: count,
});

/** Why something did not happen and what the person can do; `code` also goes to the page that asked. */
const failure = z.object({
  code: z.string(),
  status: z.number().int(),
  title: bilingual,
  next: bilingual,
});

/** What the window wants done, for whom, with which card. `origin` is what the browser said about the asking page. */
export const ceremonyRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('authenticate'), origin, cardSerial, nonce, statement }),
  z.object({
    kind: z.literal('sign'),
    origin,
    cardSerial,
    document: z.strictObject(document),
  }),
  z.object({ kind: z.literal('counter'), origin, cardSerial, relayUrl, relayToken }),
]);

/** For the page that asked. */
const ceremonyAnswer = z.union([authenticateAnswer, counterAnswer]);

/** Why the person is asked again. A malformed value has not reached the card and cost no try. */
const secretProblem = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('wrong') }),
  bilingual.extend({ reason: z.literal('malformed') }),
]);

/** What a ceremony needs of the person next. */
const prompt = z.discriminatedUnion('kind', [
  /** `triesLeft` is to be shown before typing, with a warning at 1 (PIN-05). */
  z.object({
    kind: z.literal('secret'),
    credential,
    triesLeft: count,
    problem: secretProblem.exactOptional(),
  }),
  z.object({
    kind: z.literal('new-secrets'),
    credentials: z.array(credential).readonly(),
    context: newSecretsContext,
    problem: bilingual.extend({ credential }).exactOptional(),
  }),
  /** The person shall look at what is to be signed and agree, before anything is typed or leaves the card. */
  z.object({ kind: z.literal('document'), document: z.object(document) }),
]);

/** Where a ceremony stands. */
const stage = z.discriminatedUnion('kind', [
  prompt,
  z.object({ kind: z.literal('working') }),
  z.object({ kind: z.literal('finished'), answer: ceremonyAnswer }),
  z.object({ kind: z.literal('failed'), failure }),
]);
const turn = z.object({ turn: count, stage });

const secret = z.string().max(64);
/** To `secret`. */
export const secretAnswer = z.object({ value: secret });
/** To `new-secrets`: each already typed twice. */
export const newSecretsAnswer = z.object({ values: z.partialRecord(credential, secret) });
/** To `document`: the person's word, given at the agent's own page for what it showed. */
export const agreement = z.strictObject({ agreed: z.literal(true) });

const where = z.enum(['home', 'counter']);
const originRequest = z.object({ origin });
const allowedOrigins = z.object({ origins: z.array(z.string()).readonly() });

/** One call: what comes with it and what goes back. */
export interface Call {
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
}

/** The whole interface between the agent's pages and the agent. */
export const agentCalls = {
  'GET /api/session': { answer: agentSession },
  'GET /api/cards': {
    query: z.object({
      /** The site that asks. */
      origin: z.string().optional(),
    }),
    answer: cardList,
  },
  'GET /api/changes': {
    query: z.object({ seen: z.coerce.number().int().nonnegative().optional() }),
    answer: z.object({ version: count }),
  },
  'GET /api/cards/:serial': { query: z.object({ where: where.default('home') }), answer: walletCard },
  'POST /api/origins': { body: originRequest, answer: allowedOrigins },
  'POST /api/origins/forget': { body: originRequest, answer: allowedOrigins },
  'POST /api/ceremonies': { body: ceremonyRequest, answer: turn.extend({ id: z.string() }) },
  'POST /api/ceremonies/:id': {
    /** What is asked has its own schema: a message about what was typed goes nowhere. */
    body: z.object({ turn: count, answer: z.unknown().optional() }),
    answer: turn,
  },
  'POST /api/ceremonies/:id/cancel': { answer: z.object({}) },
} as const satisfies Readonly<Record<`${'GET' | 'POST'} /api/${string}`, Call>>;

type Calls = typeof agentCalls;
export type AgentCall = keyof Calls;
type Part<N extends AgentCall, K extends keyof Call> =
  Calls[N] extends Readonly<Record<K, infer S>> ? S : undefined;
type In<S> = S extends z.ZodType ? z.input<S> : undefined;
type Out<S> = S extends z.ZodType ? z.output<S> : undefined;
/** What the agent answers, and what it is sent. */
export type CallAnswer<N extends AgentCall> = Out<Part<N, 'answer'>>;
export type CallBody<N extends AgentCall> = In<Part<N, 'body'>>;
/** What the agent has after it has looked at it. */
export interface CallInput<N extends AgentCall> {
  readonly query: Out<Part<N, 'query'>>;
  readonly body: Out<Part<N, 'body'>>;
}

export type AgentSession = z.infer<typeof agentSession>;
export type CardHolder = z.infer<typeof cardHolder>;
export type CardFacts = z.infer<typeof cardFacts>;
export type WalletCard = z.infer<typeof walletCard>;
export type CardTrouble = NonNullable<WalletCard['trouble']>;
export type CardList = z.infer<typeof cardList>;
/** `home`: what is at hand. `counter`: also what lies at an office, because there the holder puts it on the reader. */
export type CardPlace = z.infer<typeof where>;
export type Failure = z.infer<typeof failure>;
export type CeremonyRequest = z.infer<typeof ceremonyRequest>;
export type CeremonyAnswer = z.infer<typeof ceremonyAnswer>;
export type SecretProblem = z.infer<typeof secretProblem>;
export type Prompt = z.infer<typeof prompt>;
export type Stage = z.infer<typeof stage>;
export type Turn = z.infer<typeof turn>;
export type StageAnswer =
  | z.infer<typeof secretAnswer>
  | z.infer<typeof newSecretsAnswer>
  | z.infer<typeof agreement>;
