import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allMigrations, composeModules, type Modules } from '../src/compose.ts';
import { noChipsHere } from '../src/issuance/chips/index.ts';
import { type Config, type Http, migrate, openHttp } from '../src/platform/index.ts';
import { testCountry } from './country.ts';
import { openTestPlatform, type TestPlatform } from './platform.ts';

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

export interface SettlementBench {
  readonly platform: TestPlatform;
  readonly modules: Modules;
  readonly app: Http;
  /** Asked when a call has been carried out: true cuts its connection instead of answering. */
  breakAfter: (url: string) => boolean;
  /** Whose keys the configuration names. */
  readonly operators: readonly [Operator, Operator, Operator];
  post(
    path: string,
    body?: object,
    token?: string,
  ): Promise<{ readonly status: number; readonly body: Answer }>;
  /** A session that two operators have opened. */
  open(): Promise<string>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: a test looks at what came
export type Answer = any;

/** The composed server in the country of the example, with three operators. */
export async function openSettlementBench(more: Partial<Config> = {}): Promise<SettlementBench> {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-settlement-'));
  const operators = [makeOperator(), makeOperator(), makeOperator()] as const;
  const file = join(folder, 'operators.pem');
  const pem = ({ publicKey }: Operator) =>
    `-----BEGIN PUBLIC KEY-----\n${publicKey.replace(/.{64}/g, '$&\n')}\n-----END PUBLIC KEY-----\n`;
  writeFileSync(file, operators.map(pem).join(''));
  const opened = await openTestPlatform({ migrations: [] });
  const ceremonies = { folder: join(folder, 'ceremonies'), operators: file };
  const platform = { ...opened, config: { ...opened.config, ceremonies, ...more } };
  const modules = composeModules(platform, { country: testCountry(), chips: noChipsHere });
  await migrate(platform.database, allMigrations(modules));
  const app = await openHttp(platform);
  app.addHook('onSend', async (request) => {
    if (bench.breakAfter(request.url)) request.raw.socket.destroy();
  });
  for (const module of Object.values(modules)) if ('routes' in module) module.routes(app);
  await app.ready();
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
    platform,
    modules,
    breakAfter: () => false,
    app,
    operators,
    post,
    async open() {
      const { body } = await post('sessions');
      const approvals = operators.slice(0, 2).map((one) => approvalOf(one, body.statement));
      return (await post(`sessions/${body.id}/open`, { approvals })).body.token;
    },
    async close() {
      await app.close();
      await opened.close();
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
