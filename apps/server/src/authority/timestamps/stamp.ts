import {
  buildTimeStampRequest,
  buildTimeStampToken,
  imprintOf,
  PkiError,
  profileOf,
  readTimeStampRequest,
  readTimeStampResponse,
  type TimeStampFailure,
  type TimeStampRequest,
  timeStampGranted,
  timeStampRejection,
  trustAnchors,
  verifyTimeStamp,
} from '@mibun/pki';
import type { Platform } from '../../platform/index.ts';
import type { Certificates } from '../certificates/index.ts';
import type { TimeStamps } from './api.ts';
import { nextStampMs } from './store.ts';

/** The clocks of our machines are kept by NTP to some milliseconds; this is what we answer for. */
const ACCURACY_MS = 1_000;
/** In a burst a stamp takes the millisecond after the last one: never further from the clock than half of the accuracy. */
const AHEAD_MS = ACCURACY_MS / 2;
const RANDOM_SERIAL_BITS = 64n;

class Rejected extends Error {
  readonly failure: TimeStampFailure;
  constructor(failure: TimeStampFailure, text: string) {
    super(text);
    this.failure = failure;
  }
}

/** What is wrong with a request → how RFC 3161 §2.4.2 says it. */
const FAILURE_OF: Readonly<Partial<Record<PkiError['code'], TimeStampFailure>>> = {
  'tsp-malformed': 'badDataFormat',
  'tsp-too-large': 'badDataFormat',
  'tsp-version': 'badRequest',
  'tsp-algorithm': 'badAlg',
};

export function stampingOn(platform: Platform, certificates: Certificates): TimeStamps {
  const { clock, database, log, random } = platform;

  function rootsOf() {
    const { profile } = certificates.ca('institution');
    return trustAnchors('institution', profile, certificates.roots('institution'));
  }

  /** The checks in their order; each has the failure that the protocol has for it. */
  function demandStampable(request: TimeStampRequest): void {
    const { policy } = profileOf(certificates.ca('institution').profile).endEntity['time-stamp'];
    if (request.extensions.length > 0) {
      throw new Rejected('unacceptedExtension', 'no extension is known to this authority');
    }
    if (request.policy !== undefined && request.policy !== policy) {
      throw new Rejected('unacceptedPolicy', `the policy of this authority is ${policy}`);
    }
  }

  async function grant(request: TimeStampRequest): Promise<Uint8Array> {
    demandStampable(request);
    const { certificate, sign } = await certificates.timeStamper();
    // Committed before anything is signed: after a crash the time, and with it the serial, is not given again.
    const ms = await database.transaction((tx) => nextStampMs(tx, clock.now().getTime(), AHEAD_MS));
    if (ms === undefined) {
      log.error(
        'the clock has gone back behind the last time stamp; nothing is stamped until it has caught up',
      );
      throw new Rejected('timeNotAvailable', 'the clock cannot be relied on at this moment');
    }
    const token = await buildTimeStampToken({
      info: {
        policy: profileOf(certificates.ca('institution').profile).endEntity['time-stamp'].policy,
        imprint: request.imprint,
        serial: serialAt(ms),
        time: new Date(ms),
        accuracyMs: ACCURACY_MS,
        // Times are strictly increasing over all processes.
        ordering: true,
        ...(request.nonce !== undefined && { nonce: request.nonce }),
        authority: certificate.subjectDer,
      },
      certificate,
      withCertificate: request.certificateWanted,
      sign,
    });
    return timeStampGranted(token);
  }

  /** No millisecond is given twice, and a restored backup only knows earlier ones: unique for ever, and not to be guessed. */
  function serialAt(ms: number): bigint {
    const bits = BigInt(`0x${Buffer.from(random.bytes(8)).toString('hex')}`);
    return (BigInt(ms) << RANDOM_SERIAL_BITS) | bits;
  }

  async function answer(request: Uint8Array): Promise<Uint8Array> {
    try {
      return await grant(readTimeStampRequest(request));
    } catch (error) {
      if (error instanceof Rejected) return timeStampRejection(error.failure, error.message);
      const failure = error instanceof PkiError ? FAILURE_OF[error.code] : undefined;
      if (failure) return timeStampRejection(failure, 'this is not a request that can be stamped');
      log.error({ err: error }, 'a time stamp could not be given');
      return timeStampRejection('systemFailure', 'the request could not be handled; try again');
    }
  }

  return {
    answer,

    async stamp(data) {
      const imprint = imprintOf(data);
      const reply = readTimeStampResponse(await answer(buildTimeStampRequest({ imprint })));
      if (!reply.granted) throw new Error(`no time stamp: ${reply.text}`);
      // What we hand on is first read as a stranger would read it.
      if (!verifyTimeStamp({ token: reply.token, stamped: imprint, roots: rootsOf() }).ok) {
        throw new Error('the time stamp does not verify');
      }
      return reply.token;
    },

    verify: (token, stamped) => verifyTimeStamp({ token, stamped, roots: rootsOf() }),
  };
}
