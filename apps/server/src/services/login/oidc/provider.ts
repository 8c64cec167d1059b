import Provider, { type Configuration, errors, interactionPolicy } from 'oidc-provider';
import type { Certificates } from '../../../authority/certificates/index.ts';
import type { Cards } from '../../../issuance/cards/index.ts';
import type { Platform } from '../../../platform/index.ts';
import type { Residents } from '../../../registry/residents/index.ts';
import { ATTRIBUTE_SCOPES } from '../api.ts';
import { adapterOn, RESPONSE_MODES } from './adapter.ts';
import { CLAIMS_OF, claimsOf } from './attributes.ts';
import { findService, serviceActor } from './services.ts';
import { signingKeyIn } from './signing-key.ts';

export const OPENID_PATH = '/oidc';

/** Seconds. A log-in is used at once or not at all. */
const TTL = {
  Interaction: 600,
  AuthorizationCode: 60,
  AccessToken: 300,
  IdToken: 300,
  Grant: 600,
  Session: 600,
};

export interface ProviderDeps {
  readonly cards: Cards;
  readonly certificates: Certificates;
  readonly residents: Residents;
  readonly addressCountry: string;
}

/**
 * The OpenID Provider (domain.md §8.2): authorization code with PKCE, state and nonce, clients with signed assertions,
 * pairwise subjects. It remembers nobody: every log-in asks for the card, so a stopped card is stopped here too.
 */
export async function openProvider(platform: Platform, deps: ProviderDeps): Promise<Provider> {
  const { config, custody } = platform;
  const overTls = config.origins.server.startsWith('https://');
  const configuration: Configuration = {
    adapter: adapterOn(platform),
    jwks: { keys: [await signingKeyIn(custody)] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      claimsParameter: { enabled: false },
      // Not tried with our services, and so not offered.
      dPoP: { enabled: false },
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
    },
    scopes: ['openid'],
    claims: {
      openid: ['sub'],
      ...Object.fromEntries(ATTRIBUTE_SCOPES.map((scope) => [scope, [...CLAIMS_OF[scope]]])),
    },
    responseTypes: ['code'],
    pkce: { required: () => true },
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_ctx, personId, client) => deps.certificates.pairwiseId(personId, client.clientId),
    clientAuthMethods: ['private_key_jwt'],
    clientBasedCORS: () => false,
    ttl: TTL,
    cookies: {
      names: {
        session: overTls ? '__Host-mibun_openid' : 'mibun_openid',
        // These two have a path, which that prefix does not allow.
        interaction: overTls ? '__Secure-mibun_openid_login' : 'mibun_openid_login',
        resume: overTls ? '__Secure-mibun_openid_resume' : 'mibun_openid_resume',
      },
      // Their values are 256 random bits each: a forged one finds nothing, so they need no signature.
      long: { httpOnly: true, sameSite: 'lax' },
      short: { httpOnly: true, sameSite: 'lax' },
    },
    interactions: {
      policy: policy(),
      // The cookie of this log-in is sent only to what lies below this path.
      url: (_ctx, interaction) => `/api/service-login/${interaction.uid}`,
    },
    findAccount: (_ctx, personId, token) => findAccount(platform, deps, personId, serviceOf(token)),
    renderError: async (ctx, out) =>
      ctx.redirect(`/portal/service-problem?code=${encodeURIComponent(out.error)}`),
  };
  const provider = new ProviderOfWhatWorks(`${config.origins.server}${OPENID_PATH}`, configuration);
  provider.proxy = overTls;
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.oidc?.route === 'discovery') offerOnlyWhatWorks(ctx.body as Discovery);
  });
  provider.on('server_error', (_ctx, error) => platform.log.error({ err: error }, 'OpenID Provider'));
  return provider;
}

/** A way to answer that is not known cannot be chosen, not even for saying that it is refused. */
class ProviderOfWhatWorks extends Provider {
  override registerResponseMode(...[name, handler]: Parameters<Provider['registerResponseMode']>): void {
    if (RESPONSE_MODES.some((mode) => mode === name)) super.registerResponseMode(name, handler);
  }
}

interface Discovery {
  response_modes_supported: readonly string[];
  claims_supported: readonly string[];
}

/** The library describes all that it could do; a claim that no token of ours has is not offered either. */
function offerOnlyWhatWorks(metadata: Discovery): void {
  metadata.response_modes_supported = RESPONSE_MODES;
  metadata.claims_supported = metadata.claims_supported.filter((claim) => claim !== 'sid');
}

function policy(): interactionPolicy.DefaultPolicy {
  const { Check, base } = interactionPolicy;
  const prompts = base();
  const login = prompts.get('login');
  login?.checks.add(
    new Check('state_and_nonce', 'state and nonce are required', (ctx) => {
      const { params } = ctx.oidc;
      // USE-10 makes both mandatory; OpenID Connect itself leaves them to the client.
      if (!params?.state || !params.nonce) throw new errors.InvalidRequest('state and nonce are required');
      return Check.NO_NEED_TO_PROMPT;
    }),
    0,
  );
  login?.checks.add(
    new Check('card_each_time', 'the card is asked for at every log-in', (ctx) =>
      ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
    ),
  );
  return prompts;
}

/** Undefined, and so no token and no data, from the moment the person's card or its certificate is not in force. */
async function findAccount(
  { clock, database }: Platform,
  { addressCountry, cards, certificates, residents }: ProviderDeps,
  personId: string,
  serviceId: string | undefined,
) {
  const inForce = await database.query(async (tx) => {
    const card = await cards.current(tx, personId);
    if (card?.state !== 'ACTIVE') return false;
    const issued = await certificates.ofCard(tx, card.cardId);
    return issued.some(
      ({ kind, state, notAfter }) =>
        kind === 'authentication' && state === 'ACTIVE' && notAfter > clock.now(),
    );
  });
  if (!inForce) return undefined;
  return {
    accountId: personId,
    async claims(use: string, scope: string) {
      const asked = ATTRIBUTE_SCOPES.filter((attribute) => scope.split(' ').includes(attribute));
      if (use !== 'userinfo' || asked.length === 0) return { sub: personId };
      const resident = await database.transaction(async (tx) => {
        const service = serviceId ? await findService(tx, serviceId) : undefined;
        if (!service) throw new errors.InvalidToken('no such service');
        return residents.read(tx, personId, {
          actor: serviceActor(service),
          purpose: 'service',
          reason: asked.join(' '),
        });
      });
      return { sub: personId, ...claimsOf(resident, addressCountry) };
    },
  };
}

function serviceOf(token: unknown): string | undefined {
  const { clientId } = (token ?? {}) as { readonly clientId?: string };
  return clientId;
}
