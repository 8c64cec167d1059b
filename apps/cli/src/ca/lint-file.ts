import {
  type CaInfo,
  type Certificate,
  type CertificateProfile,
  caInfo,
  checkSubjectKey,
  type Finding,
  identifyCa,
  lintTbs,
  PkiError,
  readCertificate,
} from '@mibun/pki';
import { CommandError, print } from '../output.ts';
import { expectedCas } from './country-options.ts';
import { aboutOf, certificatesIn } from './files.ts';
import type { LintOptions } from './lint.ts';
import { kindOf } from './verify-path.ts';

type Expected = string | CertificateProfile | undefined;

interface Linted {
  readonly about: string;
  readonly ok: boolean;
  readonly findings: readonly Finding[];
}

/** `mibun ca lint`: every certificate of the file. Answers whether nothing was found in any. */
export async function lintFile(file: string, options: LintOptions): Promise<boolean> {
  const of = await expectedCas(options);
  const linted = certificatesIn(file).map((der, index, { length }): Linted => {
    const findings = findingsOf(der, options.issuer, of);
    return { about: aboutOf(der, index, length), ok: findings.length === 0, findings };
  });
  const ok = linted.every((one) => one.ok);
  if (options.json) {
    const [only] = linted;
    const whole =
      linted.length === 1 && only ? { ok, findings: only.findings } : { ok, certificates: linted };
    print(JSON.stringify(whole, null, 2));
    return ok;
  }
  for (const { about, findings } of linted) {
    if (linted.length > 1) print(about);
    for (const { id, rule, detail } of findings) print(`${id} (${rule}): ${detail}`);
    if (findings.length === 0) print('nothing found');
  }
  return ok;
}

function findingsOf(der: Uint8Array, issuerFile: string | undefined, of: Expected): readonly Finding[] {
  let certificate: Certificate;
  try {
    certificate = readCertificate(der);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return [{ id: 'readable', rule: 'RFC 5280 §4.1', detail: error.message }];
  }
  const weak = checkSubjectKey(certificate.spki);
  if (certificate.isCa) return [...caFindings(der, of), ...weak];
  const issuer = issuerFile === undefined ? asItSays(certificate, of) : issuerIn(issuerFile, certificate, of);
  const kind = kindOf(certificate, issuer.profile);
  if (!kind) {
    const detail = `no policy of the profile ${issuer.profile.id}`;
    return [{ id: 'policy', rule: 'VER-03', detail }, ...weak];
  }
  return [...lintTbs(certificate.tbs, { profile: issuer.profile, kind, issuer }), ...weak];
}

function caFindings(der: Uint8Array, of: Expected): readonly Finding[] {
  try {
    caInfo(der, of);
    return [];
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return [{ id: 'unknown-ca', rule: 'pki.md §1', detail: error.message }];
  }
}

/** The CA of the file that has issued it, by name and key; the only one there is, if none has. */
function issuerIn(file: string, certificate: Certificate, of: Expected): CaInfo {
  try {
    const authorities = certificatesIn(file).map((der) => caInfo(der, of));
    const ofName = authorities.filter(({ name }) => Buffer.compare(name, certificate.issuerDer) === 0);
    const named = certificate.authorityKeyIdentifier ?? new Uint8Array(0);
    const found =
      ofName.find(({ keyIdentifier }) => Buffer.compare(keyIdentifier, named) === 0) ??
      ofName[0] ??
      authorities[0];
    if (found) return found;
  } catch (error) {
    if (error instanceof PkiError) throw new CommandError(`${file}: ${error.message}`);
    throw error;
  }
  throw new CommandError(`${file} holds no certificate`);
}

/** The issuer as the certificate itself describes it, for lints without the CA at hand. */
function asItSays(certificate: Certificate, of: Expected): CaInfo {
  const identity = identifyCa(certificate.issuerDer, of);
  const { algorithm, authorityKeyIdentifier } = certificate;
  if (!identity) throw new CommandError(`no CA of this system has issued it: ${certificate.issuer}`);
  return {
    ...identity,
    name: certificate.issuerDer,
    keyIdentifier: authorityKeyIdentifier ?? new Uint8Array(0),
    algorithm: algorithm ?? 'sha256WithRSA',
    certificate,
  };
}
