import type {
  RegistrationRequest,
  VerifierKindName,
  VerifierScopeName,
} from '@mibun/server/schemas/authority/verifiers';
import { type DateParts, dateFromParts, emptyDate } from '../../../components/date-parts.ts';

/** The scopes in the order of the register. */
export const SCOPES = ['sig', 'auth', 'link', 'attributes'] as const;

/** What each kind may be accredited for (domain.md VAR-02, VAR-05). */
export const SCOPES_OF_KIND: Readonly<Record<VerifierKindName, readonly VerifierScopeName[]>> = {
  signature: ['sig', 'link', 'attributes'],
  authentication: ['auth', 'link'],
  group: SCOPES,
};

/** The form as it is being typed. */
export interface RegistrationDraft {
  readonly verifierId: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly kind: VerifierKindName;
  readonly decision: string;
  readonly scopes: readonly VerifierScopeName[];
  readonly quotas: Readonly<Partial<Record<VerifierScopeName, string>>>;
  readonly validFrom: DateParts;
  readonly validUntil: DateParts;
  readonly rate: string;
  readonly nonces: boolean;
  readonly services: string;
  readonly certificate: string;
  readonly key: string;
  readonly reason: string;
}

export const emptyDraft: RegistrationDraft = {
  verifierId: '',
  nameJa: '',
  nameEn: '',
  kind: 'group',
  decision: '',
  scopes: [],
  quotas: {},
  validFrom: emptyDate,
  validUntil: emptyDate,
  rate: '100',
  nonces: false,
  services: '',
  certificate: '',
  key: '',
  reason: '',
};

/** A field that is not right; `detail` names the scope or the line. */
export interface DraftProblem {
  readonly field: string;
  readonly error:
    | 'verifierId'
    | 'nameJa'
    | 'nameEn'
    | 'decision'
    | 'scopes'
    | 'quota'
    | 'validFrom'
    | 'validUntil'
    | 'rate'
    | 'services'
    | 'credentials'
    | 'certificate'
    | 'key'
    | 'reason';
  readonly scope?: VerifierScopeName;
  readonly line?: number;
}

const SLUG = /^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$/;
const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/** The registration, or everything that keeps it from being one, in the order of the form. */
export function registrationFrom(
  draft: RegistrationDraft,
): { readonly registration: RegistrationRequest } | { readonly problems: readonly DraftProblem[] } {
  const problems: DraftProblem[] = [];
  const demand = (holds: boolean, error: DraftProblem['error'], more: Partial<DraftProblem> = {}) => {
    if (!holds) problems.push({ field: error, error, ...more });
  };
  const text = (value: string) => value.trim();
  const { kind, nonces } = draft;
  demand(text(draft.nameJa) !== '', 'nameJa');
  demand(text(draft.nameEn) !== '', 'nameEn');
  demand(SLUG.test(text(draft.verifierId)), 'verifierId');
  demand(text(draft.decision).length >= 3, 'decision');
  const scopes = SCOPES.filter(
    (scope) => draft.scopes.includes(scope) && SCOPES_OF_KIND[kind].includes(scope),
  );
  demand(scopes.length > 0, 'scopes');
  const quotas: Partial<Record<VerifierScopeName, number>> = {};
  for (const scope of scopes) {
    const quota = wholeNumber(draft.quotas[scope] ?? '');
    demand(quota >= 1 && quota <= 100_000_000, 'quota', { field: `quota-${scope}`, scope });
    quotas[scope] = quota;
  }
  const [from, until] = [dateFromParts(draft.validFrom), dateFromParts(draft.validUntil)];
  demand(from !== undefined, 'validFrom');
  demand(until !== undefined && (from === undefined || until >= from), 'validUntil');
  const ratePerSecond = wholeNumber(draft.rate);
  demand(ratePerSecond >= 1 && ratePerSecond <= 10_000, 'rate');
  const services = servicesIn(draft.services);
  for (const [index, service] of services.entries()) {
    demand(service !== undefined, 'services', { line: index + 1 });
  }
  const certificates = [...draft.certificate.matchAll(PEM)].map(([, base64 = '']) =>
    base64.replaceAll(/\s/g, ''),
  );
  const key = publicKeyIn(draft.key);
  const [someCertificate, someKey] = [text(draft.certificate) !== '', text(draft.key) !== ''];
  demand(someCertificate || someKey, 'credentials', { field: 'certificate' });
  demand(!someCertificate || certificates.length > 0, 'certificate');
  demand(!someKey || key !== undefined, 'key');
  demand(text(draft.reason).length >= 3, 'reason');
  if (problems.length > 0 || !from || !until) return { problems };
  return {
    registration: {
      verifierId: text(draft.verifierId),
      kind,
      name: { ja: text(draft.nameJa), en: text(draft.nameEn) },
      decision: text(draft.decision),
      scopes,
      validFrom: from,
      validUntil: until,
      quotas,
      ratePerSecond,
      nonces,
      services: services.flatMap((service) => (service ? [service] : [])),
      certificates,
      keys: key ? [key] : [],
    },
  };
}

function wholeNumber(typed: string): number {
  const plain = typed.normalize('NFKC').replaceAll(/[,\s]/g, '');
  return /^\d{1,9}$/.test(plain) ? Number(plain) : 0;
}

type Service = NonNullable<RegistrationRequest['services']>[number];

/** One service a line; undefined for a line that is none. */
function servicesIn(typed: string): readonly (Service | undefined)[] {
  const lines = typed.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [serviceId = '', ja = '', en = '', ...more] = line.split(/[,、，]/).map((part) => part.trim());
    const right = SLUG.test(serviceId) && ja !== '' && en !== '' && more.length === 0;
    return right ? { serviceId, name: { ja, en } } : undefined;
  });
}

/** The members of a public EC or Ed25519 key; undefined for anything else, above all for a private key. */
function publicKeyIn(typed: string): RegistrationRequest['keys'][number] | undefined {
  let jwk: unknown;
  try {
    jwk = JSON.parse(typed);
  } catch {
    // Not JSON: the form says so.
    return undefined;
  }
  if (typeof jwk !== 'object' || jwk === null || 'd' in jwk) return undefined;
  const { kty, crv, x, y } = jwk as Readonly<Record<string, unknown>>;
  if (typeof kty !== 'string' || typeof crv !== 'string' || typeof x !== 'string') return undefined;
  return { kty, crv, x, ...(typeof y === 'string' && { y }) };
}
