import type { Actor, AuditEntry, Platform } from '../../platform/index.ts';
import type { AuthorityKind, Certificates } from '../certificates/index.ts';
import { verifiersActs } from './audited-acts.ts';

/** More than this waits only when the database does not answer; then nobody is answered any more. */
const MOST_WAITING = 20_000;
/** Traces of one transaction. */
const AT_ONCE = 2_000;

interface Trace {
  readonly actor: Actor;
  readonly kind: AuthorityKind;
  readonly serial: string;
  times: number;
}

export interface Traces {
  /** Notes that a verifier has asked about a resident's certificate; written with the next flush. */
  note(actor: Actor, kind: AuthorityKind, serials: readonly string[]): void;
  /** No check without a trace: when traces cannot be written any more, checks stop. */
  readonly full: boolean;
  flush(): Promise<void>;
}

/**
 * The trace of each check in the access log of the person whom it concerns (VAR-05, USE-05). Written in batches beside the
 * answers; several checks of one certificate by one verifier between two flushes make one entry with their number.
 */
export function tracesOn({ audit, database }: Platform, certificates: Certificates): Traces {
  let waiting = new Map<string, Trace>();

  /** Three statements, however many traces there are. */
  async function write(traces: readonly Trace[]): Promise<void> {
    await database.transaction(async (tx) => {
      const holders = new Map<AuthorityKind, ReadonlyMap<string, string>>();
      for (const kind of ['signature', 'authentication'] as const) {
        const asked = traces.filter((trace) => trace.kind === kind).map(({ serial }) => serial);
        if (asked.length > 0) holders.set(kind, await certificates.holders(tx, kind, asked));
      }
      const entries = traces.flatMap(({ actor, kind, serial, times }): AuditEntry[] => {
        const subject = holders.get(kind)?.get(serial);
        // A serial that was never issued is nobody's.
        if (subject === undefined) return [];
        const detail = { kind, serial, times };
        return [{ actor, action: verifiersActs['check-status'], purpose: 'verification', subject, detail }];
      });
      await audit.recordAll(tx, entries);
    });
  }

  function keep({ actor, kind, serial, times }: Trace): void {
    const key = `${actor.id} ${kind} ${serial}`;
    const known = waiting.get(key);
    if (known) known.times += times;
    else waiting.set(key, { actor, kind, serial, times });
  }

  return {
    get full() {
      return waiting.size >= MOST_WAITING;
    },
    note(actor, kind, serials) {
      for (const serial of serials) keep({ actor, kind, serial, times: 1 });
    },
    async flush() {
      const traces = [...waiting.values()];
      waiting = new Map();
      for (let start = 0; start < traces.length; start += AT_ONCE) {
        try {
          await write(traces.slice(start, start + AT_ONCE));
        } catch (error) {
          for (const trace of traces.slice(start)) keep(trace);
          throw error;
        }
      }
    },
  };
}
