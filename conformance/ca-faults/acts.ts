// The script that a killed process works through, and what each act makes of a card.

export type CardAct = 'issue signature' | 'issue authentication' | 'activate' | 'suspend' | 'lift' | 'revoke';

export type OtherAct =
  | 'open'
  | 'issue what breaks a lint'
  | 'build the CRL'
  | 'build the delta CRL'
  | 'answer OCSP'
  | 'stamp'
  | 'replace the responder';

export type ActName = CardAct | OtherAct;

/** One life of one card; a process does it once, or again and again until it is killed. */
export const SCRIPT: readonly Exclude<ActName, 'open'>[] = [
  'issue signature',
  'issue authentication',
  'issue what breaks a lint',
  'build the CRL',
  'activate',
  'answer OCSP',
  'suspend',
  'answer OCSP',
  'build the delta CRL',
  'lift',
  'build the CRL',
  'stamp',
  'revoke',
  'answer OCSP',
  'build the CRL',
  'build the delta CRL',
  'replace the responder',
  'answer OCSP',
];

/** SIG and AUTH of a card in this order; '-' where there is none. */
export type CardState = `${string} ${string}`;

const AFTER: Readonly<Record<CardAct, CardState>> = {
  'issue signature': 'PENDING -',
  'issue authentication': 'PENDING PENDING',
  activate: 'ACTIVE ACTIVE',
  suspend: 'HELD_FINAL HELD',
  lift: 'HELD_FINAL ACTIVE',
  revoke: 'REVOKED REVOKED',
};

/** What a card is after an act that was acknowledged; undefined: the act is none on the card. */
export function stateAfter(act: ActName): CardState | undefined {
  return act in AFTER ? AFTER[act as CardAct] : undefined;
}

/** What the child says and the parent hears, one line each. */
export type Said =
  | { readonly say: 'point'; readonly name: string }
  | { readonly say: 'begin'; readonly act: ActName; readonly card: string }
  | { readonly say: 'done'; readonly act: ActName; readonly card: string }
  | { readonly say: 'signing'; readonly label: string; readonly tbs: string }
  | { readonly say: 'survey'; readonly survey: Survey }
  | { readonly say: 'end' };

/** Everything on record, as read after a restart. Octets are told by their SHA-256. */
export interface Survey {
  readonly authorities: readonly { readonly tbs: string; readonly signed: boolean }[];
  readonly ledger: readonly {
    readonly authority: string;
    readonly serial: string;
    readonly kind: string;
    readonly reference: string;
    readonly tbs: string;
    readonly der: string | null;
    readonly voided: boolean;
  }[];
  readonly certificates: readonly {
    readonly kind: 'signature' | 'authentication';
    readonly serial: string;
    readonly card: string;
    readonly state: string;
  }[];
  /** Every CRL that a CA has signed or was about to sign. */
  readonly crlRecords: readonly { readonly number: number; readonly tbs: string }[];
  readonly stamps: number;
  /** The complete CRL of each resident CA as it is published now, base64. */
  readonly crls: Readonly<Record<'signature' | 'authentication', string>>;
  /** The status feed of the Signature CA from its beginning, as a verifier is given it. */
  readonly feed: unknown;
  /** Roots, base64. */
  readonly roots: Readonly<Record<'signature' | 'authentication', string>>;
}
