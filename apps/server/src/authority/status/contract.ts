import { contract } from '../../platform/index.ts';
import {
  caParams,
  crlParams,
  feedPageAnswer,
  feedParams,
  feedQuery,
  feedStartAnswer,
  ocspParams,
} from './schemas.ts';

/** Who checks certificates asks for all of a service's customers. */
const OF_A_VERIFIER = 1_200;
const BY_SIGNATURE = 'what costs is a signature, and those are counted where they are made: ocsp-http.ts';

export const statusContract = contract('status', {
  'POST /ocsp/:name': {
    who: 'public',
    unbounded: BY_SIGNATURE,
    summary: 'Status of certificates (RFC 6960): application/ocsp-request, one or several questions',
    params: ocspParams,
  },
  // The address is that of RFC 6960 A.1; OpenAPI has no words for a path that goes on.
  'GET /ocsp/:name/*': {
    who: 'public',
    unbounded: BY_SIGNATURE,
    hide: true,
  },
  'GET /crl/:name/:file': {
    who: 'public',
    perMinute: OF_A_VERIFIER,
    cache: 'public',
    summary:
      'A CRL: one shard, or all.crl for everything of one generation of a CA; …-delta.crl what is new in it',
    params: crlParams,
  },
  'GET /ca/:file': {
    who: 'public',
    perMinute: OF_A_VERIFIER,
    cache: 'public',
    summary: 'The certificate of a generation of a CA',
    params: caParams,
  },
  'GET /cps': {
    who: 'public',
    perMinute: OF_A_VERIFIER,
    cache: 'public',
    summary: 'The certification practice statement that every certificate names',
  },
  'GET /api/status/feed/:kind': {
    who: 'public',
    perMinute: OF_A_VERIFIER,
    summary:
      'Changes of status after a place in the feed, in the order of their commits; for accredited verifiers',
    params: feedParams,
    query: feedQuery,
    answer: feedPageAnswer,
  },
  'GET /api/status/feed/:kind/start': {
    who: 'public',
    perMinute: OF_A_VERIFIER,
    summary:
      'Where to begin: the CRLs to load, and the place in the feed to go on from; for accredited verifiers',
    params: feedParams,
    answer: feedStartAnswer,
  },
});
