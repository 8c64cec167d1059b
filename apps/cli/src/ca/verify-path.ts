import { existsSync, statSync } from 'node:fs';
import {
  type Certificate,
  type Check,
  caInfo,
  checkSubjectKey,
  type EndEntityKind,
  identifyCa,
  PkiError,
  type ProfileId,
  profileOf,
  readCertificate,
  trustAnchors,
  verifyCeremony,
  verifyEndEntity,
  verifySignedBy,
} from '@mibun/pki';
import { CommandError, print, say } from '../output.ts';
import { readCeremonyFolder } from './ceremony-folder.ts';
import { readAllDer, readDer } from './files.ts';
import { fingerprint } from './fingerprint.ts';
import type { VerifyOptions } from './verify.ts';

interface Result {
  readonly ok: boolean;
  readonly about: string;
  readonly checks: readonly Check[];
}

/** `mibun ca verify`. Answers whether everything is right. */
export async function verifyPath(path: string, options: VerifyOptions): Promise<boolean> {
  if (!existsSync(path)) throw new CommandError(`there is no ${path}`);
  const result = statSync(path).isDirectory() ? verifyFolder(path, options) : verifyFile(path, options);
  if (options.json) {
    print(JSON.stringify(result, null, 2));
  } else {
    print(result.about);
    for (const { check, ok, rule, detail } of result.checks) {
      print(`  ${ok ? 'ok    ' : 'WRONG '} ${check} (${rule})${ok ? '' : `: ${detail}`}`);
    }
    print(result.ok ? 'all of it is right' : 'NOT right');
  }
  return result.ok;
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

function verifyFile(file: string, { roots }: VerifyOptions): Result {
  const [der] = readDer('CERTIFICATE', file);
  if (!der) throw new CommandError(`${file} holds no certificate`);
  try {
    const certificate = readCertificate(der);
    const about = `${certificate.subject}  serial ${certificate.serial}`;
    const checks = certificate.isCa ? caChecks(der, roots) : endEntityChecks(der, certificate, roots);
    return { ok: checks.every(({ ok }) => ok), about, checks };
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    const check = { check: 'readable', rule: 'RFC 5280 §4.1', ok: false, detail: error.message };
    return { ok: false, about: file, checks: [check] };
  }
}

function caChecks(der: Uint8Array, roots: string | undefined): readonly Check[] {
  const { certificate } = caInfo(der);
  const now = new Date();
  const check = (name: string, rule: string, wrong: string | undefined): Check => ({
    check: name,
    rule,
    ok: wrong === undefined,
    detail: wrong ?? '',
  });
  const weak = checkSubjectKey(certificate.spki).map(({ id }) => id);
  const pinned = roots && readAllDer('CERTIFICATE', roots);
  return [
    check('self-signed', 'RFC 5280 §6.1', verifySignedBy(certificate, certificate) ? undefined : 'it is not'),
    check('key-strong', 'pki.md §3', weak.join(', ') || undefined),
    check(
      'in-force',
      'RFC 5280 §6.1.3',
      now < certificate.notBefore || now > certificate.notAfter ? 'it is not in force now' : undefined,
    ),
    ...(pinned
      ? [
          check(
            'among-roots',
            'VER-02',
            pinned.some((root) => Buffer.compare(root, der) === 0) ? undefined : 'not one of --roots',
          ),
        ]
      : []),
  ];
}

function endEntityChecks(
  der: Uint8Array,
  certificate: Certificate,
  roots: string | undefined,
): readonly Check[] {
  if (roots === undefined) {
    throw new CommandError('a certificate is verified against its CA', 'give --roots FILE or FOLDER');
  }
  const identity = identifyCa(certificate.issuerDer);
  const kind = identity && kindOf(certificate, identity.profile);
  if (!identity || !kind) throw new CommandError(`no CA of this system has issued it: ${certificate.issuer}`);
  const anchors = readAllDer('CERTIFICATE', roots).filter((root) => {
    const ca = caInfo(root);
    return ca.kind === identity.kind && ca.profile === identity.profile;
  });
  const pinned = trustAnchors(identity.kind, identity.profile, anchors);
  const { checks } = verifyEndEntity({ certificate: der, roots: pinned, kind, at: new Date() });
  say('mibun: whether it is revoked is not asked here: mibun ca ocsp asks the server');
  return checks;
}

/** What a certificate is by its policy, which is another one for each kind. */
export function kindOf(certificate: Certificate, profile: ProfileId): EndEntityKind | undefined {
  const { endEntity } = profileOf(profile);
  return (Object.keys(endEntity) as EndEntityKind[]).find((kind) =>
    certificate.policies.includes(endEntity[kind].policy),
  );
}
