import {
  INSTITUTION_CERTIFICATE,
  type InstitutionCertificateTransition,
  nextCertificateState,
} from '@mibun/rules';
import { type Act, type Actor, commonErrors, mayAct, type Tx } from '../../platform/index.ts';
import {
  certificateErrors,
  type InstitutionCertificate,
  type IssuedCertificate,
} from '../certificates/index.ts';
import { caDeskActs } from './audited-acts.ts';
import { type Context, operatorAct } from './context.ts';
import { caDeskErrors } from './errors.ts';
import type {
  CertificateView,
  RevocationPreview,
  RevocationReasonName,
  RevocationRequest,
  RevocationTarget,
} from './schemas.ts';

/** What a CA operator may say of a card or a person. The others belong to renewals and to cards never handed over. */
const BY_OPERATOR: readonly RevocationReasonName[] = [
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'cessationOfOperation',
];
const OPEN = ['PENDING', 'ACTIVE', 'HELD', 'HELD_FINAL'];

/** What the act would do; nothing is changed. The person whose certificates are looked at sees that it was done. */
export async function previewRevocation(
  context: Context,
  target: RevocationTarget,
  reason: RevocationReasonName,
  actor: Actor,
): Promise<RevocationPreview> {
  const { audit, database } = context.platform;
  refuseForeignReason(target, reason);
  return database.transaction(async (tx) => {
    const act = operatorAct(actor);
    const certificates = await certificatesFor(context, tx, target, reason, act);
    await audit.record(tx, {
      ...act,
      action: caDeskActs['look-up'],
      ...(target.by === 'person' && { subject: target.personId }),
      detail: { target },
    });
    return { certificates: [...certificates], ends: certificates.filter(({ ends }) => ends).length };
  });
}

/** One act, one transaction: all of it or nothing (pki.md §4). */
export async function revoke(
  context: Context,
  { target, reason, note, expected }: RevocationRequest,
  actor: Actor,
): Promise<{ readonly ended: number; readonly at: string }> {
  const { certificates, platform } = context;
  const act = operatorAct(actor, note);
  refuseForeignReason(target, reason);
  const ended = await platform.database.transaction(async (tx) => {
    const ending = (await certificatesFor(context, tx, target, reason, act)).filter(({ ends }) => ends);
    if (ending.length === 0) throw caDeskErrors.CA_NOTHING_TO_REVOKE();
    if (ending.length !== expected) throw commonErrors.CHANGED_MEANWHILE();
    if (target.by === 'serial') await certificates.revoke(tx, target.authority, target.serial, reason, act);
    if (target.by === 'card') await certificates.revokeOfCard(tx, target.cardId, reason, act);
    if (target.by === 'person') await certificates.revokeOfPerson(tx, target.personId, reason, act);
    await platform.audit.record(tx, {
      ...act,
      action: caDeskActs.revoke,
      detail: { target, reason, ended: expected },
    });
    return ending.length;
  });
  return { ended, at: platform.clock.now().toISOString() };
}

function refuseForeignReason(target: RevocationTarget, reason: RevocationReasonName): void {
  if (target.by !== 'serial' && !BY_OPERATOR.includes(reason)) {
    throw certificateErrors.REASON_FORBIDDEN({ privateDetail: `${target.by} ${reason}` });
  }
}

/** What the act would end, to somebody who may: never one's own certificates or those of one's household. */
async function certificatesFor(
  context: Context,
  tx: Tx,
  target: RevocationTarget,
  reason: RevocationReasonName,
  act: Act,
): Promise<readonly CertificateView[]> {
  const { views } = await mayAct(context, tx, act, {
    action: 'manage-certificates',
    wanted: 'do',
    onePerson: 'it takes a certificate away; acts on keys take two',
    find: () => find(context, tx, target, reason),
    concerns: ({ people }) => ({ people }),
  });
  return views;
}

interface Found {
  readonly views: readonly CertificateView[];
  readonly people: readonly string[];
}

async function find(
  { certificates }: Context,
  tx: Tx,
  target: RevocationTarget,
  reason: RevocationReasonName,
): Promise<Found> {
  const ofMany = (all: readonly IssuedCertificate[]): Found => ({
    views: all.map((one) => ofResident(one, endsOfMany(one, reason))),
    people: [...new Set(all.map(({ personId }) => personId))],
  });
  if (target.by === 'card') return ofMany(await certificates.ofCard(tx, target.cardId));
  if (target.by === 'person') {
    const { views } = ofMany(await certificates.ofPerson(tx, target.personId));
    return { views, people: [target.personId] };
  }
  const { authority, serial } = target;
  const institution = await certificates.findInstitution(tx, authority, serial);
  if (institution) return { views: [ofInstitution(institution, reason)], people: [] };
  const issued = authority === 'institution' ? undefined : await certificates.find(tx, authority, serial);
  if (!issued) throw commonErrors.NOT_FOUND({ privateDetail: `${authority} ${serial}` });
  return { views: [ofResident(issued, endsOfOne(issued, reason))], people: [issued.personId] };
}

/** By card and person, `affiliationChanged` leaves AUTH and a final hold alone (domain.md §6.6). */
function endsOfMany({ kind, state }: IssuedCertificate, reason: RevocationReasonName): boolean {
  if (!OPEN.includes(state)) return false;
  return reason !== 'affiliationChanged' || (kind === 'signature' && state !== 'HELD_FINAL');
}

function endsOfOne({ kind, state }: IssuedCertificate, reason: RevocationReasonName): boolean {
  const result = nextCertificateState(kind, state, 'revoke', 'ca-operator');
  const reasons = result.ok ? (result.transition as { reasons?: readonly string[] }).reasons : [];
  return reasons?.includes(reason) ?? false;
}

function ofResident(certificate: IssuedCertificate, ends: boolean): CertificateView {
  const { kind, generation, serial, state, reason, cardId, notAfter } = certificate;
  return {
    authority: kind,
    generation,
    kind,
    serial,
    state,
    reason,
    belongsTo: cardId,
    notAfter: notAfter.toISOString(),
    ends,
  };
}

function ofInstitution(certificate: InstitutionCertificate, reason: RevocationReasonName): CertificateView {
  const { authority, generation, kind, serial, state, reason: given, reference, notAfter } = certificate;
  const row: InstitutionCertificateTransition | undefined = INSTITUTION_CERTIFICATE.transitions.find(
    ({ from, event, actors }) => from === state && event === 'revoke' && actors.includes('ca-operator'),
  );
  return {
    authority,
    generation,
    kind,
    serial,
    state,
    reason: given,
    belongsTo: reference,
    notAfter: notAfter.toISOString(),
    ends: row?.reasons?.includes(reason) ?? false,
  };
}
