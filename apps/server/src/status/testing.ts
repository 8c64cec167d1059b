import assert from 'node:assert/strict';
import { type CertId, type CertIdHash, makeCertId, type OcspReading, readOcspResponse } from '@mibun/pki';
import {
  type Certificates,
  certificatesMigrations,
  createCertificates,
  type IssuedCertificate,
} from '../certificates/index.ts';
import { clerk, issueRequest, testMunicipality } from '../certificates/testing.ts';
import { type Http, openHttp, type Tx } from '../platform/index.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { createStatus, type Status, statusMigrations } from './index.ts';

/** Both modules on a real database, with their routes, and what tests of them do again and again. */
export interface StatusBench {
  readonly platform: TestPlatform;
  readonly certificates: Certificates;
  readonly status: Status;
  readonly app: Http;
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** SIG and AUTH of a card that has been handed over. */
  activePair(cardId: string): Promise<readonly [IssuedCertificate, IssuedCertificate]>;
  certId(issued: Pick<IssuedCertificate, 'kind' | 'serial'>, hash?: CertIdHash): CertId;
  close(): Promise<void>;
}

export async function openStatusBench(): Promise<StatusBench> {
  const platform = await openTestPlatform({ migrations: [...certificatesMigrations, ...statusMigrations] });
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
    certId: ({ kind, serial }, hash) => makeCertId(certificates.ca(kind).certificate, serial, hash),
    async close() {
      await app.close();
      await platform.close();
    },
  };
}

/** The answer inside, which must be one. */
export function readOcsp(body: Uint8Array): OcspReading {
  const answer = readOcspResponse(new Uint8Array(body));
  assert.ok(answer.ok, `refused: ${answer.ok ? '' : answer.error}`);
  return answer.response;
}
