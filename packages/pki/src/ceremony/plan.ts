import { createHash } from 'node:crypto';
import { nameText, readName } from '../names.ts';
import { caGeneration, caName } from '../profiles/index.ts';
import { type CeremonyInput, profileOfCeremony, readCeremonyInput } from './input.ts';

/** What a ceremony is going to do, worked out from its declaration and nothing else. Operators approve these octets. */
export interface CeremonyPlan {
  readonly format: 'mibun-ca-ceremony-plan/1';
  /** SHA-256 of the declaration as it was given, hex. */
  readonly inputSha256: string;
  readonly input: CeremonyInput;
  /** The label of the key in custody, under which a server looks for it. */
  readonly keyLabel: string;
  readonly subject: string;
  readonly signatureAlgorithm: string;
  readonly steps: readonly string[];
}

export function sha256Hex(octets: Uint8Array): string {
  return createHash('sha256').update(octets).digest('hex');
}

/** Throws `ceremony-input`. */
export function planCeremony(input: Uint8Array): CeremonyPlan {
  const declaration = readCeremonyInput(new TextDecoder().decode(input));
  const { ca, generation, key, needed } = declaration;
  const profile = profileOfCeremony(declaration);
  const keyLabel = caKeyLabel(ca, generation);
  const subject = nameText(readName(caName(profile, ca)));
  return {
    format: 'mibun-ca-ceremony-plan/1',
    inputSha256: sha256Hex(input),
    input: declaration,
    keyLabel,
    subject,
    signatureAlgorithm: caGeneration(profile, ca, generation).algorithm,
    steps: [
      `${needed} of ${declaration.operators.length} operators approve this plan`,
      `custody holds no key ${keyLabel}`,
      `make the key ${keyLabel} (${key}) in custody and read its attributes back`,
      `record serial number and to-be-signed octets of ${profile.title.en}: ${subject}`,
      'sign, verify and store the certificate',
      `${needed} operators sign the hash list of everything`,
    ],
  };
}

/** The label of the key of a generation. */
export function caKeyLabel(kind: string, generation: number): string {
  return `ca-${kind}-${generation}`;
}

/** The octets that operators sign. */
export function planOctets(plan: CeremonyPlan): Uint8Array {
  return jsonOctets(plan);
}

export function jsonOctets(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
