import { type CardProfile, profileNamed } from '@mibun/card';
import { assembleCertificate, buildEndEntityTbs, lintTbs, newSerial } from '@mibun/pki';
import { createRandom } from '@mibun/portraits';
import { type CertificateKind, type IssuerChannel, readCertificateKey } from '@mibun/reader';
import { certificateExpiry, endOfDayJst, jstDate, type PlainDate, toCertificateText } from '@mibun/rules';
import type { TestCardPlan } from './plan.ts';
import { seededBytes } from './seeded.ts';

// The example domain of RFC 2606: nobody answers there, and nobody can be asked by mistake.
const ORIGIN = 'http://mibun.example';

/** When the certificates of a card end, by what its profile says of them. */
const LAST_DAY: Readonly<Record<CardProfile['certificates']['expire'], (plan: TestCardPlan) => PlainDate>> = {
  // VAL-09.
  'fifth-birthday': ({ resident: { birthDate }, at, expiry }) =>
    certificateExpiry({ birthDate, issueDate: jstDate(at), cardExpiry: expiry }),
  // chip.md §7.
  'with-card': ({ expiry }) => expiry,
};

/** Certificates for the keys that the chip has made, DER. */
export async function issueTestCertificates(
  issuer: IssuerChannel,
  plan: TestCardPlan,
): Promise<Readonly<Partial<Record<CertificateKind, Uint8Array>>>> {
  const issued: Partial<Record<CertificateKind, Uint8Array>> = {};
  for (const kind of plan.certificates) {
    issued[kind] = await issueTestCertificate(plan, kind, await readCertificateKey(issuer, kind));
  }
  return issued;
}

/**
 * One certificate of a planned card.
 * @param publicKey SubjectPublicKeyInfo, DER
 * @throws Error when the certificate breaks a rule of its profile; the message says which
 */
export async function issueTestCertificate(
  plan: TestCardPlan,
  kind: CertificateKind,
  publicKey: Uint8Array,
): Promise<Uint8Array> {
  const { resident, authorities, at, seed } = plan;
  const { birthDate, municipality, sex } = resident;
  const authority = authorities[kind];
  const random = seededBytes(`certificate/${seed}/${plan.chipSerial}/${kind}`);
  const lastDay = LAST_DAY[profileNamed(plan.profile).certificates.expire](plan);
  const name = toCertificateText(resident.name);
  const address = toCertificateText(resident.address);
  const commonName = Buffer.from(random(12)).toString('hex').toUpperCase();
  const tbs = buildEndEntityTbs({
    profile: authorities.profile,
    kind,
    issuer: authority.info,
    serial: newSerial(random),
    publicKey,
    subject:
      kind === 'signature'
        ? { commonName, prefecture: municipality.prefecture, municipality: municipality.name }
        : { commonName },
    notBefore: at,
    notAfter: endOfDayJst(lastDay),
    ...(kind === 'signature' && {
      person: {
        name: name.text,
        nameFlags: name.flags,
        sex,
        birthDate,
        address: address.text,
        addressFlags: address.flags,
      },
    }),
    urls: {
      ocsp: `${ORIGIN}/ocsp/${kind}`,
      caIssuers: `${ORIGIN}/ca/${kind}-1.cer`,
      crl: `${ORIGIN}/crl/${kind}/${createRandom(seed).int(0, 63)}.crl`,
      cps: `${ORIGIN}/cps`,
    },
  });
  const { profile } = authorities;
  const findings = lintTbs(tbs, { profile, kind, issuer: authority.info });
  if (findings.length > 0) {
    throw new Error(`no ${kind} certificate: ${findings.map(({ detail }) => detail).join('; ')}`);
  }
  return assembleCertificate(tbs, authority.info.algorithm, await authority.sign(tbs));
}
