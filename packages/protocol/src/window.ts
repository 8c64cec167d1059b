import { z } from 'zod';
import {
  cardSerial,
  documentOf,
  hexOf,
  nonce,
  relayToken,
  relayUrl,
  SIGNED_DIGESTS,
  statement,
} from './atoms.ts';

/** A text for the person, as the window shows it; too long ones are refused and not cut. */
const shown = z.object({ ja: z.string().min(1).max(120), en: z.string().min(1).max(200) });
const inCapitalsToo = (octets: readonly number[]) =>
  hexOf(octets, 'a-fA-F').transform((hex) => hex.toLowerCase());

/** Prove who you are: the card signs the statement with the user-identification key. */
export const authenticateRequest = z.object({
  kind: z.literal('authenticate'),
  statement,
  nonce,
  purpose: shown,
  /** Whose card is wanted, in words for the person. This and what follows are hints: in another form they are not there. */
  wanted: shown.optional().catch(undefined),
  /** Roles of staff that the page is for; cards of others come last. Without it, cards of staff do. */
  roles: z.array(z.string().min(1).max(40)).max(20).readonly().optional().catch(undefined),
  /** The person has logged out: no card of before is taken for them, they choose. */
  choose: z.literal(true).optional().catch(undefined),
});

/**
 * Sign a document with the signature key. The agent shows name and digest first; what the card signs is made from that
 * digest by the agent itself.
 */
export const signRequest = z.object({
  kind: z.literal('sign'),
  document: z.object(documentOf(inCapitalsToo(Object.values(SIGNED_DIGESTS)), inCapitalsToo([32]))),
  purpose: shown,
});

/** Let a counter's server talk to the card through the agent. */
export const counterRequest = z.object({
  kind: z.literal('counter'),
  relayUrl,
  relayToken,
  cardSerial,
  purpose: shown,
});

/** Everything a page may ask of the agent. */
export const agentRequest = z.discriminatedUnion('kind', [authenticateRequest, signRequest, counterRequest]);

/** Base64 of DER and of the signature as the chip gives it: 256 octets of RSA, or r ‖ s of P-384, 96 octets. */
export const authenticateAnswer = z.object({ certificate: z.base64(), signature: z.base64() });
/** The same, only after the person has seen the document and agreed. */
export const signAnswer = authenticateAnswer;
/** What the relay reported when it was done. */
export const counterAnswer = z.object({ result: z.unknown() });

/** Of a conversation; chosen by the page. */
const id = z.string().max(100);

/** Messages from the page to the agent's window. */
export const toAgent = z.discriminatedUnion('mibun', [
  z.object({ mibun: z.literal('request'), id, request: agentRequest }),
  /** The answer to the window's `here`: the page that asked is still there. */
  z.object({ mibun: z.literal('here'), id }),
  /** The page is being left or loaded anew; whatever it asked for, it can no longer take. */
  z.object({ mibun: z.literal('bye'), id }),
]);

/** Messages from the agent's window to the page. */
export const fromAgent = z.discriminatedUnion('mibun', [
  z.object({ mibun: z.literal('ready') }),
  /** Said again and again while the window is open: to the page that asked, or whatever has come in its place. */
  z.object({ mibun: z.literal('here'), id, kind: z.enum(['authenticate', 'sign', 'counter']) }),
  z.discriminatedUnion('ok', [
    z.object({ mibun: z.literal('answer'), id, ok: z.literal(true), answer: z.unknown() }),
    z.object({ mibun: z.literal('answer'), id, ok: z.literal(false), code: z.string(), message: z.string() }),
  ]),
]);

export type AuthenticateRequest = z.infer<typeof authenticateRequest>;
export type SignRequest = z.infer<typeof signRequest>;
export type CounterRequest = z.infer<typeof counterRequest>;
export type AgentRequest = z.infer<typeof agentRequest>;
export type AuthenticateAnswer = z.infer<typeof authenticateAnswer>;
export type SignAnswer = z.infer<typeof signAnswer>;
export type CounterAnswer = z.infer<typeof counterAnswer>;
export type ToAgent = z.infer<typeof toAgent>;
export type FromAgent = z.infer<typeof fromAgent>;
