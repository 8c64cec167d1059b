import {
  type CaInfo,
  type Certificate,
  caInfo,
  checkSubjectKey,
  type Finding,
  identifyCa,
  lintTbs,
  PkiError,
  readCertificate,
} from '@mibun/pki';
import { CommandError, print } from '../output.ts';
import { readDer } from './files.ts';
import type { LintOptions } from './lint.ts';
import { kindOf } from './verify-path.ts';

/** `mibun ca lint`. Answers whether nothing was found. */
export async function lintFile(file: string, { issuer, json = false }: LintOptions): Promise<boolean> {
  const [der] = readDer('CERTIFICATE', file);
  if (!der) throw new CommandError(`${file} holds no certificate`);
  const findings = findingsOf(der, issuer);
  if (json) {
    print(JSON.stringify({ ok: findings.length === 0, findings }, null, 2));
  } else {
    for (const { id, rule, detail } of findings) print(`${id} (${rule}): ${detail}`);
    if (findings.length === 0) print('nothing found');
  }
  return findings.length === 0;
}

function findingsOf(der: Uint8Array, issuerFile: string | undefined): readonly Finding[] {
  let certificate: Certificate;
  try {
    certificate = readCertificate(der);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return [{ id: 'readable', rule: 'RFC 5280 §4.1', detail: error.message }];
  }
  const weak = checkSubjectKey(certificate.spki);
  if (certificate.isCa) return [...caFindings(der), ...weak];
  const issuer = issuerFile === undefined ? asItSays(certificate) : issuerIn(issuerFile);
  const kind = kindOf(certificate, issuer.profile);
  if (!kind) {
    const detail = `no policy of the profile ${issuer.profile}`;
    return [{ id: 'policy', rule: 'VER-03', detail }, ...weak];
  }
  return [...lintTbs(certificate.tbs, { profile: issuer.profile, kind, issuer }), ...weak];
}

function caFindings(der: Uint8Array): readonly Finding[] {
  try {
    caInfo(der);
    return [];
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return [{ id: 'unknown-ca', rule: 'pki.md §1', detail: error.message }];
  }
}

function issuerIn(file: string): CaInfo {
  const [der] = readDer('CERTIFICATE', file);
  if (!der) throw new CommandError(`${file} holds no certificate`);
  try {
    return caInfo(der);
  } catch (error) {
    if (error instanceof PkiError) throw new CommandError(`${file}: ${error.message}`);
    throw error;
  }
}

/** The issuer as the certificate itself describes it, for lints without the CA at hand. */
function asItSays(certificate: Certificate): CaInfo {
  const identity = identifyCa(certificate.issuerDer);
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
