import { generateKeyPairSync, sign } from 'node:crypto';
import type { CertifiedPerson, KeySpec } from '@mibun/pki';
import {
  type CertificateKind,
  type Certificates,
  certificatesMigrations,
  createCertificates,
  type IssuedCertificate,
} from '../src/authority/certificates/index.ts';
import { createStatus, type Status, statusMigrations } from '../src/authority/status/index.ts';
import {
  createTimeStamps,
  type TimeStamps,
  timestampsMigrations,
} from '../src/authority/timestamps/index.ts';
import { type Http, openHttp, type Session } from '../src/platform/index.ts';
import { createResidents, type Municipality, residentMigrations } from '../src/registry/residents/index.ts';
import {
  type CardSignatures,
  cardSignatureMigrations,
  createCardSignature,
} from '../src/services/card-signature/index.ts';
import { createSigning, signingMigrations } from '../src/services/signing/index.ts';
import type { CeremonyAnswer, PrepareAnswer } from '../src/services/signing/schemas.ts';
import { createVerification } from '../src/services/verification/index.ts';
import type { VerificationReport } from '../src/services/verification/schemas.ts';
import { clerk, issueRequest, testMunicipality } from './certificates.ts';
import { openTestPlatform, type TestPlatform } from './platform.ts';

/** A key pair that stands for the chip's: it signs what it is given. */
export interface TestCard {
  readonly cardId: string;
  readonly certificate: IssuedCertificate;
  sign(data: Uint8Array): Uint8Array;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  /** Of a refusal. */
  readonly code: string;
  readonly raw: Buffer;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A resident who is logged in. */
export interface Visitor {
  readonly personId: string;
  get<T = unknown>(url: string): Promise<Answer<T>>;
  post<T = unknown>(url: string, body: object): Promise<Answer<T>>;
  upload(pdf: Uint8Array, name?: string): Promise<Answer<CeremonyAnswer>>;
  /** Uploads, prepares, signs and downloads. */
  signWhole(card: TestCard, pdf: Uint8Array, name?: string): Promise<Buffer>;
}

export interface SigningBench {
  readonly platform: TestPlatform;
  readonly certificates: Certificates;
  readonly status: Status;
  readonly timestamps: TimeStamps;
  readonly cardSignatures: CardSignatures;
  readonly app: Http;
  card(
    personId: string,
    kind?: CertificateKind,
    person?: Partial<CertifiedPerson>,
    keys?: KeySpec,
  ): Promise<TestCard>;
  visitor(personId: string): Promise<Visitor>;
  verify(pdf: Uint8Array, level?: 'simple' | 'detailed'): Promise<Answer<VerificationReport>>;
  close(): Promise<void>;
}

const CODES = ['99101', '99102'];
const municipalities: readonly Municipality[] = CODES.map((code) => ({
  code,
  ...testMunicipality(code),
  office: { address: '', postalCode: '', phone: '', hours: { ja: '', en: '' } },
}));

/** All modules that a signature passes through, on a real database, behind HTTP. */
export async function openSigningBench(
  options: {
    readonly now?: Date;
    /** Listens there, so that the addresses in the certificates are answered. */
    readonly port?: number;
  } = {},
): Promise<SigningBench> {
  const { port, ...others } = options;
  const opened = await openTestPlatform({
    migrations: [
      ...residentMigrations,
      ...certificatesMigrations,
      ...statusMigrations,
      ...timestampsMigrations,
      ...cardSignatureMigrations,
      ...signingMigrations,
    ],
    ...others,
  });
  const origins = { ...opened.config.origins, ...(port && { server: `http://127.0.0.1:${port}` }) };
  const platform = { ...opened, config: { ...opened.config, origins } };
  const certificates = createCertificates(platform, { municipality: testMunicipality }).api;
  await certificates.open();
  const residents = createResidents(platform, { municipalities }).api;
  const statusModule = createStatus(platform, { certificates });
  const status = statusModule.api;
  const timestamps = createTimeStamps(platform, { certificates }).api;
  const cardSignatures = createCardSignature(platform, { certificates, status }).api;
  const signing = createSigning(platform, { cardSignatures, timestamps });
  const verification = createVerification(platform, { certificates, status, residents });
  await platform.jobs.start();
  const app = await openHttp(platform);
  signing.routes(app);
  verification.routes(app);
  statusModule.routes(app);
  await (port ? app.listen({ port, host: '127.0.0.1' }) : app.ready());

  const call: Call = async (request) => {
    const response = await app.inject(request);
    const type = String(response.headers['content-type']);
    const body = type.includes('json') ? response.json() : undefined;
    return {
      status: response.statusCode,
      body,
      code: body?.code ?? '',
      raw: response.rawPayload,
      headers: response.headers,
    };
  };

  return {
    platform,
    certificates,
    status,
    timestamps,
    cardSignatures,
    app,
    async card(personId, kind = 'signature', person = {}, keys = 'rsa-2048') {
      const { publicKey, privateKey } =
        keys === 'rsa-2048'
          ? generateKeyPairSync('rsa', { modulusLength: 2048 })
          : generateKeyPairSync('ec', { namedCurve: 'P-384' });
      const digest = keys === 'rsa-2048' ? 'sha256' : 'sha384';
      // As chips give it; with an RSA key the encoding says nothing.
      const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
      const cardId = platform.random.id('card');
      const request = issueRequest(kind, cardId, {
        personId,
        publicKey: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })),
      });
      const certificate = await certificates.issue({
        ...request,
        ...(request.person && { person: { ...request.person, ...person } }),
      });
      await platform.database.transaction((tx) => certificates.activateOfCard(tx, cardId, clerk));
      return { cardId, certificate, sign: (data) => new Uint8Array(sign(digest, data, key)) };
    },
    visitor: (personId) => visitorOn(platform, call, personId),
    verify: (pdf, level = 'detailed') =>
      call({
        method: 'POST',
        url: `/api/verification?level=${level}`,
        headers: { 'content-type': 'application/pdf' },
        payload: Buffer.from(pdf),
      }),
    async close() {
      await app.close();
      await platform.close();
    },
  };
}

type Call = <T>(options: {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  payload?: Buffer | object;
}) => Promise<Answer<T>>;

async function visitorOn(platform: TestPlatform, call: Call, personId: string): Promise<Visitor> {
  const started: { token: string; session: Session } = await platform.database.transaction((tx) =>
    platform.sessions.start(tx, {
      audience: 'resident',
      personId,
      name: `name of ${personId}`,
      cardId: `login-card-of-${personId}`,
    }),
  );
  const headers = {
    cookie: `mibun_resident=${started.token}`,
    'x-csrf-token': started.session.csrfToken,
    'accept-language': 'en',
  };
  const visitor: Visitor = {
    personId,
    get: (url) => call({ method: 'GET', url, headers }),
    post: (url, payload) => call({ method: 'POST', url, headers, payload }),
    upload: (pdf, name = '契約書.pdf') =>
      call({
        method: 'POST',
        url: '/api/signing',
        headers: {
          ...headers,
          'content-type': 'application/pdf',
          'x-document-name': encodeURIComponent(name),
        },
        payload: Buffer.from(pdf),
      }),
    async signWhole(card, pdf, name) {
      const { ceremonyId } = (await visitor.upload(pdf, name)).body;
      const { toBeSigned } = (await prepareWith(visitor, ceremonyId, card)).body;
      const signature = card.sign(Buffer.from(toBeSigned, 'base64'));
      const done = await completeWith(visitor, ceremonyId, signature);
      if (done.status !== 200) throw new Error(`not signed: ${done.code}`);
      return (await visitor.get(`/api/signing/${ceremonyId}/document`)).raw;
    },
  };
  return visitor;
}

export function prepareWith(
  visitor: Visitor,
  ceremonyId: string,
  { certificate }: Pick<TestCard, 'certificate'>,
): Promise<Answer<PrepareAnswer>> {
  return visitor.post(`/api/signing/${ceremonyId}/prepare`, {
    certificate: Buffer.from(certificate.der).toString('base64'),
  });
}

export function completeWith(
  visitor: Visitor,
  ceremonyId: string,
  signature: Uint8Array,
): Promise<Answer<CeremonyAnswer>> {
  return visitor.post(`/api/signing/${ceremonyId}/complete`, {
    signature: Buffer.from(signature).toString('base64'),
  });
}
