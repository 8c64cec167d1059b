import { CONSENT, offered } from '@mibun/rules';
import { type Http, residentActor, serve } from '../../platform/index.ts';
import { certificateIn, preparedView, signatureIn } from '../card-signature/index.ts';
import { beginConsent, beginWithdrawal } from './ceremonies.ts';
import { explanationsText, periodAt } from './consent-text.ts';
import type { LinkingContext } from './context.ts';
import { consentsContract } from './contract.ts';
import type { Consent, Supply } from './migrations.ts';
import { openOffer } from './offers.ts';
import type { ConsentView } from './schemas.ts';
import { consentsOf, lockGiven, serviceOf, suppliesOf } from './store.ts';

/** For residents, logged in with AUTH: look at consents; give and withdraw with SIG (LAT-04, LAT-05). */
export function portalRoutes(app: Http, context: LinkingContext): void {
  lookRoutes(app, context);
  signRoutes(app, context);
}

function lookRoutes(app: Http, context: LinkingContext): void {
  const on = serve(app, consentsContract);
  const { platform, verifiers } = context;
  const { clock, database } = platform;

  on('GET /api/portal/consents', (request) =>
    database.query(async (tx) => {
      const rows = await consentsOf(tx, residentActor(request).id);
      const supplies = await suppliesOf(
        tx,
        rows.map(({ consentId: id }) => id),
      );
      return { consents: rows.map((row) => viewOf(row, supplies)) };
    }),
  );

  on('GET /api/portal/consent-offers/:code', (request) =>
    database.transaction(async (tx) => {
      const offer = await openOffer(platform, verifiers, tx, request.params.code);
      const { service, verifier, content } = offer;
      const at = clock.now();
      const facts = { ...content, service, verifier: verifier.name, at };
      const en = explanationsText(facts, 'en');
      const { from, until } = periodAt(at);
      const given = await lockGiven(tx, residentActor(request).id, service.serviceId);
      return {
        code: offer.code,
        service: service.name,
        verifier: verifier.name,
        title: content.title,
        gist: content.gist,
        items: [...content.items],
        from: from.toISOString(),
        until: until.toISOString(),
        explanations: explanationsText(facts, 'ja').map(({ id, heading, text }, index) => ({
          id,
          heading: { ja: heading, en: en[index]?.heading ?? '' },
          text: { ja: text, en: en[index]?.text ?? '' },
        })),
        replaces: given !== undefined,
      };
    }),
  );
}

function signRoutes(app: Http, context: LinkingContext): void {
  const on = serve(app, consentsContract);
  const { ceremonies } = context;
  on('POST /api/portal/consent-offers/:code/ceremony', (request) =>
    beginConsent(context, residentActor(request), request.params.code, request.body),
  );

  on('POST /api/portal/consents/:id/withdrawal', (request) =>
    beginWithdrawal(context, residentActor(request), request.params.id, request.body.language),
  );

  on('POST /api/portal/consent-ceremonies/:id/prepare', async (request) => {
    const certificate = certificateIn(request.body);
    return preparedView(await ceremonies.prepare(residentActor(request), request.params.id, certificate));
  });

  on('POST /api/portal/consent-ceremonies/:id/complete', async (request) => {
    const signature = signatureIn(request.body);
    const { facts } = await ceremonies.complete(residentActor(request), request.params.id, signature);
    return { consentId: facts.consentId };
  });
}

function viewOf(row: Consent, supplies: readonly Supply[]): ConsentView {
  return {
    consentId: row.consentId,
    service: serviceOf(row).name,
    verifier: { ja: row.verifierJa, en: row.verifierEn },
    items: [...row.items],
    state: row.state,
    stateLabel: CONSENT.states[row.state],
    givenAt: row.givenAt.toISOString(),
    from: row.fromAt.toISOString(),
    until: row.untilAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    mayWithdraw: offered(CONSENT, row.state, 'resident').some(({ event }) => event === 'withdraw'),
    supplies: supplies
      .filter(({ consentId }) => consentId === row.consentId)
      .map(({ at, items }) => ({ at: at.toISOString(), items: [...items] })),
  };
}
