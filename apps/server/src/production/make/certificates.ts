import { encodeCertificatePresence, encodeTokenInfo, FILES, publicKeyToSpki } from '@mibun/card';
import { toCertificateText } from '@mibun/rules';
import type { CertificateKind, IssueRequest } from '../../certificates/index.ts';
import { certificatesWanted, type Step, type Work } from './work.ts';

export const KEY_FILES: Readonly<Record<CertificateKind, number>> = {
  authentication: FILES.jpki.authenticationKey,
  signature: FILES.jpki.signatureKey,
};
export const CERTIFICATE_FILES: Readonly<Record<CertificateKind, number>> = {
  authentication: FILES.jpki.authenticationCertificate,
  signature: FILES.jpki.signatureCertificate,
};
const CA_FILES: Readonly<Record<CertificateKind, number>> = {
  authentication: FILES.jpki.authenticationCa,
  signature: FILES.jpki.signatureCa,
};

/** One certificate for each JPKI key. Asked again for the same key, the CA gives the same certificate (pki.md §3). */
export const issueCertificates: Step = {
  name: 'issue-certificates',
  async run(work) {
    const card = await work.card();
    const keys = await work.withChip(async (issuer) => {
      const read: (readonly [CertificateKind, Uint8Array])[] = [];
      for (const kind of certificatesWanted(work)) {
        read.push([kind, publicKeyToSpki(await issuer.readPublicKey('jpki', KEY_FILES[kind]))]);
      }
      return read;
    });
    for (const [kind, publicKey] of keys) {
      await work.context.certificates.issue({
        kind,
        cardId: card.cardId,
        personId: card.personId,
        publicKey,
        birthDate: work.resident.birthDate,
        cardExpiry: card.expiry,
        ...(kind === 'signature' && certifiedPerson(work)),
        act: work.act,
      });
    }
  },
};

/** What a signature certificate says about its holder (domain.md §6.3, CRT-01). */
function certifiedPerson({
  resident,
  municipality,
}: Work): Pick<IssueRequest, 'person' | 'prefecture' | 'municipality'> {
  const name = toCertificateText(resident.name);
  const address = toCertificateText(resident.address);
  return {
    person: {
      name: name.text,
      nameFlags: name.flags,
      sex: resident.sex,
      birthDate: resident.birthDate,
      address: address.text,
      addressFlags: address.flags,
    },
    prefecture: municipality.prefecture.ja,
    municipality: municipality.name.ja,
  };
}

/** The JPKI application: certificates, CA certificates, token information, which certificates are there. */
export const writeJpki: Step = {
  name: 'write-jpki',
  async run(work) {
    const { context, making } = work;
    const { cardId } = await work.card();
    const issued = await context.platform.database.query((tx) => context.certificates.ofCard(tx, cardId));
    const wanted = certificatesWanted(work);
    await work.withChip(async (issuer) => {
      for (const kind of ['authentication', 'signature'] as const) {
        await issuer.storeFile('jpki', CA_FILES[kind], context.certificates.ca(kind).certificate.der);
        const certificate = issued.find((one) => one.kind === kind);
        if (certificate) await issuer.storeFile('jpki', CERTIFICATE_FILES[kind], certificate.der);
      }
      // Sixteen characters, as clients expect: the serial with a leading zero (chip.md §2.1).
      const tokenInfo = encodeTokenInfo({ serialNumber: making.chip_serial.padStart(16, '0') });
      await issuer.storeFile('jpki', FILES.jpki.tokenInfo, tokenInfo);
      const presence = encodeCertificatePresence({
        signature: wanted.includes('signature'),
        authentication: wanted.includes('authentication'),
      });
      await issuer.storeFile('jpki', FILES.jpki.certificatePresence, presence);
    });
  },
};
