import type { ApplicationDefinition } from '../applications/definition.ts';
import {
  authenticationKey,
  cardKey,
  codeB,
  dataObject,
  holderKey,
  pin,
  records,
  signaturePassword,
  transparent,
} from '../applications/rows.ts';
import { hex } from '../bytes.ts';
import type { CardProfile } from './card-profile.ts';

/*
 * The next card, as far as public plans go (chip.md §7): P-384 and SHA-384, certificates that expire with the card, two
 * applications instead of five, two secrets instead of four, sex on the chip alone. No name, EF id or command of it is
 * public: every AID, EF id and ATR in this file is ours, and so is the choice of what lies where.
 */

const PIN = 0x0011;
const SIGNATURE_PASSWORD = 0x0012;
const FACE_NUMBER = 0x0011;

/** As of generation 1: GlobalPlatform's name, and the issuer's objects. Ours: that the next card keeps them. */
const CARD_MANAGER = {
  name: 'card-manager',
  issuerCode: 0x00,
  aid: hex('A0000001510000'),
  ja: 'カードマネージャ',
  en: 'card manager',
  files: {
    cardNumber: dataObject(0x0045, 'card identification number, ASCII', { fixed: true }),
    recognitionData: dataObject(0x0066, 'GlobalPlatform card recognition data', { fixed: true }),
    municipality: dataObject(0x00f0, 'municipality code, 5 digits'),
    expiry: dataObject(0x00f2, 'expiry date, YYYYMMDD'),
  },
  commands: {
    SELECT: 'answers',
    'GET CHALLENGE': 'answers',
    'GET DATA': 'answers',
    'INITIALIZE UPDATE': 'answers',
    'EXTERNAL AUTHENTICATE': 'answers',
  },
} as const satisfies ApplicationDefinition;

/** 認証AP: both certificates, both keys, the holder's data as text, both secrets. AID and EF ids are ours. */
const AUTHENTICATION = {
  name: 'authentication',
  issuerCode: 0x06,
  aid: hex('F04D4942554E024155544801'),
  ja: '認証AP',
  en: 'authentication application',
  files: {
    signatureCertificate: transparent(0x0001, 'signature certificate, DER', [SIGNATURE_PASSWORD]),
    signatureCa: transparent(0x0002, 'CA certificate of the signature certificate, DER', 'free'),
    authenticationCertificate: transparent(0x0003, 'authentication certificate, DER', 'free'),
    authenticationCa: transparent(0x0004, 'CA certificate of the authentication certificate, DER', 'free'),
    certificatePresence: transparent(0x0005, 'certificate presence, 3 bytes', 'free', hex('00 00 00')),
    tokenInfo: transparent(0x0006, 'token information, 160 bytes', 'free'),
    serial: records(0x0007, 'manufacturing serial, municipality, expiry', 'free'),
    number: transparent(0x0008, 'Individual Number', [PIN]),
    attributes: transparent(0x0009, 'four basic attributes, sex among them', [PIN]),
    signature: transparent(0x000a, 'digests of 0008 and 0009, signed', [PIN]),
    cvCertificate: transparent(0x000b, 'CV certificate', 'free'),
    pin: pin(PIN, '暗証番号: 4 digits for everything but signing'),
    signaturePassword: signaturePassword(SIGNATURE_PASSWORD, '署名用パスワード'),
    authenticationKey: holderKey(0x0013, 'authentication private key', 'ec-p384', [PIN]),
    signatureKey: holderKey(0x0014, 'signature private key', 'ec-p384', [SIGNATURE_PASSWORD]),
    cardKey: authenticationKey(0x0015, 'key of INTERNAL AUTHENTICATE', 'ec-p384'),
  },
  commands: {
    SELECT: 'answers',
    'READ BINARY': 'answers',
    'READ RECORD': 'answers',
    VERIFY: 'answers',
    'CHANGE REFERENCE DATA': 'answers',
    'COMPUTE DIGITAL SIGNATURE': 'answers',
    'INTERNAL AUTHENTICATE': 'answers',
    'GET CHALLENGE': 'answers',
    'GET DATA': 'answers',
  },
} as const satisfies ApplicationDefinition;

/** 券面AP: the card face, opened by a number that is printed on it. AID, EF ids and the form of the number are ours. */
const FACE = {
  name: 'face',
  issuerCode: 0x07,
  aid: hex('F04D4942554E024641434501'),
  ja: '券面AP',
  en: 'card-face application',
  files: {
    face: transparent(0x0001, 'card face; sex is here and not in print', [FACE_NUMBER]),
    cvCertificate: transparent(0x0002, 'CV certificate', 'free'),
    faceNumber: { ...codeB(FACE_NUMBER), content: 'number printed on the card, made as 照合番号B' },
    cardKey: cardKey(0x0012, 'signing key of the card', 'ec-p384'),
  },
  commands: {
    SELECT: 'answers',
    'READ BINARY': 'answers',
    VERIFY: 'answers',
    'COMPUTE DIGITAL SIGNATURE': 'answers',
    'GET CHALLENGE': 'answers',
    'GET DATA': 'answers',
  },
  defaultKey: 0x0012,
} as const satisfies ApplicationDefinition;

const authentication = (id: number) => [{ application: 'authentication', id }] as const;
const face = (id: number) => [{ application: 'face', id }] as const;

/** The next card (chip.md §7). */
export const GENERATION_2 = {
  name: 'generation-2',
  // Ours: T=1, historical bytes `MIBUN-G2`. Not generation 1's, so that no client takes this card for one of those.
  atrs: {
    contact: hex('3BE800FF8131FE454D4942554E2D473219'),
    contactless: hex('3B8880014D4942554E2D47320C'),
  },
  applications: [CARD_MANAGER, AUTHENTICATION, FACE],
  factoryObjects: {
    cardNumber: CARD_MANAGER.files.cardNumber.id,
    recognitionData: CARD_MANAGER.files.recognitionData.id,
  },
  certificates: { key: 'ec-p384', signature: 'ecdsa-with-SHA384', expire: 'with-card' },
  sexInPrint: false,
  // Ours, as the ATR is.
  token: { label: 'MIBUNG2TOKEN', model: 'MIBUN2' },
  roles: {
    signature: authentication(SIGNATURE_PASSWORD),
    // One PIN for what were three.
    authentication: authentication(PIN),
    registry: authentication(PIN),
    text: authentication(PIN),
    'face-code-b': face(FACE_NUMBER),
    'signature-certificate': authentication(AUTHENTICATION.files.signatureCertificate.id),
    'signature-ca': authentication(AUTHENTICATION.files.signatureCa.id),
    'signature-key': authentication(AUTHENTICATION.files.signatureKey.id),
    'authentication-certificate': authentication(AUTHENTICATION.files.authenticationCertificate.id),
    'authentication-ca': authentication(AUTHENTICATION.files.authenticationCa.id),
    'authentication-key': authentication(AUTHENTICATION.files.authenticationKey.id),
    'certificate-presence': authentication(AUTHENTICATION.files.certificatePresence.id),
    'token-info': authentication(AUTHENTICATION.files.tokenInfo.id),
    number: authentication(AUTHENTICATION.files.number.id),
    attributes: authentication(AUTHENTICATION.files.attributes.id),
    'text-signature': authentication(AUTHENTICATION.files.signature.id),
    'text-cv-certificate': authentication(AUTHENTICATION.files.cvCertificate.id),
    face: face(FACE.files.face.id),
    'face-cv-certificate': face(FACE.files.cvCertificate.id),
    'face-card-key': face(FACE.files.cardKey.id),
    'card-serial': authentication(AUTHENTICATION.files.serial.id),
    'card-key': authentication(AUTHENTICATION.files.cardKey.id),
  },
  freeArea: 32 * 1024,
} as const satisfies CardProfile;
