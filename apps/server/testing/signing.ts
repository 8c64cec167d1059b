import { generateKeyPairSync, sign } from 'node:crypto';
import type { CertifiedPerson, KeySpec } from '@mibun/pki';
import type { CertificateKind, IssuedCertificate } from '../src/authority/certificates/index.ts';
import type { CeremonyAnswer, PrepareAnswer } from '../src/services/signing/schemas.ts';
import type { VerificationReport } from '../src/services/verification/schemas.ts';
import { clerk, issueRequest } from './certificates.ts';
import { town } from './people.ts';
import { ORIGINS, type TestPlatform } from './platform.ts';
import { logIn } from './staff.ts';
import { openWorld, type World } from './world.ts';

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

/** A world in which people sign documents with their cards, and anybody has signatures verified. */
export interface SigningBench extends World {
  card(
    personId: string,
    kind?: CertificateKind,
    person?: Partial<CertifiedPerson>,
    keys?: KeySpec,
  ): Promise<TestCard>;
  visitor(personId: string): Promise<Visitor>;
  verify(pdf: Uint8Array, level?: 'simple' | 'detailed'): Promise<Answer<VerificationReport>>;
}

export async function openSigningBench({
  now,
  port,
}: {
  readonly now?: Date;
  /** Listens there, so that the addresses in the certificates are answered. */
  readonly port?: number;
} = {}): Promise<SigningBench> {
  const world = await openWorld({
    towns: [town('99101'), town('99102')],
    ...(now && { now }),
    ...(port && { config: { origins: { ...ORIGINS, server: `http://127.0.0.1:${port}` } } }),
  });
  const { app, certificates, platform } = world;
  if (port) await app.listen({ port, host: '127.0.0.1' });

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
    ...world,
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
  };
}

type Call = <T>(options: {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  payload?: Buffer | object;
}) => Promise<Answer<T>>;

async function visitorOn(platform: TestPlatform, call: Call, personId: string): Promise<Visitor> {
  const resident = { kind: 'resident', id: personId, name: `name of ${personId}` } as const;
  const headers = { ...(await logIn(platform, resident)).headers, 'accept-language': 'en' };
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
