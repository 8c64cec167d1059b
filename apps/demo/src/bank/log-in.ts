import type { Service } from '@mibun/server/addition';
import { exportJWK, generateKeyPair } from 'jose';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  PrivateKeyJwt,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Applicant } from './accounts.ts';

/** The bank as a service that people log in to, and to which the accredited verifier hands results on. */
export const BANK = { serviceId: 'aoba-bank', name: { ja: 'あおば銀行', en: 'Aoba Bank' } } as const;
const KEY_ID = 'aoba-1';

/** Logging in wants to know only whether it is the same person again; opening an account wants the attributes. */
export type Errand = 'log-in' | 'open-account';

export type Language = 'ja' | 'en';

/** What the bank keeps while the customer is away at Mibun. */
export interface Departure {
  readonly errand: Errand;
  readonly language: Language;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

export interface Arrival {
  readonly errand: Errand;
  readonly customerId: string;
  /** Missing what the person did not agree to hand over. */
  readonly applicant: Partial<Applicant>;
}

export interface CardLogin {
  depart(errand: Errand, language: Language): Promise<{ readonly url: URL; readonly departure: Departure }>;
  /** `url`: the address at which the customer came back, with all its parameters. */
  arrive(url: URL, departure: Departure): Promise<Arrival>;
}

/**
 * The bank as a client of the OpenID Provider. It makes a key at each start and registers its public half: nothing that it
 * would have to keep secret lies on a disk.
 */
export async function cardLoginAt(options: {
  readonly server: string;
  readonly bank: string;
  readonly register: (service: Service) => Promise<void>;
}): Promise<CardLogin> {
  const redirectUri = `${options.bank}/callback`;
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  await options.register({
    ...BANK,
    redirectUris: [redirectUri],
    keys: [{ ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'ES256', use: 'sig' }],
    attributes: ['name', 'address', 'birthdate'],
  });

  let provider: Promise<Configuration> | undefined;
  /** Found when first needed, so that the two may start in any order. */
  function findProvider(): Promise<Configuration> {
    provider ??= discovery(
      new URL(`${options.server}/oidc`),
      BANK.serviceId,
      undefined,
      PrivateKeyJwt({ key: privateKey, kid: KEY_ID }),
      // Only on one's own machine, where there is no TLS.
      { execute: options.server.startsWith('http://') ? [allowInsecureRequests] : [] },
    ).catch((error: unknown) => {
      provider = undefined;
      throw error;
    });
    return provider;
  }

  return {
    async depart(errand, language) {
      const departure: Departure = {
        errand,
        language,
        verifier: randomPKCECodeVerifier(),
        state: randomState(),
        nonce: randomNonce(),
      };
      const url = buildAuthorizationUrl(await findProvider(), {
        redirect_uri: redirectUri,
        scope: errand === 'open-account' ? 'openid name address birthdate' : 'openid',
        code_challenge: await calculatePKCECodeChallenge(departure.verifier),
        code_challenge_method: 'S256',
        state: departure.state,
        nonce: departure.nonce,
        ui_locales: language,
      });
      return { url, departure };
    },

    async arrive(url, departure) {
      const configuration = await findProvider();
      const tokens = await authorizationCodeGrant(configuration, url, {
        pkceCodeVerifier: departure.verifier,
        expectedState: departure.state,
        expectedNonce: departure.nonce,
        idTokenExpected: true,
      });
      const customerId = tokens.claims()?.sub ?? '';
      if (departure.errand === 'log-in') return { errand: 'log-in', customerId, applicant: {} };
      const info = await fetchUserInfo(configuration, tokens.access_token, customerId);
      const address = info.address?.formatted;
      return {
        errand: 'open-account',
        customerId,
        applicant: {
          ...(info.name && { name: info.name }),
          ...(typeof address === 'string' && { address }),
          ...(info.birthdate && { birthDate: info.birthdate }),
        },
      };
    },
  };
}
