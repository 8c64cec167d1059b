import type { Fee } from '@mibun/rules';
import type { JSONColumnType } from 'kysely';
import type { Card, PoliceReceipt } from '../cards/index.ts';
import { type Tx, tables } from '../platform/index.ts';

type LossTables = {
  lossReports: {
    id: string;
    cardId: string;
    personId: string;
    municipality: string;
    cause: string;
    receipt: JSONColumnType<PoliceReceipt> | null;
    circumstances: string | null;
    fee: JSONColumnType<Fee>;
    reportedBy: string;
    reportedAt: Date;
  };
};

/** What the holder reported, as it was written down; never changed afterwards. */
export async function insertLossReport(
  tx: Tx,
  report: {
    readonly id: string;
    readonly card: Card;
    readonly cause: string;
    readonly receipt?: PoliceReceipt;
    readonly circumstances?: string;
    readonly fee: Fee;
    readonly reportedBy: string;
    readonly at: Date;
  },
): Promise<void> {
  await tables<LossTables>(tx)
    .insertInto('lossReports')
    .values({
      id: report.id,
      cardId: report.card.cardId,
      personId: report.card.personId,
      municipality: report.card.municipality,
      cause: report.cause,
      receipt: report.receipt ? JSON.stringify(report.receipt) : null,
      circumstances: report.circumstances ?? null,
      fee: JSON.stringify(report.fee),
      reportedBy: report.reportedBy,
      reportedAt: report.at,
    })
    .execute();
}
