import type { IssuedCertificate } from '../../authority/certificates/index.ts';
import type { Verifier, VerifierService } from '../../authority/verifiers/index.ts';
import { Refusal } from '../../platform/index.ts';
import { linkingActs } from './audited-acts.ts';
import type { LinkingContext } from './context.ts';
import { linkingErrors } from './errors.ts';

/** The service of this verifier by its id; refuses another verifier's. */
export function demandService(verifier: Verifier, serviceId: string): VerifierService {
  const service = verifier.services.find((one) => one.serviceId === serviceId);
  if (!service) throw linkingErrors.SERVICE_NOT_YOURS();
  return service;
}

/**
 * A certificate of ours as it was read from a card, in whatever state it is now. The whole certificate is asked for, not
 * its serial: serials are no identifiers for services, and nobody can try them out (LNK-02).
 */
export async function demandIssued(
  { status }: LinkingContext,
  der: Uint8Array,
  kinds: readonly IssuedCertificate['kind'][],
): Promise<IssuedCertificate> {
  for (const kind of kinds) {
    const issued = await status.validate(der, kind).then(
      (validation) => validation.issued,
      (error: unknown) => {
        if (error instanceof Refusal) return undefined;
        throw error;
      },
    );
    // A certificate that was never handed over links nobody to anything.
    if (issued && issued.state !== 'PENDING') return issued;
  }
  throw linkingErrors.LINK_CERTIFICATE_UNKNOWN();
}

/** LNK-03: what cannot be fetched is said to be missing; a verifier must never take it for a new person. */
export async function explicitly<T>({ platform }: LinkingContext, fetch: () => Promise<T>): Promise<T> {
  try {
    return await fetch();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    platform.log.error({ err: error }, 'linking data could not be fetched');
    throw linkingErrors.LINK_UNAVAILABLE();
  }
}

/** The id by which one service knows the holder of a certificate, the same after every renewal (LNK-01). */
export async function link(
  context: LinkingContext,
  verifier: Verifier,
  question: { readonly serviceId: string; readonly certificate: Uint8Array },
): Promise<{ readonly pairwiseId: string; readonly kind: IssuedCertificate['kind'] }> {
  const service = demandService(verifier, question.serviceId);
  return explicitly(context, async () => {
    const { platform, certificates, verifiers } = context;
    const kinds = (['signature', 'authentication'] as const).filter((kind) =>
      verifier.scopes.includes(kind === 'signature' ? 'sig' : 'auth'),
    );
    const issued = await demandIssued(context, question.certificate, kinds);
    const pairwiseId = await certificates.pairwiseId(issued.personId, service.serviceId);
    await platform.database.transaction((tx) =>
      platform.audit.record(tx, {
        actor: verifiers.actor(verifier),
        action: linkingActs.link,
        purpose: 'service',
        subject: issued.personId,
        reason: service.name.ja,
        detail: { serviceId: service.serviceId, kind: issued.kind, serial: issued.serial },
      }),
    );
    return { pairwiseId, kind: issued.kind };
  });
}
