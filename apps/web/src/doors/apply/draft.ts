import type { StatusAnswer } from '@mibun/server/schemas/issuance/applications';
import { useSyncExternalStore } from 'react';
import type { FieldProblem } from '../../api/problem.ts';
import type { DateParts } from '../../components/date-parts.ts';
import { emptyDate } from '../../components/date-parts.ts';

/** Kept in sessionStorage: survives a reload, ends with the tab. */
export interface KeptDraft {
  readonly termsAccepted: boolean;
  /** As typed, without separators. */
  readonly applicationId: string;
  /** The ID came with the form's QR code: nobody types over it. */
  readonly idLocked: boolean;
  readonly contactName: string;
  readonly email: string;
  /** Masked address that the personal link went to. */
  readonly sentTo: string;
  /** Bearer token of the personal link. */
  readonly token: string;
  /** The person on the form is under one year old: the card has no photo (AGE-03). */
  readonly withoutPhoto: boolean;
  readonly wantsSignature: boolean | null;
  readonly wantsAuthentication: boolean | null;
  /** Null until the question has been answered; '' when no number is given. */
  readonly phone: string | null;
  /** Belongs to exactly these answers: sending them twice is sending them once. */
  readonly idempotencyKey: string;
  readonly sent: { readonly reference: string; readonly receivedAt: string } | null;
}

/** Kept in memory only. The birth date is half of what opens an application to strangers (APP-05, APP-08). */
export interface FleetingDraft {
  readonly birthDate: DateParts;
  /** Fields that the server refused, shown on the page that asks for them. */
  readonly refused: readonly FieldProblem[];
  /** The last look at the status, with the token that opens a correction. */
  readonly status: StatusAnswer | null;
}

export type Draft = KeptDraft & FleetingDraft;

const noKept: KeptDraft = {
  termsAccepted: false,
  applicationId: '',
  idLocked: false,
  contactName: '',
  email: '',
  sentTo: '',
  token: '',
  withoutPhoto: false,
  wantsSignature: null,
  wantsAuthentication: null,
  phone: null,
  idempotencyKey: '',
  sent: null,
};
const noFleeting: FleetingDraft = { birthDate: emptyDate, refused: [], status: null };

/** A draft in which nothing has been answered. */
export const emptyDraft: Draft = { ...noKept, ...noFleeting };

/** What of a draft may be written down. */
export function keptPart(draft: Draft): KeptDraft {
  return Object.fromEntries(
    Object.keys(noKept).map((key) => [key, draft[key as keyof KeptDraft]]),
  ) as unknown as KeptDraft;
}

/** Reads what an earlier page of this tab wrote; anything else counts as nothing. */
export function draftFrom(stored: string | null): Draft {
  if (stored === null) return emptyDraft;
  try {
    const given: unknown = JSON.parse(stored);
    if (typeof given !== 'object' || given === null) return emptyDraft;
    return { ...emptyDraft, ...keptPart({ ...emptyDraft, ...given }) };
  } catch {
    return emptyDraft;
  }
}

const storageKey = 'mibun.apply';
const listeners = new Set<() => void>();
let current: Draft = draftFrom(readStored());

/** The draft now; for code outside components. */
export function getDraft(): Draft {
  return current;
}

/** Changes some answers. Another answer is another submission, so the idempotency key goes. */
export function updateDraft(change: Partial<Draft>): void {
  current = withChange(current, change);
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(keptPart(current)));
  } catch {
    // Storage may be forbidden: the answers then last as long as the page.
  }
  for (const listener of listeners) listener();
}

const answers = ['birthDate', 'wantsSignature', 'wantsAuthentication', 'phone', 'token'] as const;

/** {@link updateDraft} as a pure function. */
export function withChange(draft: Draft, change: Partial<Draft>): Draft {
  const changed = answers.some((key) => key in change && change[key] !== draft[key]);
  const next = { ...draft, ...(changed ? { idempotencyKey: '' } : {}), ...change };
  return changed || 'applicationId' in change ? { ...next, refused: change.refused ?? [] } : next;
}

/** A personal link opens a draft of its own: answers of another one do not belong to it. */
export function withLink(draft: Draft, token: string): Draft {
  return draft.token === token ? draft : { ...emptyDraft, token };
}

/** The form's ID out of its QR code takes the place of a typed one. */
export function withForm(draft: Draft, applicationId: string): Draft {
  return draft.applicationId === applicationId
    ? { ...draft, idLocked: true }
    : { ...withoutForm(draft), applicationId, idLocked: true };
}

/** Another form is another application: only terms and contact details go over to it. */
export function withoutForm({ termsAccepted, contactName, email }: Draft): Draft {
  return { ...emptyDraft, termsAccepted, contactName, email };
}

/** The draft, re-rendering when it changes. */
export function useDraft(): Draft {
  return useSyncExternalStore(subscribe, getDraft);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readStored(): string | null {
  try {
    return sessionStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
