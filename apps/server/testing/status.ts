import assert from 'node:assert/strict';
import {
  buildOcspRequest,
  type CertId,
  type CertIdHash,
  makeCertId,
  type OcspReading,
  readOcspResponse,
} from '@mibun/pki';
import {
  type Certificates,
  certificatesMigrations,
  createCertificates,
  type IssuedCertificate,
} from '../src/authority/certificates/index.ts';
import { createStatus, type Status, statusMigrations } from '../src/authority/status/index.ts';
import { responderOn } from '../src/authority/status/responder.ts';
import { trackerOn } from '../src/authority/status/tracker.ts';
import { type Http, openHttp, type Platform, type Tx } from '../src/platform/index.ts';
import { clerk, issueRequest, testMunicipality } from './certificates.ts';
import { openTestPlatform, type TestPlatform } from './platform.ts';

/** Both modules on a real database, with their routes, and what tests of them do again and again. */
export interface StatusBench {
  readonly platform: TestPlatform;
  readonly certificates: Certificates;
  readonly status: Status;
  readonly app: Http;
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** SIG and AUTH of a card that has been handed over. */
  activePair(cardId: string): Promise<readonly [IssuedCertificate, IssuedCertificate]>;
  /** Of the present generation unless the certificate says another. */
  certId(
    issued: Pick<IssuedCertificate, 'kind' | 'serial'> & { readonly generation?: number },
    hash?: CertIdHash,
  ): CertId;
  close(): Promise<void>;
}

export async function openStatusBench(options: { readonly now?: Date } = {}): Promise<StatusBench> {
  const migrations = [...certificatesMigrations, ...statusMigrations];
  const platform = await openTestPlatform({ migrations, ...options });
  const certificates = createCertificates(platform, { municipality: testMunicipality }).api;
  await certificates.open();
  const module = createStatus(platform, { certificates });
  const app = await openHttp(platform);
  module.routes(app);
  await app.ready();
  const inTransaction: StatusBench['inTransaction'] = (work) => platform.database.transaction(work);
  return {
    platform,
    certificates,
    status: module.api,
    app,
    inTransaction,
    async activePair(cardId) {
      const pair = [
        await certificates.issue(issueRequest('signature', cardId)),
        await certificates.issue(issueRequest('authentication', cardId)),
      ] as const;
      await inTransaction((tx) => certificates.activateOfCard(tx, cardId, clerk));
      return pair;
    },
    certId: ({ kind, serial, generation }, hash) =>
      makeCertId(certificates.ca(kind, generation).certificate, serial, hash),
    async close() {
      await app.close();
      await platform.close();
    },
  };
}

/** Asks about one certificate in a process of its own over these two; answers the status in one word. */
export function statusOf(platform: Platform, certificates: Certificates, issued: IssuedCertificate) {
  const responder = responderOn(platform, certificates, trackerOn(platform, certificates));
  const certIds = [makeCertId(certificates.ca(issued.kind).certificate, issued.serial)];
  return async (): Promise<string | undefined> => {
    const request = responder.read(buildOcspRequest({ certIds }));
    if (typeof request === 'string') return request;
    const reply = await responder.answer({
      kind: issued.kind,
      request,
      name: 'the same',
      echo: false,
      maySign: () => true,
    });
    assert.ok(reply.kind !== 'refused');
    return readOcsp(Buffer.from(reply.answer.text, 'latin1')).responses[0]?.status.status;
  };
}

/** The answer inside, which must be one. */
export function readOcsp(body: Uint8Array): OcspReading {
  const answer = readOcspResponse(new Uint8Array(body));
  assert.ok(answer.ok, `refused: ${answer.ok ? '' : answer.error}`);
  return answer.response;
}
