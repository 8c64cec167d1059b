import { readCertificateKey, writeJpkiFiles } from '@mibun/reader';
import {
  type CertificateKind,
  certifiedPerson,
  type IssueRequest,
} from '../../../authority/certificates/index.ts';
import { certificatesWanted, type Step } from './work.ts';

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
        ...(kind === 'signature' && certifiedPerson(work.resident, work.municipality)),
        act: work.act,
      }),
    );
    for (const result of await work.context.certificates.issueAll(requests)) {
      if (result.status === 'rejected') throw result.reason;
    }
  },
};

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
