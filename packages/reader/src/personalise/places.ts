import { type CardPlace, type CardRole, indexOf } from '@mibun/card';
import type { IssuerChannel } from '../issuer.ts';

/** Where this card keeps a thing; undefined where its generation has none. */
export function placeOf({ profile }: IssuerChannel, role: CardRole): CardPlace | undefined {
  return profile.roles[role]?.[0];
}

/** Writes a file wherever this card keeps it; nothing where its generation has none. */
export async function storeAs(issuer: IssuerChannel, role: CardRole, bytes: Uint8Array): Promise<void> {
  const place = placeOf(issuer, role);
  if (place) await issuer.storeFile(place.application, place.id, bytes);
}

/** Sets what printed data opens, wherever this card keeps it. */
export async function setAs(issuer: IssuerChannel, role: CardRole, value: Uint8Array): Promise<void> {
  const place = placeOf(issuer, role);
  if (place) await issuer.setCredential(place.application, place.id, value);
}

/** Whether this card has a file that no role stands for. */
export function has({ profile }: IssuerChannel, application: string, id: number): boolean {
  return indexOf(profile).file(application, id) !== undefined;
}
