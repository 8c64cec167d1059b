import type { Platform } from '../../platform/index.ts';
import type { AuthorityKind, Certificates, Standing } from '../certificates/index.ts';

type Standings = ReadonlyMap<string, Standing>;

/** The standings of several serials of one generation; those never issued are missing. */
export type StandingLookup = (
  kind: AuthorityKind,
  generation: number,
  serials: readonly string[],
) => Promise<Standings>;

const AT_ONCE = 200;

interface Waiting {
  readonly serials: readonly string[];
  readonly resolve: (found: Standings) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Looks up what OCSP is asked, never with one query a question: while a query is under way the next questions gather,
 * and go together.
 */
export function standingLookup({ database }: Platform, certificates: Certificates): StandingLookup {
  const queues = new Map<string, Waiting[]>();

  async function work(kind: AuthorityKind, generation: number, queue: Waiting[], key: string): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, AT_ONCE);
      try {
        const serials = [...new Set(batch.flatMap((waiting) => waiting.serials))];
        const found = await database.query((tx) => certificates.standings(tx, kind, generation, serials));
        for (const waiting of batch) waiting.resolve(only(found, waiting.serials));
      } catch (error) {
        for (const waiting of batch) waiting.reject(error);
      }
    }
    queues.delete(key);
  }

  return (kind, generation, serials) =>
    new Promise((resolve, reject) => {
      const key = `${kind} ${generation}`;
      const queue = queues.get(key);
      if (queue) {
        queue.push({ serials, resolve, reject });
        return;
      }
      const begun: Waiting[] = [{ serials, resolve, reject }];
      queues.set(key, begun);
      void work(kind, generation, begun, key);
    });
}

function only(found: Standings, serials: readonly string[]): Standings {
  return new Map(
    serials.flatMap((serial) => {
      const standing = found.get(serial);
      return standing ? [[serial, standing] as const] : [];
    }),
  );
}
