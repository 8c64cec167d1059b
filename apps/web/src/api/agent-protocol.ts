import type { Bilingual } from '@mibun/rules';

/** Prove who you are: the agent signs the statement with the user-identification key. */
export interface AuthenticateRequest {
  readonly kind: 'authenticate';
  /** Shown to the person and signed. */
  readonly statement: string;
  readonly nonce: string;
  readonly purpose: Bilingual;
  /** Whose card is wanted, in words for the person; in the demo by name. */
  readonly wanted?: Bilingual;
  /** Roles of staff that the page is for; cards of others come last. Without it, cards of staff do. */
  readonly roles?: readonly string[];
  /** The person has logged out: no card of before is taken for them, they choose. */
  readonly choose?: true;
}

/**
 * Sign a document with the signature key. The agent shows name and digest first; what the card signs is made from that
 * digest by the agent itself.
 */
export interface SignRequest {
  readonly kind: 'sign';
  readonly document: {
    readonly name: string;
    readonly pages: number;
    /** SHA-256 of the document as it is signed (in a PDF: of its byte ranges), hex. */
    readonly digest: string;
    /** SHA-256 of the certificate for which it was prepared, hex; left out when it was prepared for any. */
    readonly certificateSha256?: string;
  };
  readonly purpose: Bilingual;
}

/** Let a counter's server talk to the card through the agent. */
export interface CounterRequest {
  readonly kind: 'counter';
  readonly relayUrl: string;
  readonly relayToken: string;
  readonly cardSerial: string;
  readonly purpose: Bilingual;
}

/** Everything a page may ask of the agent. */
export type AgentRequest = AuthenticateRequest | SignRequest | CounterRequest;

/** Base64 of DER and of the raw signature. */
export interface AuthenticateAnswer {
  readonly certificate: string;
  readonly signature: string;
}

/** Base64 of DER and of the raw signature; only after the person has agreed. */
export interface SignAnswer {
  readonly certificate: string;
  readonly signature: string;
}

/** What the relay reported when it was done. */
export interface CounterAnswer {
  readonly result: unknown;
}

/** Messages from the page to the agent's window. */
export type ToAgent =
  | { readonly mibun: 'request'; readonly id: string; readonly request: AgentRequest }
  | { readonly mibun: 'reply'; readonly id: string; readonly reply: unknown }
  /** The answer to the window's `here`: the page that asked is still there. */
  | { readonly mibun: 'here'; readonly id: string }
  /** The page is being left or loaded anew; whatever it asked for, it can no longer take. */
  | { readonly mibun: 'bye'; readonly id: string };

/** Messages from the agent's window to the page. */
export type FromAgent =
  | { readonly mibun: 'ready' }
  /** Said again and again while the window is open: to the page that asked, or whatever has come in its place. */
  | { readonly mibun: 'here'; readonly id: string; readonly kind: AgentRequest['kind'] }
  | { readonly mibun: 'question'; readonly id: string; readonly question: { readonly kind: string } }
  | { readonly mibun: 'answer'; readonly id: string; readonly ok: true; readonly answer: unknown }
  | {
      readonly mibun: 'answer';
      readonly id: string;
      readonly ok: false;
      readonly code: string;
      readonly message: string;
    };

/** True for data of a message event that has the shape of one from the agent. */
export function isFromAgent(data: unknown): data is FromAgent {
  if (typeof data !== 'object' || data === null) return false;
  const message = data as Record<string, unknown>;
  if (message.mibun === 'ready') return true;
  if (typeof message.id !== 'string') return false;
  if (message.mibun === 'here') return ['authenticate', 'sign', 'counter'].includes(String(message.kind));
  if (message.mibun === 'question') return typeof message.question === 'object' && message.question !== null;
  if (message.mibun !== 'answer') return false;
  if (message.ok === true) return 'answer' in message;
  return message.ok === false && typeof message.code === 'string' && typeof message.message === 'string';
}
