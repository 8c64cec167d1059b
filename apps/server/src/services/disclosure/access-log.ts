import { ACTORS } from '@mibun/rules';
import {
  type Audit,
  type Bilingual,
  PURPOSES,
  type RecordedEntry,
  type Tx,
  wordsOfAct,
} from '../../platform/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { AccessLogAnswer, AccessLogEntry, AuditAnswer, AuditEntryView } from './schemas.ts';

const PAGE = 40;
const AT_ONCE = 200;
/** Somebody who looks at their page a hundred times a day still gets an answer soon, and a cursor to go on. */
const MOST_READS = 10;

interface Page {
  readonly entries: readonly RecordedEntry[];
  readonly before: number | null;
}

/** Reads on until a page is full, leaving out what `keep` does not want. */
async function readPage(
  read: (before: number | undefined) => Promise<readonly RecordedEntry[]>,
  keep: (entry: RecordedEntry) => boolean,
  from: number | undefined,
): Promise<Page> {
  const entries: RecordedEntry[] = [];
  let before = from;
  for (let reads = 0; reads < MOST_READS; reads++) {
    const batch = await read(before);
    for (const entry of batch) {
      before = entry.id;
      if (!keep(entry)) continue;
      entries.push(entry);
      if (entries.length === PAGE) return { entries, before: entry.id };
    }
    if (batch.length < AT_ONCE) return { entries, before: null };
  }
  return { entries, before: before ?? null };
}

export async function accessLog(
  tx: Tx,
  deps: { readonly audit: Audit; readonly residents: Residents },
  subject: string,
  query: { readonly before?: number | undefined; readonly own: boolean },
): Promise<AccessLogAnswer> {
  const page = await readPage(
    (before) => deps.audit.list(tx, { subject, limit: AT_ONCE, ...(before && { before }) }),
    (entry) => query.own || !isOwn(entry, subject),
    query.before,
  );
  const looks = page.entries.flatMap(({ detail }) => (typeof detail?.look === 'number' ? [detail.look] : []));
  const ends = await deps.residents.endsOfLooks(tx, looks);
  return {
    entries: page.entries.map((entry) => entryView(entry, subject, deps.residents, ends)),
    before: page.before,
  };
}

/** What the person did, and what the system did for them while they did it. */
function isOwn({ actor, purpose, action }: RecordedEntry, subject: string): boolean {
  if (actor.id === subject) return true;
  return actor.kind === 'system' && purpose === 'login' && action === 'residents.read';
}

/** An act that an earlier version recorded is told by its purpose. */
function wordsFor(entry: RecordedEntry, subject: string): Bilingual {
  const { action, actor, purpose } = entry;
  const by = actor.kind === 'system' && isOwn(entry, subject) ? 'system for oneself' : actor.kind;
  return wordsOfAct(action, by) ?? PURPOSES[purpose];
}

function entryView(
  entry: RecordedEntry,
  subject: string,
  residents: Residents,
  ends: ReadonlyMap<number, Date>,
): AccessLogEntry {
  const { actor, detail } = entry;
  const code = detail?.code;
  const until = typeof detail?.look === 'number' ? ends.get(detail.look) : undefined;
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    ...(until && until > entry.at && { until: until.toISOString() }),
    actor: {
      self: isOwn(entry, subject),
      kind: actor.kind,
      kindLabel: ACTORS[actor.kind],
      name: actor.name,
      ...(actor.office && { office: residents.municipality(actor.office).name }),
    },
    action: entry.action,
    words: wordsFor(entry, subject),
    purpose: PURPOSES[entry.purpose],
    ...(entry.reason && { reason: entry.reason }),
    ...(typeof code === 'string' && { outcome: code }),
  };
}

export interface AuditFilter {
  readonly subject?: string | undefined;
  readonly actorId?: string | undefined;
  readonly office?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** For auditors: everything, read only, with residents' names masked (domain.md §9). */
export async function auditTrail(tx: Tx, audit: Audit, filter: AuditFilter): Promise<AuditAnswer> {
  const { subject, actorId, office, before, limit } = filter;
  const entries = await audit.list(tx, {
    limit,
    ...(subject && { subject }),
    ...(actorId && { actorId }),
    ...(office && { office }),
    ...(before && { before }),
  });
  return {
    entries: entries.map(auditView),
    before: entries.length === limit ? (entries.at(-1)?.id ?? null) : null,
  };
}

function auditView(entry: RecordedEntry): AuditEntryView {
  const { actor } = entry;
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    actor: {
      kind: actor.kind,
      kindLabel: ACTORS[actor.kind],
      id: actor.id,
      name: PRIVATE.includes(actor.kind) ? maskName(actor.name) : actor.name,
      ...(actor.office && { office: actor.office }),
    },
    action: entry.action,
    words: wordsOfAct(entry.action) ?? PURPOSES[entry.purpose],
    purpose: entry.purpose,
    purposeLabel: PURPOSES[entry.purpose],
    ...(entry.subject && { subject: entry.subject }),
    ...(entry.caseId && { caseId: entry.caseId }),
    ...(entry.reason && { reason: entry.reason }),
    ...(entry.detail && { detail: { ...entry.detail } }),
  };
}

const PRIVATE: readonly RecordedEntry['actor']['kind'][] = ['resident', 'guardian', 'proxy'];

/** The first character stays, so that an auditor can tell two people apart within one case. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name];
  return first + rest.map((character) => (/\s/u.test(character) ? character : '＊')).join('');
}
