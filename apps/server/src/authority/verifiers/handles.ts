import { createHash, X509Certificate } from 'node:crypto';
import { isPlainDate } from '@mibun/rules';
import { isSigningKey, keyThumbprint } from '../../platform/index.ts';
import { type Registration, SCOPES_OF_KIND, VERIFIER_SCOPES } from './api.ts';
import { verifierErrors } from './errors.ts';

/** A client certificate is pinned by this, whoever issued it. */
export function certificateHandle(der: Uint8Array): string {
  return `cert:${createHash('sha256').update(der).digest('base64url')}`;
}

export const keyHandle = (thumbprint: string): string => `key:${thumbprint}`;
export const serviceHandle = (serviceId: string): string => `service:${serviceId}`;

/** Everything by which a verifier is found. */
export function handlesOf({ certificates, keys, services }: Registration): readonly string[] {
  return [
    ...certificates.map((der) => certificateHandle(Buffer.from(der, 'base64'))),
    ...keys.map((jwk) => keyHandle(keyThumbprint(jwk))),
    ...services.map(({ serviceId }) => serviceHandle(serviceId)),
  ];
}

/** Refuses what does not fit together, naming the first problem. Shapes are the schema's matter. */
export function demandSound(registration: Registration): void {
  const problem = problemOf(registration);
  if (problem) throw verifierErrors.VERIFIER_REGISTRATION_UNFIT({ params: { problem } });
}

function problemOf(registration: Registration): string | undefined {
  const { kind, scopes, validFrom, validUntil, quotas, certificates, keys } = registration;
  const foreign = scopes.find((scope) => !SCOPES_OF_KIND[kind].includes(scope));
  if (foreign) return `a verifier of kind ${kind} has no scope ${foreign}`;
  const unlimited = VERIFIER_SCOPES.find((scope) => scopes.includes(scope) !== (quotas[scope] !== undefined));
  if (unlimited) return `scope ${unlimited} and its quota do not go together`;
  if (!isPlainDate(validFrom) || !isPlainDate(validUntil) || validUntil < validFrom) {
    return 'the days of validity';
  }
  if (certificates.length + keys.length === 0) return 'neither a certificate nor a key';
  if (certificates.some((der) => !isCertificate(der))) return 'a client certificate cannot be read';
  if (keys.some((jwk) => !isSigningKey(jwk))) return 'a key is not EC P-256, P-384 or Ed25519';
  const handles = handlesOf(registration);
  return new Set(handles).size === handles.length ? undefined : 'something is named twice';
}

function isCertificate(base64: string): boolean {
  try {
    new X509Certificate(Buffer.from(base64, 'base64'));
    return true;
  } catch {
    return false;
  }
}
