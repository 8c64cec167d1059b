export { imprintOf, type MessageImprint } from './imprint.ts';
export { readTimeStampToken, type TimeStampToken } from './read-token.ts';
export {
  buildTimeStampRequest,
  MAX_TIME_STAMP_REQUEST_OCTETS,
  readTimeStampRequest,
  type TimeStampRequest,
} from './request.ts';
export {
  readTimeStampResponse,
  TIME_STAMP_FAILURES,
  type TimeStampFailure,
  type TimeStampReply,
  timeStampGranted,
  timeStampRejection,
} from './response.ts';
export { buildTimeStampToken, type TimeStampTokenParts } from './token.ts';
export { readTstInfo, type TstInfo } from './tst-info.ts';
export { type TimeStampExpectation, type TimeStampVerification, verifyTimeStamp } from './verify.ts';
