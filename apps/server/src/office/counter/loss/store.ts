import type { Fee } from '@mibun/rules';
import type { JSONColumnType, Selectable } from 'kysely';
import type { PoliceReceipt } from '../../../issuance/cards/index.ts';
import { type Tx, tables } from '../../../platform/index.ts';

/** What the holder reported, as it was written down; never changed afterwards. */
interface LossReportTable {
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
}

export async function insertLossReport(
  tx: Tx,
  { receipt, fee, ...report }: Selectable<LossReportTable>,
): Promise<void> {
  await tables<{ lossReports: LossReportTable }>(tx)
    .insertInto('lossReports')
    .values({ ...report, receipt: receipt && JSON.stringify(receipt), fee: JSON.stringify(fee) })
    .execute();
}
