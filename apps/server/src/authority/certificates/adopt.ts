import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readTextFile } from '@mibun/durable';
import {
  type CaInfo,
  type CaKind,
  type CertificateProfile,
  fromPem,
  nameText,
  sameProfile,
  verifyCeremony,
} from '@mibun/pki';
import { type Config, ConfigurationError } from '../../platform/index.ts';

/** A CA that a key ceremony has made, with the label of its key. */
export interface CeremonyResult {
  readonly info: CaInfo;
  readonly keyLabel: string;
}

/** Larger files, and more of them, are no ceremony. */
const MOST_OCTETS = 1_000_000;
const MOST_FILES = 200;

/**
 * What the key ceremonies of this installation have made for a generation of a CA; undefined if none has. Only a ceremony
 * that verifies as a whole counts, and only one whose operators are all among those of the configuration: who has the
 * PIN of the token alone can make a key, but no CA. It has to be a CA of the profile, whose names the country decides.
 */
export function ceremonyResult(
  { ceremonies, mode }: Config,
  wanted: CertificateProfile,
  kind: CaKind,
  generation: number,
): CeremonyResult | undefined {
  if (!ceremonies) {
    if (mode === 'production') throw noCeremony(kind, generation, 'MIBUN_CEREMONIES names no folder');
    return undefined;
  }
  const trusted = operatorsIn(ceremonies.operators);
  const found = foldersIn(ceremonies.folder).flatMap((folder) => {
    const { ok, checks, input, authority, keyLabel } = verifyCeremony(readFolder(folder), trusted);
    if (input?.ca !== kind || input.generation !== generation) return [];
    if (!ok || !authority || keyLabel === undefined) {
      const wrong = checks.filter((check) => !check.ok).map(({ check, detail }) => `${check}: ${detail}`);
      throw unusable(`the key ceremony in ${folder} does not verify: ${wrong.join('; ')}`);
    }
    if (!sameProfile(authority.profile, wanted)) {
      const [made, country] = [authority.certificate.subject, nameText(wanted.ca[kind].name)];
      throw unusable(
        `the key ceremony in ${folder} made "${made}" (${authority.profile.id}), but pki.yaml says "${country}" (${wanted.id}): put the folder of the country right, or hold a ceremony with its names`,
      );
    }
    return [{ info: authority, keyLabel }];
  });
  if (found.length > 1) throw unusable(`two key ceremonies made generation ${generation} of the ${kind} CA`);
  if (found.length === 0 && mode === 'production') {
    throw noCeremony(kind, generation, `${ceremonies.folder} has none`);
  }
  return found[0];
}

function unusable(problem: string, variable = 'MIBUN_CEREMONIES'): ConfigurationError {
  return new ConfigurationError('the key ceremonies cannot be used', [`${variable}: ${problem}`]);
}

function operatorsIn(file: string): readonly Uint8Array[] {
  try {
    return fromPem('PUBLIC KEY', readTextFile(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    throw unusable(`${file} has no public keys of operators (${reason})`, 'MIBUN_CEREMONY_OPERATORS');
  }
}

function noCeremony(kind: CaKind, generation: number, why: string): Error {
  return unusable(
    `generation ${generation} of the ${kind} CA comes from a key ceremony (mibun ca ceremony), and ${why}`,
  );
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .filter((path) => existsSync(join(path, 'SHA256SUMS')))
    .sort();
}

function readFolder(folder: string): ReadonlyMap<string, Uint8Array> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const files = paths.map((entry) => join(entry.parentPath, entry.name));
  if (files.length > MOST_FILES || files.some((path) => statSync(path).size > MOST_OCTETS)) {
    throw unusable(`${folder} is not what a key ceremony leaves`);
  }
  const name = (path: string) => path.slice(folder.length + 1).replaceAll('\\', '/');
  return new Map(files.map((path) => [name(path), Uint8Array.from(readFileSync(path))]));
}
