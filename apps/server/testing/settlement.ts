import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnswerIn, Api } from '../src/contracts.ts';
import type { Config } from '../src/platform/index.ts';
import { openWorld, type World } from './world.ts';

/** A person with a key of their own, as `mibun ca operator` makes one. */
export interface Operator {
  readonly publicKey: string;
  readonly key: KeyObject;
}

export function makeOperator(): Operator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return { publicKey: der.toString('base64'), key: privateKey };
}

export const approvalOf = ({ publicKey, key }: Operator, statement: string) => ({
  publicKey,
  signature: sign('sha384', Buffer.from(statement), key).toString('base64'),
});

export interface SettlementBench extends World {
  /** Asked when a call has been carried out: true cuts its connection instead of answering. */
  breakAfter: (url: string) => boolean;
  /** Whose keys the configuration names. */
  readonly operators: readonly [Operator, Operator, Operator];
  /** Also what no client would send; so the answer is the endpoint's or a refusal. */
  post<P extends Path>(
    path: P,
    body?: object,
    token?: string,
  ): Promise<{ readonly status: number; readonly body: Answer<P> }>;
  /** A session that two operators have opened. */
  open(): Promise<string>;
}

type Path = 'sessions' | `sessions/${string}/open` | 'residents' | 'staff' | 'end';
type NameOf<P extends Path> = P extends `sessions/${string}/open`
  ? 'POST /api/settlement/sessions/:id/open'
  : `POST /api/settlement/${Exclude<P, `sessions/${string}/open`>}`;
type Answer<P extends Path> = AnswerIn<Api, NameOf<P>> & { readonly code?: string };

/** The composed server in the country of the example, with three operators. */
export async function openSettlementBench(more: Partial<Config> = {}): Promise<SettlementBench> {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-settlement-'));
  const operators = [makeOperator(), makeOperator(), makeOperator()] as const;
  const file = join(folder, 'operators.pem');
  const pem = ({ publicKey }: Operator) =>
    `-----BEGIN PUBLIC KEY-----\n${publicKey.replace(/.{64}/g, '$&\n')}\n-----END PUBLIC KEY-----\n`;
  writeFileSync(file, operators.map(pem).join(''));
  const ceremonies = { folder: join(folder, 'ceremonies'), operators: file };
  const world = await openWorld({
    config: { ceremonies, ...more },
    withoutAuthorities: true,
    http: (app) =>
      app.addHook('onSend', async (request) => {
        if (bench.breakAfter(request.url)) request.raw.socket.destroy();
      }),
  });
  const { app } = world;
  const post: SettlementBench['post'] = async (path, body = {}, token) => {
    const answer = await app.inject({
      method: 'POST',
      url: `/api/settlement/${path}`,
      headers: { 'accept-language': 'en', ...(token && { authorization: `Bearer ${token}` }) },
      payload: body,
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  const bench: SettlementBench = {
    ...world,
    breakAfter: () => false,
    operators,
    post,
    async open() {
      const { body } = await post('sessions');
      const approvals = operators.slice(0, 2).map((one) => approvalOf(one, body.statement));
      return (await post(`sessions/${body.id}/open`, { approvals })).body.token;
    },
    async close() {
      await world.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return bench;
}

/** Somebody who can stand in the registry of the country of the example. */
export const AKI: Readonly<Record<string, string>> = {
  residentCode: '12345678903',
  municipality: '98101',
  household: '1',
  relation: 'head',
  name: '用例　秋',
  nameKana: 'ヨウレイ　アキ',
  nameRomaji: 'YOREI AKI',
  birthDate: '1990-03-04',
  sex: '2',
  postalCode: '000-8101',
  address: '北例県文例市本文町一丁目1番1号',
  nationality: 'JPN',
  residentSince: '2015-04-01',
};

export const AKI_AS_STAFF = {
  person: { name: '用例　秋', birthDate: '1990-03-04', sex: '2', address: '北例県文例市本文町一丁目1番1号' },
  duties: [{ role: 'clerk', office: '98101' }, { role: 'auditor' }],
};
