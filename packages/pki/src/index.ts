export {
  algorithmForKey,
  type KeySpec,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
} from './algorithms.ts';
export { signatureOfCard } from './card-signature.ts';
export { FILES as CEREMONY_FILES, type StepRecord } from './ceremony/files.ts';
export type { CeremonyCustody, CeremonyInput, CeremonyOperator } from './ceremony/input.ts';
export { type CeremonyPlan, caKeyLabel, planCeremony, planOctets } from './ceremony/plan.ts';
export {
  type CeremonyAttestation,
  type CeremonyRun,
  type CeremonyStore,
  type PresentOperator,
  runCeremony,
} from './ceremony/run.ts';
export { type CeremonyFiles, type CeremonyVerification, verifyCeremony } from './ceremony/verify.ts';
export { type CaInfo, caInfo } from './certificate/authority.ts';
export type { Extension } from './certificate/extensions.ts';
export { type Certificate, readCertificate } from './certificate/read.ts';
export * from './cms/index.ts';
export { assembleCrl, buildTbsCrl, type CrlRequest } from './crl/build.ts';
export { encodeEntries, type RevokedEntry } from './crl/entries.ts';
export { type Crl, type CrlEntry, readCrl } from './crl/read.ts';
export { REVOCATION_REASONS, type RevocationReason } from './crl/reasons.ts';
export { type RevokedRecord, RevokedSet } from './crl/revoked-set.ts';
export { type CrlScope, scopeText } from './crl/scope.ts';
export { revocationIn, verifyCrl, verifyDeltaCrl } from './crl/verify.ts';
export type { CustodyAlgorithm, CustodyEntryKind, KeyCustody, KeyEvidence } from './custody/custody.ts';
export { type FileCustodyOptions, fileCustody } from './custody/file-custody.ts';
export { type Pkcs11CustodyOptions, pkcs11Custody } from './custody/pkcs11/pkcs11-custody.ts';
export * as der from './der/index.ts';
export { DIGESTS, type DigestAlgorithm } from './digests.ts';
export { ecdsaPair, ecdsaValue } from './ecdsa-value.ts';
export { PkiError, type PkiErrorCode } from './errors.ts';
export { assembleCertificate, finishCertificate } from './issue/assemble.ts';
export {
  type CaCertificateRequest,
  createCaCertificate,
  createLinkCertificate,
} from './issue/ca-certificate.ts';
export {
  buildEndEntityTbs,
  type CertificateUrls,
  type EndEntityRequest,
  type SubjectFields,
} from './issue/end-entity.ts';
export { LINTS, lintTbs } from './lint/lint.ts';
export type { Lint, LintExpectation, LintSubject } from './lint/types.ts';
export { type AttributeType, encodeName, type NameAttribute, nameText, readName } from './names.ts';
export { type CertId, type CertIdHash, certIdMatches, makeCertId } from './ocsp/cert-id.ts';
export {
  type OcspReading,
  type OcspResponse,
  readOcspResponse,
  type SingleOcspReading,
} from './ocsp/read-response.ts';
export {
  buildOcspRequest,
  type OcspRequest,
  type OcspRequestLimits,
  type OcspRequestSignature,
  readOcspRequest,
} from './ocsp/request.ts';
export {
  assembleOcspResponse,
  buildOcspResponse,
  buildTbsOcspResponse,
  type CertificateStatus,
  OCSP_ERRORS,
  type OcspAnswer,
  type OcspErrorName,
  ocspError,
  responderAlgorithm,
  type SingleOcspAnswer,
} from './ocsp/response.ts';
export { type OcspExpectation, verifyOcspResponse } from './ocsp/verify-response.ts';
export { checkedArc, DEMO_ARC, hasSmallArcs, OID } from './oids.ts';
export * from './path/index.ts';
export { fromPem, type PemLabel, toPem } from './pem.ts';
export type { CertifiedPerson, OtherName } from './person.ts';
export {
  arcOf,
  CA_KINDS,
  type CaGeneration,
  type CaKind,
  type CaProfile,
  type CertificateNames,
  type CertificateProfile,
  caGeneration,
  caName,
  type EndEntityKind,
  type EndEntityProfile,
  identifyCa,
  type KeyUsage,
  type LayoutId,
  LONGEST_NAME,
  layoutOf,
  type NameProblem,
  nameProblems,
  PROFILES,
  type ProfileId,
  type ProfileRef,
  profileOf,
  profileUnder,
  profileWith,
  sameProfile,
} from './profiles/index.ts';
export { newSerial, type SerialInput, serialHex, serialInteger } from './serial.ts';
export { keyIdentifier, keySpecOf, type PublicKeyParts, readSpki, rsaSpki } from './spki.ts';
export {
  type FeedEntry,
  type FeedPosition,
  type FeedState,
  feedAfter,
  feedBeginning,
} from './status-feed/entry.ts';
export { FeedFollower, type FeedFollowerOptions, readFeedEntry } from './status-feed/follower.ts';
export { type FeedStatement, signFeedStatement, verifyFeedStatement } from './status-feed/token.ts';
export { checkSubjectKey } from './subject-key/check.ts';
export * from './tsp/index.ts';
export type { Check, Finding, Random, Signer } from './types.ts';
export {
  signVerifierAnswer,
  type VerifierAnswer,
  type VerifierQuestion,
  verifyVerifierAnswer,
} from './verifier-answer/answer.ts';
export { type TrustAnchors, trustAnchors } from './verify/anchors.ts';
export { type EndEntityVerification, verifyEndEntity } from './verify/end-entity.ts';
export { sha256DigestInfo, verifySignature, verifySignedBy } from './verify/signature.ts';
