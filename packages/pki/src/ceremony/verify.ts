import { type CaInfo, caInfo } from '../certificate/authority.ts';
import { inspectTbs, readCertificate } from '../certificate/read.ts';
import { equalBytes } from '../der/index.ts';
import { PkiError } from '../errors.ts';
import { toPem } from '../pem.ts';
import { sameProfile } from '../profiles/index.ts';
import { keySpecOf } from '../spki.ts';
import { checkSubjectKey } from '../subject-key/check.ts';
import type { Check } from '../types.ts';
import { verifySignature, verifySignedBy } from '../verify/signature.ts';
import { FILES, isHashed, STEPS, type StepRecord, transcriptText } from './files.ts';
import { type CeremonyInput, profileOfCeremony } from './input.ts';
import { type CeremonyPlan, planCeremony, planOctets, sha256Hex } from './plan.ts';
import type { CeremonyAttestation } from './run.ts';

/** Every file of a ceremony's folder by its path. */
export type CeremonyFiles = ReadonlyMap<string, Uint8Array>;

export interface CeremonyVerification {
  /** All checks passed. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** What the ceremony declared; undefined if that cannot be read. */
  readonly input: CeremonyInput | undefined;
  /** The CA that was made; undefined unless `ok`. */
  readonly authority: CaInfo | undefined;
  /** Label of the key in custody; undefined if the declaration cannot be read. */
  readonly keyLabel: string | undefined;
}

interface Context {
  readonly files: CeremonyFiles;
  readonly plan: CeremonyPlan;
  readonly trusted: readonly Uint8Array[] | undefined;
}

interface CeremonyCheck {
  readonly check: string;
  readonly rule: string;
  /** What is wrong, or undefined. */
  readonly run: (context: Context) => string | undefined;
}

const RULE = 'pki.md §1';

/** The checks, in the order they are reported. None believes what another file says when it can be worked out. */
const CHECKS: readonly CeremonyCheck[] = [
  { check: 'nothing-missing', rule: RULE, run: missingFiles },
  { check: 'hashes', rule: RULE, run: hashProblem },
  {
    check: 'plan-follows-from-input',
    rule: RULE,
    run: ({ files, plan }) => differs(files.get(FILES.plan), planOctets(plan), 'another plan'),
  },
  {
    check: 'operators-trusted',
    rule: 'pki.md §1 dual control',
    run: ({ plan, trusted }) => {
      if (!trusted) return undefined;
      const strangers = plan.input.operators.filter(({ publicKey }) => {
        const key = Buffer.from(publicKey, 'base64');
        return !trusted.some((candidate) => equalBytes(candidate, key));
      });
      return strangers.length > 0
        ? `not trusted: ${strangers.map(({ name }) => name).join(', ')}`
        : undefined;
    },
  },
  {
    check: 'plan-approved',
    rule: 'pki.md §1 dual control',
    run: (context) => tooFew(context, FILES.approval, FILES.plan),
  },
  {
    check: 'result-signed',
    rule: 'pki.md §1 dual control',
    run: (context) => tooFew(context, FILES.result, FILES.hashes),
  },
  { check: 'transcript', rule: RULE, run: transcriptProblem },
  { check: 'certificate-as-declared', rule: 'pki.md §1, RFC 5280 §4.1', run: certificateProblem },
  {
    check: 'certificate-self-signed',
    rule: 'RFC 5280 §6.1',
    run: ({ files }) => {
      const certificate = readCertificate(octets(files, FILES.certificate));
      return verifySignedBy(certificate, certificate) ? undefined : 'its own key did not sign it';
    },
  },
  {
    check: 'signed-what-was-recorded',
    rule: 'pki.md §3',
    run: ({ files }) =>
      differs(
        files.get(FILES.intent),
        readCertificate(octets(files, FILES.certificate)).tbs,
        'another to-be-signed part',
      ),
  },
  {
    check: 'pem-is-der',
    rule: 'RFC 7468',
    run: ({ files }) =>
      differs(
        files.get(FILES.certificatePem),
        new TextEncoder().encode(toPem('CERTIFICATE', octets(files, FILES.certificate))),
        'another certificate',
      ),
  },
  {
    check: 'key-strong',
    rule: 'pki.md §3',
    run: ({ files }) =>
      checkSubjectKey(readCertificate(octets(files, FILES.certificate)).spki)
        .map(({ id }) => id)
        .join(', ') || undefined,
  },
  { check: 'attestation', rule: RULE, run: attestationProblem },
];

/**
 * Verifies what a ceremony has left, from its files alone. `trusted`: public keys (SubjectPublicKeyInfo, DER) of the
 * operators whose ceremonies count; without them anybody could have declared operators of their own, and the caller must
 * compare the keys in `input` by other means.
 */
export function verifyCeremony(files: CeremonyFiles, trusted?: readonly Uint8Array[]): CeremonyVerification {
  let plan: CeremonyPlan;
  try {
    plan = planCeremony(octets(files, FILES.input));
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    const check = { check: 'input', rule: RULE, ok: false, detail: error.message };
    return { ok: false, checks: [check], input: undefined, authority: undefined, keyLabel: undefined };
  }
  const context = { files, plan, trusted };
  const checks = CHECKS.map(({ check, rule, run }): Check => {
    const detail = attempt(() => run(context));
    return { check, rule, ok: detail === undefined, detail: detail ?? '' };
  });
  const ok = checks.every((check) => check.ok);
  const authority = ok ? caInfo(octets(files, FILES.certificate), profileOfCeremony(plan.input)) : undefined;
  return { ok, checks, input: plan.input, authority, keyLabel: plan.keyLabel };
}

/** Whatever hostile files make a reader throw is a failed check. */
function attempt(run: () => string | undefined): string | undefined {
  try {
    return run();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function octets(files: CeremonyFiles, path: string): Uint8Array {
  const found = files.get(path);
  if (!found) throw new PkiError('ceremony-input', `${path} is missing`);
  return found;
}

function json<T>(files: CeremonyFiles, path: string): T {
  return JSON.parse(new TextDecoder().decode(octets(files, path))) as T;
}

function differs(found: Uint8Array | undefined, wanted: Uint8Array, what: string): string | undefined {
  if (!found) return 'missing';
  return equalBytes(found, wanted) ? undefined : what;
}

function missingFiles({ files }: Context): string | undefined {
  const { plan, transcript, attestation, intent, certificate, certificatePem, hashes } = FILES;
  const wanted = [plan, transcript, attestation, intent, certificate, certificatePem, hashes];
  const missing = [...wanted, ...STEPS.map(FILES.step)].filter((path) => !files.has(path));
  return missing.length > 0 ? missing.join(', ') : undefined;
}

function hashProblem({ files }: Context): string | undefined {
  const lines = new TextDecoder().decode(octets(files, FILES.hashes)).trimEnd().split('\n');
  const listed = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
  const unlisted = [...files.keys()].filter((path) => isHashed(path) && !listed.has(path));
  if (unlisted.length > 0) return `not in the hash list: ${unlisted.join(', ')}`;
  const wrong = [...listed].filter(([path, hash]) => {
    const found = files.get(path);
    return !found || sha256Hex(found) !== hash;
  });
  return wrong.length > 0 ? `changed or missing: ${wrong.map(([path]) => path).join(', ')}` : undefined;
}

function tooFew(
  { files, plan }: Context,
  signatureFile: (name: string) => string,
  signedFile: string,
): string | undefined {
  const signed = octets(files, signedFile);
  const good = plan.input.operators.filter(({ name, publicKey }) => {
    const signature = files.get(signatureFile(name));
    const key = Buffer.from(publicKey, 'base64');
    return signature && verifySignature(key, 'sha384WithECDSA', signed, signature);
  });
  const { needed } = plan.input;
  return good.length < needed ? `${good.length} sound signatures, ${needed} needed` : undefined;
}

function transcriptProblem({ files }: Context): string | undefined {
  const steps = STEPS.map((step) => json<StepRecord>(files, FILES.step(step)));
  const wrong = steps.find(({ step }, index) => step !== STEPS[index]);
  if (wrong) return `${wrong.step} is out of order`;
  const backwards = steps.find(({ at }, index) => index > 0 && at < (steps[index - 1]?.at ?? ''));
  if (backwards) return `${backwards.step} happened before the step that precedes it`;
  const text = new TextEncoder().encode(transcriptText(steps));
  return differs(files.get(FILES.transcript), text, 'the text is not that of the steps');
}

function certificateProblem({ files, plan }: Context): string | undefined {
  const { input } = plan;
  const profile = profileOfCeremony(input);
  const authority = caInfo(octets(files, FILES.certificate), profile);
  const { certificate } = authority;
  const facts: readonly (readonly [string, unknown, unknown])[] = [
    ['CA', authority.kind, input.ca],
    ['profile', sameProfile(authority.profile, profile), true],
    ['subject', certificate.subject, plan.subject],
    ['issuer', certificate.issuer, plan.subject],
    ['key', keySpecOf(certificate.spki), input.key],
    ['algorithm', certificate.algorithm, plan.signatureAlgorithm],
    ['notBefore', certificate.notBefore.getTime(), new Date(input.notBefore).getTime()],
    ['notAfter', certificate.notAfter.getTime(), new Date(input.notAfter).getTime()],
    ['recorded algorithm', inspectTbs(certificate.tbs).fields.algorithm, certificate.algorithm],
  ];
  const wrong = facts.filter(([, found, wanted]) => found !== wanted).map(([name]) => name);
  return wrong.length > 0 ? `not as declared: ${wrong.join(', ')}` : undefined;
}

function attestationProblem({ files, plan }: Context): string | undefined {
  const { inputSha256, publicKeySha256, key } = json<CeremonyAttestation>(files, FILES.attestation);
  const { spki } = readCertificate(octets(files, FILES.certificate));
  if (inputSha256 !== plan.inputSha256) return 'of another declaration';
  if (publicKeySha256 !== sha256Hex(spki)) return 'of another key';
  if (key.label !== plan.keyLabel || key.kind !== plan.input.key || key.madeInside !== true) {
    return 'the key is not the one declared';
  }
  return plan.input.custody.type === 'pkcs11' && key.neverLeaves !== true ? 'the key could leave' : undefined;
}
