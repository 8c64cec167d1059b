import { type ChipStatus, type CredentialState, FILES, type RsaPublicKey } from '@mibun/card';
import { CERTIFICATE_FILES } from '@mibun/reader';
import { certificatesWanted, type Work } from '../make/work.ts';

/** What a finished chip answers over the issuer's channel; nothing of it is remembered from the writing. */
export interface ReadBack {
  readonly numberFile: Uint8Array;
  readonly attributesFile: Uint8Array;
  readonly textSignatureFile: Uint8Array;
  readonly textCvCertificate: Uint8Array;
  readonly signedCardKeyFile: Uint8Array;
  readonly ageRecordFile: Uint8Array;
  readonly faceFile: Uint8Array;
  readonly numberImageFile: Uint8Array;
  readonly visualCvCertificate: Uint8Array;
  readonly serialFile: Uint8Array;
  readonly presenceFile: Uint8Array;
  /** By kind of certificate that this card is to have. */
  readonly certificates: ReadonlyMap<'authentication' | 'signature', Uint8Array>;
  readonly keys: ReadonlyMap<'authentication' | 'signature', RsaPublicKey>;
  readonly cardFaceKey: RsaPublicKey;
  readonly textKey: RsaPublicKey;
  readonly sessionKeyFile: Uint8Array;
  readonly deliveryKey: RsaPublicKey;
  readonly credentials: readonly CredentialState[];
  readonly status: ChipStatus;
}

export async function readChipBack(work: Work): Promise<ReadBack> {
  const { common, jpki, text, visual } = FILES;
  return work.withChip(async (issuer) => {
    const certificates = new Map<'authentication' | 'signature', Uint8Array>();
    const keys = new Map<'authentication' | 'signature', RsaPublicKey>();
    for (const kind of certificatesWanted(work)) {
      certificates.set(kind, await issuer.readBack('jpki', CERTIFICATE_FILES[kind].certificate));
      keys.set(kind, await issuer.readPublicKey('jpki', CERTIFICATE_FILES[kind].key));
    }
    return {
      numberFile: await issuer.readBack('text', text.number),
      attributesFile: await issuer.readBack('text', text.attributes),
      textSignatureFile: await issuer.readBack('text', text.signature),
      textCvCertificate: await issuer.readBack('text', text.cvCertificate),
      signedCardKeyFile: await issuer.readBack('text', text.signedCardKey),
      ageRecordFile: await issuer.readBack('visual', visual.ageRecord),
      faceFile: await issuer.readBack('visual', visual.face),
      numberImageFile: await issuer.readBack('visual', visual.numberImage),
      visualCvCertificate: await issuer.readBack('visual', visual.cvCertificate),
      serialFile: await issuer.readBack('common', common.serial),
      presenceFile: await issuer.readBack('jpki', jpki.certificatePresence),
      certificates,
      keys,
      cardFaceKey: await issuer.readPublicKey('visual', visual.cardKey),
      textKey: await issuer.readPublicKey('text', text.cardKey),
      sessionKeyFile: await issuer.readBack('text', text.sessionKey),
      deliveryKey: await issuer.readPublicKey('text', text.deliveryKey),
      credentials: await issuer.credentialStates(),
      status: await issuer.chipState(),
    };
  });
}
