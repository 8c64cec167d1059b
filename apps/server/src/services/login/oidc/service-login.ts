import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import type { Platform } from '../../../platform/index.ts';
import {
  ATTRIBUTE_SCOPES,
  type AttributeScope,
  type Challenge,
  type ChallengeAnswer,
  type Service,
} from '../api.ts';
import { loginActs } from '../audited-acts.ts';
import type { Authentication } from '../authenticate.ts';
import type { Challenges } from '../challenge.ts';
import { loginErrors } from '../errors.ts';
import { serviceStatement } from '../statements.ts';
import { findService, serviceActor } from './services.ts';

/** The raw pair, in which the provider looks for the cookie that binds a log-in to the browser that began it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export interface Asked {
  readonly service: Service;
  readonly host: string;
  readonly attributes: readonly AttributeScope[];
  readonly expiresAt: Date;
}

export interface ServiceLogin {
  /** Who asks for what. Refuses with SERVICE_LOGIN_OVER when it is over or was begun elsewhere. */
  asked(exchange: Exchange, uid: string): Promise<Asked>;
  /** The language in which the person used the service, if it told. */
  language(exchange: Exchange, uid: string): Promise<'ja' | 'en' | undefined>;
  /** A challenge whose statement names the service and exactly the attributes that the person agrees to. */
  challenge(exchange: Exchange, uid: string, attributes: readonly AttributeScope[]): Promise<Challenge>;
  /** The card has answered: the log-in goes on at the address that comes back. */
  approve(exchange: Exchange, uid: string, answer: ChallengeAnswer): Promise<string>;
  decline(exchange: Exchange, uid: string): Promise<string>;
}

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

export function serviceLoginOn(
  platform: Platform,
  deps: {
    readonly provider: () => Promise<Provider>;
    readonly challenges: Challenges;
    readonly authentication: Authentication;
  },
): ServiceLogin {
  const { audit, database } = platform;
  const { challenges, authentication } = deps;

  async function find({ request, response }: Exchange, uid: string): Promise<Interaction> {
    const provider = await deps.provider();
    let interaction: Interaction;
    try {
      interaction = await provider.interactionDetails(request, response);
    } catch {
      throw loginErrors.SERVICE_LOGIN_OVER();
    }
    // Without the browser's own cookie somebody could send a link and be logged in by another person's card.
    if (interaction.uid !== uid) throw loginErrors.SERVICE_LOGIN_OVER();
    return interaction;
  }

  async function serviceOf(interaction: Interaction): Promise<Service> {
    const service = await database.query((tx) => findService(tx, String(interaction.params.client_id)));
    if (!service) throw loginErrors.SERVICE_LOGIN_OVER();
    return service;
  }

  function attributesAsked(interaction: Interaction, service: Service): readonly AttributeScope[] {
    const scopes = String(interaction.params.scope ?? '').split(' ');
    return ATTRIBUTE_SCOPES.filter((scope) => scopes.includes(scope) && service.attributes.includes(scope));
  }

  /** What was agreed to, from the challenge that the card has answered and not from the page. */
  function agreed(binding: unknown, uid: string): readonly AttributeScope[] {
    const given = binding as {
      readonly uid?: unknown;
      readonly attributes?: readonly AttributeScope[];
    } | null;
    if (given?.uid !== uid) throw loginErrors.LOGIN_CHALLENGE_OVER();
    return given.attributes ?? [];
  }

  /** No account stays in the provider's own session: the next log-in of this browser may be another person's. */
  async function forgetSession(provider: Provider, interaction: Interaction): Promise<void> {
    if (!interaction.session) return;
    const session = await provider.Session.findByUid(interaction.session.uid);
    await session?.destroy();
    interaction.session = undefined;
  }

  return {
    async asked(exchange, uid) {
      const interaction = await find(exchange, uid);
      const service = await serviceOf(interaction);
      return {
        service,
        host: new URL(String(interaction.params.redirect_uri)).host,
        attributes: attributesAsked(interaction, service),
        expiresAt: new Date(interaction.exp * 1000),
      };
    },

    async language(exchange, uid) {
      const { params } = await find(exchange, uid);
      const locales = String(params.ui_locales ?? '').split(' ');
      return (['ja', 'en'] as const).find((language) => locales.includes(language));
    },

    async challenge(exchange, uid, attributes) {
      const interaction = await find(exchange, uid);
      const service = await serviceOf(interaction);
      const chosen = attributesAsked(interaction, service).filter((attribute) =>
        attributes.includes(attribute),
      );
      return database.transaction((tx) =>
        challenges.issue(tx, {
          purpose: 'service-login',
          statement: serviceStatement(service.name, chosen),
          binding: { uid, attributes: chosen },
        }),
      );
    },

    async approve(exchange, uid, answer) {
      const provider = await deps.provider();
      const interaction = await find(exchange, uid);
      const service = await serviceOf(interaction);
      const { personId, cardId, binding } = await authentication.authenticate('service-login', answer);
      const attributes = agreed(binding, uid);

      const grant = new provider.Grant({ accountId: personId, clientId: service.serviceId });
      grant.addOIDCScope(['openid', ...attributes].join(' '));
      const refused = attributesAsked(interaction, service).filter((scope) => !attributes.includes(scope));
      if (refused.length > 0) grant.rejectOIDCScope(refused.join(' '));
      const grantId = await grant.save();

      await forgetSession(provider, interaction);
      interaction.result = {
        login: { accountId: personId, remember: false, amr: ['sc', 'pin'] },
        consent: { grantId },
      };
      await interaction.persist();
      await database.transaction((tx) =>
        audit.record(tx, {
          actor: serviceActor(service),
          action: loginActs['service-log-in'],
          purpose: 'service',
          subject: personId,
          ...(attributes.length > 0 && { reason: attributes.join(' ') }),
          detail: { service: service.serviceId, cardId, attributes },
        }),
      );
      return interaction.returnTo;
    },

    async decline(exchange, uid) {
      const interaction = await find(exchange, uid);
      interaction.result = { error: 'access_denied', error_description: 'the person declined' };
      await interaction.persist();
      return interaction.returnTo;
    },
  };
}
