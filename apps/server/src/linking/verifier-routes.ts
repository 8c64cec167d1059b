import type { VerifierQuestion } from '@mibun/pki';
import type { Http } from '../platform/index.ts';
import type { Verifier } from '../verifiers/index.ts';
import { linkingActs } from './audited-acts.ts';
import type { LinkingContext } from './context.ts';
import { demandService, explicitly, link } from './link.ts';
import { makeOffer } from './offers.ts';
import { qrImage } from './qr-image.ts';
import {
  attributesAnswer,
  attributesRequest,
  linkAnswer,
  linkRequest,
  offerAnswer,
  offerRequest,
} from './schemas.ts';
import { signedAnswer } from './signed-answer.ts';
import { supply } from './supply.ts';

const tags = ['accredited verifiers'];
const der = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** For accredited verifiers: mutual TLS or a signed request (see verifiers/), so the routes themselves are public. */
export function verifierServiceRoutes(app: Http, context: LinkingContext): void {
  const { platform, verifiers } = context;

  /** VAR-05: no answer leaves unsigned; when the key is away the verifier is told so. */
  function vouch(
    { verifierId }: Verifier,
    about: VerifierQuestion['about'],
    question: Pick<VerifierQuestion, 'serviceId' | 'certificate'>,
    answer: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    return explicitly(context, () => signedAnswer(context, { verifierId, about, ...question }, answer));
  }

  app.route({
    method: 'POST',
    url: '/api/verifier/link',
    config: { access: 'public' },
    schema: {
      tags,
      summary: 'The pairwise id of the holder of a certificate, the same after renewals (LNK-01)',
      body: linkRequest,
      response: { 200: linkAnswer },
    },
    handler: async (request) => {
      const verifier = await verifiers.demand(request, 'link');
      const question = { serviceId: request.body.serviceId, certificate: der(request.body.certificate) };
      const answer = await link(context, verifier, question);
      return { ...answer, statement: await vouch(verifier, 'link', question, answer) };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/verifier/attributes',
    config: { access: 'public' },
    schema: {
      tags,
      summary: 'The current attributes after a change, as far as the holder consents (LAT-02)',
      body: attributesRequest,
      response: { 200: attributesAnswer },
    },
    handler: async (request) => {
      const verifier = await verifiers.demand(request, 'attributes');
      const question = { serviceId: request.body.serviceId, certificate: der(request.body.certificate) };
      const { suppliedAt, attributes } = await supply(context, verifier, question);
      const answer = { suppliedAt: suppliedAt.toISOString(), attributes };
      return { ...answer, statement: await vouch(verifier, 'attributes', question, answer) };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/verifier/consent-offers',
    config: { access: 'public' },
    schema: {
      tags,
      summary: 'Make the link under which residents give their consent to a service (LAT-05)',
      body: offerRequest,
      response: { 200: offerAnswer },
    },
    handler: async (request) => {
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
    },
  });
}
