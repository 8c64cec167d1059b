import { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider';
import type { Platform } from '../../../platform/index.ts';
import type { Service } from '../api.ts';
import {
  consumePayload,
  deleteOfGrant,
  deletePayload,
  findPayload,
  type StoredPayload,
  savePayload,
} from './payloads.ts';
import { findService } from './services.ts';

/** Not `form_post`: our own content security policy forbids a page that posts to another origin by itself. */
export const RESPONSE_MODES = ['query', 'fragment'] as const;

/** Where oidc-provider keeps what it knows: services are read from their own table, the rest is payloads with an end. */
export function adapterOn(platform: Platform): AdapterFactory {
  // An arrow function: oidc-provider would call anything else with `new`.
  return (model) => (model === 'Client' ? clientAdapter(platform) : payloadAdapter(platform, model));
}

function payloadAdapter({ clock, database }: Platform, model: string): Adapter {
  const read = async (by: { readonly id: string } | { readonly uid: string }) => {
    const stored = await database.query((tx) => findPayload(tx, model, by, clock.now()));
    return stored && toPayload(stored);
  };
  return {
    async upsert(id, payload, expiresIn) {
      const now = clock.now();
      const { grantId, uid } = payload;
      await database.transaction((tx) =>
        savePayload(
          tx,
          {
            model,
            id,
            payload: payload as Readonly<Record<string, unknown>>,
            grantId: grantId || null,
            uid: uid || null,
            expiresAt: expiresIn ? new Date(now.getTime() + expiresIn * 1000) : null,
          },
          now,
        ),
      );
    },
    find: (id) => read({ id }),
    findByUid: (uid) => read({ uid }),
    findByUserCode: async () => undefined,
    async consume(id) {
      const first = await database.transaction((tx) => consumePayload(tx, model, id, clock.now()));
      // Two exchanges of one code at the same moment: the second gets nothing (RFC 6749 §4.1.2).
      if (!first) throw new errors.InvalidGrant('already used');
    },
    destroy: (id) => database.transaction((tx) => deletePayload(tx, model, id)),
    revokeByGrantId: (grantId) => database.transaction((tx) => deleteOfGrant(tx, grantId)),
  };
}

function clientAdapter({ database }: Platform): Adapter {
  const readOnly = async () => {
    throw new Error('services are registered through registerService');
  };
  return {
    async find(id) {
      const service = await database.query((tx) => findService(tx, id));
      return service && toClient(service);
    },
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    upsert: readOnly,
    consume: readOnly,
    destroy: readOnly,
    revokeByGrantId: readOnly,
  };
}

function toPayload({ payload, consumedAt }: StoredPayload): AdapterPayload {
  return {
    ...(payload as AdapterPayload),
    ...(consumedAt && { consumed: Math.floor(consumedAt.getTime() / 1000) }),
  };
}

/** Client metadata of OpenID Connect Registration §2: code flow, pairwise subject, signed assertions (USE-10, USE-12). */
function toClient(service: Service): AdapterPayload {
  return {
    client_id: service.serviceId,
    client_name: service.name.en,
    redirect_uris: [...service.redirectUris],
    response_types: ['code'],
    response_modes: [...RESPONSE_MODES],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'private_key_jwt',
    subject_type: 'pairwise',
    id_token_signed_response_alg: 'RS256',
    scope: ['openid', ...service.attributes].join(' '),
    jwks: { keys: [...service.keys] } as never,
  };
}
