import type { RevocationReason } from '@mibun/pki';
import type { CrlEntry, Standing } from './api.ts';

/** What a row of residents' certificates and one of the institution's have in common. */
interface StatusRow {
  readonly generation: number;
  readonly state: Standing['state'];
  readonly reason: RevocationReason | null;
  readonly notAfter: Date;
}

/** `since`: from when on it has been unusable without interruption. */
export function standingOf(row: StatusRow, since: Date | null): Standing {
  return {
    generation: row.generation,
    state: row.state,
    ...(row.reason && { reason: row.reason }),
    ...(since && { since }),
    notAfter: row.notAfter,
  };
}

/** The rows of a CRL; those that were unusable and are no more have no reason. */
export function crlEntriesOf(
  rows: readonly {
    readonly serial: string;
    readonly at: Date | null;
    readonly reason: RevocationReason | null;
  }[],
): readonly CrlEntry[] {
  return rows.flatMap(({ serial, at, reason }) => (at && reason ? [{ serial, at, reason }] : []));
}
