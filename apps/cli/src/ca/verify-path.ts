import { existsSync, statSync } from 'node:fs';
import {
  type Certificate,
  type CertificateProfile,
  type Check,
  caInfo,
  checkSubjectKey,
  type EndEntityKind,
  findPath,
  identifyCa,
  PkiError,
  readCertificate,
  sameProfile,
  trustAnchors,
  verifyCeremony,
  verifyEndEntity,
  verifySignedBy,
} from '@mibun/pki';
import { CommandError, print, say } from '../output.ts';
import { readCeremonyFolder } from './ceremony-folder.ts';
import { expectedCas } from './country-options.ts';
import { aboutOf, certificatesIn, readAllDer, readDer } from './files.ts';
import { fingerprint } from './fingerprint.ts';
import type { VerifyOptions } from './verify.ts';

/** With the CAs that are looked for. */
type FileOptions = VerifyOptions & { readonly of: string | CertificateProfile | undefined };

interface Result {
  readonly ok: boolean;
  readonly about: string;
  readonly checks: readonly Check[];
}

/** `mibun ca verify`: every certificate of a file, or a folder. Answers whether everything is right. */
export async function verifyPath(path: string, options: VerifyOptions): Promise<boolean> {
  if (!existsSync(path)) throw new CommandError(`there is no ${path}`);
  const of = await expectedCas(options);
  const results = statSync(path).isDirectory()
    ? [verifyFolder(path, options)]
    : verifyFile(path, { ...options, of });
  const ok = results.every((result) => result.ok);
  if (options.json) {
    const [only] = results;
    print(JSON.stringify(results.length === 1 && only ? only : { ok, certificates: results }, null, 2));
    return ok;
  }
  for (const { about, checks, ok: isRight } of results) {
    print(about);
    for (const { check, ok: holds, rule, detail } of checks) {
      print(`  ${holds ? 'ok    ' : 'WRONG '} ${check} (${rule})${holds ? '' : `: ${detail}`}`);
    }
    if (results.length > 1) print(`  ${isRight ? 'right' : 'NOT right'}`);
  }
  print(ok ? 'all of it is right' : 'NOT right');
  return ok;
}

function verifyFolder(folder: string, { operators }: VerifyOptions): Result {
  const trusted = operators === undefined ? undefined : readDer('PUBLIC KEY', operators);
  const { ok, checks, input, authority } = verifyCeremony(readCeremonyFolder(folder), trusted);
  if (!trusted && input) {
    say('mibun: without --operators anybody could have been declared an operator; compare these keys:');
    for (const { name, publicKey } of input.operators) {
      say(`  ${name}  ${fingerprint(Buffer.from(publicKey, 'base64'))}`);
    }
  }
  const about = authority
    ? `ceremony of ${authority.certificate.subject}, generation ${input?.generation}, SHA-256 ${fingerprint(authority.certificate.der)}`
    : `ceremony in ${folder}`;
  return { ok, about, checks };
}

function verifyFile(file: string, options: FileOptions): readonly Result[] {
  const ders = certificatesIn(file);
  return ders.map((der, index) => {
    // the others of a bundle are ways to a root, and not trusted
    const others = ders.filter((other) => other !== der);
    const checks = checksOf(der, others, options);
    return { ok: checks.every(({ ok }) => ok), about: aboutOf(der, index, ders.length), checks };
  });
}

function checksOf(der: Uint8Array, others: readonly Uint8Array[], options: FileOptions): readonly Check[] {
  try {
    const certificate = readCertificate(der);
    return certificate.isCa
      ? caChecks(der, others, options)
      : endEntityChecks(der, certificate, others, options);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return [{ check: 'readable', rule: 'RFC 5280 §4.1', ok: false, detail: error.message }];
  }
}

function caChecks(
  der: Uint8Array,
  others: readonly Uint8Array[],
  { roots, of }: FileOptions,
): readonly Check[] {
  const { certificate } = caInfo(der, of);
  const now = new Date();
  const check = (name: string, rule: string, wrong: string | undefined): Check => ({
    check: name,
    rule,
    ok: wrong === undefined,
    detail: wrong ?? '',
  });
  const weak = checkSubjectKey(certificate.spki).map(({ id }) => id);
  const pinned = roots && readAllDer('CERTIFICATE', roots);
  const isRoot = verifySignedBy(certificate, certificate);
  const own = [
    check('key-strong', 'pki.md §3', weak.join(', ') || undefined),
    check(
      'in-force',
      'RFC 5280 §6.1.3',
      now < certificate.notBefore || now > certificate.notAfter ? 'it is not in force now' : undefined,
    ),
  ];
  if (isRoot || !pinned) {
    const among = (list: readonly Uint8Array[]) =>
      list.some((root) => Buffer.compare(root, der) === 0) ? undefined : 'not one of --roots';
    return [
      check(
        'self-signed',
        'RFC 5280 §6.1',
        isRoot ? undefined : 'it is not: give --roots to follow it to one',
      ),
      ...own,
      ...(pinned ? [check('among-roots', 'VER-02', among(pinned))] : []),
    ];
  }
  // a link certificate: the key of one generation by that of another (RFC 4210 §4.4)
  const { checks } = findPath(certificate, {
    anchors: pinned.map((root) => readCertificate(root)),
    certificates: others.flatMap(readable),
    expectation: { at: now, keyUsage: ['keyCertSign'] },
  });
  return [...own, ...checks.filter(({ check: name }) => name !== 'in-force')];
}

function readable(der: Uint8Array): readonly Certificate[] {
  try {
    return [readCertificate(der)];
  } catch (error) {
    if (error instanceof PkiError) return [];
    throw error;
  }
}

function endEntityChecks(
  der: Uint8Array,
  certificate: Certificate,
  links: readonly Uint8Array[],
  { roots, of }: FileOptions,
): readonly Check[] {
  if (roots === undefined) {
    throw new CommandError('a certificate is verified against its CA', 'give --roots FILE or FOLDER');
  }
  const identity = identifyCa(certificate.issuerDer, of);
  const kind = identity && kindOf(certificate, identity.profile);
  if (!identity || !kind) throw new CommandError(`no CA of this system has issued it: ${certificate.issuer}`);
  const anchors = readAllDer('CERTIFICATE', roots).filter((root) => {
    const ca = caInfo(root, of);
    return ca.kind === identity.kind && sameProfile(ca.profile, identity.profile);
  });
  const pinned = trustAnchors(identity.kind, identity.profile, anchors);
  const { checks } = verifyEndEntity({ certificate: der, roots: pinned, kind, at: new Date(), links });
  say('mibun: whether it is revoked is not asked here: mibun ca ocsp asks the server');
  return checks;
}

/** What a certificate is by its policy, which is another one for each kind. */
export function kindOf(certificate: Certificate, profile: CertificateProfile): EndEntityKind | undefined {
  const { endEntity } = profile;
  return (Object.keys(endEntity) as EndEntityKind[]).find((kind) =>
    certificate.policies.includes(endEntity[kind].policy),
  );
}
