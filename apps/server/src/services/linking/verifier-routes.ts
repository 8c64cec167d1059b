import type { VerifierQuestion } from '@mibun/pki';
import type { Verifier } from '../../authority/verifiers/index.ts';
import type { Http } from '../../platform/index.ts';
import { serve } from '../../platform/index.ts';
import { linkingActs } from './audited-acts.ts';
import type { LinkingContext } from './context.ts';
import { linkingContract } from './contract.ts';
import { demandService, explicitly, link } from './link.ts';
import { makeOffer } from './offers.ts';
import { qrImage } from './qr-image.ts';
import { signedAnswer } from './signed-answer.ts';
import { supply } from './supply.ts';

const der = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** For accredited verifiers: mutual TLS or a signed request (see verifiers/), so the routes themselves are public. */
export function verifierServiceRoutes(app: Http, context: LinkingContext): void {
  const on = serve(app, linkingContract);
  const { platform, verifiers } = context;
  verifiers.watchBodies(app);

  /** VAR-05: no answer leaves unsigned; when the key is away the verifier is told so. */
  function vouch(
    { verifierId }: Verifier,
    about: VerifierQuestion['about'],
    question: Pick<VerifierQuestion, 'serviceId' | 'certificate'>,
    answer: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    return explicitly(context, () => signedAnswer(context, { verifierId, about, ...question }, answer));
  }

  on('POST /api/verifier/link', async (request) => {
    const verifier = await verifiers.demand(request, 'link');
    const question = { serviceId: request.body.serviceId, certificate: der(request.body.certificate) };
    const answer = await link(context, verifier, question);
    return { ...answer, statement: await vouch(verifier, 'link', question, answer) };
  });

  on('POST /api/verifier/attributes', async (request) => {
    const verifier = await verifiers.demand(request, 'attributes');
    const question = { serviceId: request.body.serviceId, certificate: der(request.body.certificate) };
    const { suppliedAt, attributes } = await supply(context, verifier, question);
    const answer = { suppliedAt: suppliedAt.toISOString(), attributes };
    return { ...answer, statement: await vouch(verifier, 'attributes', question, answer) };
  });

  on('POST /api/verifier/consent-offers', async (request) => {
    const verifier = await verifiers.demand(request, 'attributes');
    const { serviceId, days, ...content } = request.body;
    const service = demandService(verifier, serviceId);
    const expiresAt = new Date(platform.clock.now().getTime() + days * 86_400_000);
    const made = await platform.database.transaction(async (tx) => {
      const offer = await makeOffer(platform, tx, verifier.verifierId, { ...content, service, expiresAt });
      await platform.audit.record(tx, {
        actor: verifiers.actor(verifier),
        action: linkingActs.offer,
        purpose: 'service',
        caseId: offer.code,
        detail: { serviceId, items: content.items, singleUse: content.singleUse },
      });
      return offer;
    });
    return { ...made, qr: qrImage(made.url), expiresAt: expiresAt.toISOString() };
  });
}
