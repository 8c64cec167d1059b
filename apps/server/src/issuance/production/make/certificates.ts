import { readCertificateKey, writeJpkiFiles } from '@mibun/reader';
import { toCertificateText } from '@mibun/rules';
import type { CertificateKind, IssueRequest } from '../../../authority/certificates/index.ts';
import { certificatesWanted, type Step, type Work } from './work.ts';

/** One certificate for each JPKI key. Asked again for the same key, the CA gives the same certificate (pki.md §3). */
export const issueCertificates: Step = {
  name: 'issue-certificates',
  async run(work) {
    const card = await work.card();
    const keys = await work.withChip(async (issuer) => {
      const read: (readonly [CertificateKind, Uint8Array])[] = [];
      for (const kind of certificatesWanted(work)) {
        read.push([kind, await readCertificateKey(issuer, kind)]);
      }
      return read;
    });
    const requests = keys.map(
      ([kind, publicKey]): IssueRequest => ({
        kind,
        cardId: card.cardId,
        personId: card.personId,
        publicKey,
        birthDate: work.resident.birthDate,
        cardExpiry: card.expiry,
        ...(kind === 'signature' && certifiedPerson(work)),
        act: work.act,
      }),
    );
    for (const result of await work.context.certificates.issueAll(requests)) {
      if (result.status === 'rejected') throw result.reason;
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
    const certificates = Object.fromEntries(
      issued.filter(({ kind }) => wanted.includes(kind)).map(({ kind, der }) => [kind, der]),
    );
    // Of the generation that has issued: a rollover may have switched since (CA-03).
    const ca = (kind: CertificateKind) => {
      const generation = issued.find((certificate) => certificate.kind === kind)?.generation;
      return context.certificates.ca(kind, generation).certificate.der;
    };
    const authorities = { authentication: ca('authentication'), signature: ca('signature') };
    const { chipSerial } = making;
    await work.withChip((issuer) => writeJpkiFiles(issuer, { chipSerial, certificates, authorities }));
  },
};
