import { CARD_MANAGER } from '../applications/card-manager.ts';
import { COMMON } from '../applications/common.ts';
import { JPKI } from '../applications/jpki.ts';
import { JUKI } from '../applications/juki.ts';
import { TEXT } from '../applications/text.ts';
import { VISUAL } from '../applications/visual.ts';
import { hex } from '../bytes.ts';
import type { CardProfile } from './card-profile.ts';

const jpki = (id: number) => [{ application: 'jpki', id }] as const;
const text = (id: number) => [{ application: 'text', id }] as const;
const visual = (id: number) => [{ application: 'visual', id }] as const;
const common = (id: number) => [{ application: 'common', id }] as const;

/** The card of today (chip.md §1 to §4): five applications, four secrets, RSA-2048. */
export const GENERATION_1 = {
  name: 'generation-1',
  // chip.md §1.3: the contact one is the only ATR in OpenSC's table of this card; the contactless one is what a PC/SC
  // reader makes of the card's ATQB.
  atrs: { contact: hex('3BE000FF8131FE4514'), contactless: hex('3B888001000005E0B381A1007F') },
  applications: [CARD_MANAGER, JPKI, TEXT, VISUAL, JUKI, COMMON],
  factoryObjects: {
    cardNumber: CARD_MANAGER.files.cardNumber.id,
    recognitionData: CARD_MANAGER.files.recognitionData.id,
  },
  certificates: { key: 'rsa-2048', signature: 'sha256WithRSAEncryption', expire: 'fifth-birthday' },
  sexInPrint: true,
  roles: {
    signature: jpki(JPKI.files.signaturePassword.id),
    authentication: jpki(JPKI.files.authenticationPin.id),
    // Kept twice (chip.md §2.5).
    registry: [
      { application: 'common', id: COMMON.files.pin.id },
      { application: 'juki', id: JUKI.files.pin.id },
    ],
    text: text(TEXT.files.pin.id),
    'text-code-b': text(TEXT.files.codeB.id),
    'face-code-a': visual(VISUAL.files.codeA.id),
    'face-code-b': visual(VISUAL.files.codeB.id),
    'birth-date': visual(VISUAL.files.birthDateKey.id),
    'signature-certificate': jpki(JPKI.files.signatureCertificate.id),
    'signature-ca': jpki(JPKI.files.signatureCa.id),
    'signature-key': jpki(JPKI.files.signatureKey.id),
    'authentication-certificate': jpki(JPKI.files.authenticationCertificate.id),
    'authentication-ca': jpki(JPKI.files.authenticationCa.id),
    'authentication-key': jpki(JPKI.files.authenticationKey.id),
    'certificate-presence': jpki(JPKI.files.certificatePresence.id),
    'token-info': jpki(JPKI.files.tokenInfo.id),
    number: text(TEXT.files.number.id),
    attributes: text(TEXT.files.attributes.id),
    'text-signature': text(TEXT.files.signature.id),
    'text-cv-certificate': text(TEXT.files.cvCertificate.id),
    face: visual(VISUAL.files.face.id),
    'age-record': visual(VISUAL.files.ageRecord.id),
    'number-image': visual(VISUAL.files.numberImage.id),
    'face-cv-certificate': visual(VISUAL.files.cvCertificate.id),
    'face-card-key': visual(VISUAL.files.cardKey.id),
    'card-serial': common(COMMON.files.serial.id),
    'card-key': common(COMMON.files.cardKey.id),
  },
  freeArea: 16 * 1024,
} as const satisfies CardProfile;
