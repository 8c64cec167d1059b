import { KIOSK } from '@mibun/rules';
import type { Tx } from '../../platform/index.ts';
import { isFinal } from './change.ts';
import type { Context } from './context.ts';
import { kioskErrors } from './errors.ts';
import { normalisePaperSerial } from './paper-serial.ts';
import { findPaper } from './papers.ts';
import type { PaperAnswer, StateAnswer } from './schemas.ts';
import { type KioskRequest, refundedAmount } from './store.ts';

const PAPER_OUT: readonly KioskRequest['state'][] = ['PRINTED', 'COMPLETED'];

/** A request as its kiosk may see it: nothing about the person. */
export async function stateView({ platform }: Context, tx: Tx, request: KioskRequest): Promise<StateAnswer> {
  const { document, options, copies, fee, failure, paperSerial, expiresAt } = request;
  const left = expiresAt ? (expiresAt.getTime() - platform.clock.now().getTime()) / 1000 : null;
  return {
    sessionId: request.requestId,
    state: request.state,
    label: KIOSK.states[request.state],
    secondsLeft: left === null ? null : Math.max(0, Math.floor(left)),
    document,
    options,
    copies,
    fee,
    refunded: isFinal(request.state) ? ((await refundedAmount(tx, request.requestId)) ?? null) : null,
    failure,
    paperSerial: PAPER_OUT.includes(request.state) ? paperSerial : null,
  };
}

/** What anybody may ask about a paper in their hand. */
export async function paperView(
  { residents, parameters }: Context,
  tx: Tx,
  typed: string,
): Promise<PaperAnswer> {
  const paper = await findPaper(tx, normalisePaperSerial(typed));
  if (!paper) throw kioskErrors.KIOSK_PAPER_UNKNOWN();
  return {
    serial: paper.serial,
    type: paper.document,
    typeName: parameters.titles[paper.document],
    issuedAt: paper.issuedAt.toISOString(),
    municipality: paper.municipality,
    municipalityName: residents.municipality(paper.municipality).name,
    copies: paper.copies,
    sha256: paper.sha256,
  };
}
