import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestPlatform, type TestPlatform } from '../../../testing/platform.ts';
import { openHttp } from '../index.ts';
import { clientKey, clientOf, type TrustedProxies } from './proxies.ts';

const PROXY = '10.0.0.5';
const CALLER = '198.51.100.7';

/** Every header by which a caller could say who they are or where they come from. */
const WRITTEN_BY_CALLERS = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'cf-connecting-ip',
  'true-client-ip',
  'fastly-client-ip',
  'forwarded',
  'via',
  'host',
  'origin',
  'referer',
  'user-agent',
  'accept-language',
  'authorization',
  'cookie',
] as const;

describe('who is counted by a limit', () => {
  let platform: TestPlatform;
  before(async () => {
    platform = await openTestPlatform({ migrations: [] });
  });
  after(() => platform.close());

  /** How many of twelve calls are answered, with a limit of three a minute. */
  async function answered(
    trustedProxies: TrustedProxies | undefined,
    call: (count: number) => { readonly from: string; readonly headers: Readonly<Record<string, string>> },
    mode: 'demo' | 'production' = 'production',
  ): Promise<number> {
    const config = { ...platform.config, mode, ...(trustedProxies !== undefined && { trustedProxies }) };
    const app = await openHttp({ ...platform, config });
    app.route({
      method: 'GET',
      url: '/api/limited',
      config: { access: 'public', rateLimit: { max: 3, timeWindow: '1 minute' } },
      handler: async ({ ip, raw }) => {
        assert.equal(clientOf(trustedProxies)(raw), clientKey(ip), 'what is counted before the framework is');
        return {};
      },
    });
    let count = 0;
    for (let n = 0; n < 12; n++) {
      const { from, headers } = call(n);
      const reply = await app.inject({ url: '/api/limited', remoteAddress: from, headers: { ...headers } });
      if (reply.statusCode === 200) count++;
    }
    await app.close();
    return count;
  }

  for (const name of WRITTEN_BY_CALLERS) {
    test(`a caller who writes another ${name} each time stays one caller`, async () => {
      const call = (n: number) => ({ from: CALLER, headers: { [name]: `203.0.113.${n}` } });
      for (const trusted of [undefined, 'none', [PROXY]] as const) {
        assert.equal(await answered(trusted, call), 3, JSON.stringify(trusted));
      }
      assert.equal(await answered(undefined, call, 'demo'), 3);
    });

    test(`nor does another ${name} help behind a proxy that appends the address it saw`, async () => {
      const call = (n: number) => {
        const written = `203.0.113.${n}`;
        const seen = name === 'x-forwarded-for' ? `${written}, ${CALLER}` : CALLER;
        return { from: PROXY, headers: { [name]: written, 'x-forwarded-for': seen } };
      };
      for (const trusted of [[PROXY], ['10.0.0.0/24'], 1] as const) {
        assert.equal(await answered(trusted, call), 3, JSON.stringify(trusted));
      }
    });
  }

  test('different callers behind a trusted proxy have a limit each, through two proxies, too', async () => {
    const call = (n: number) => ({
      from: PROXY,
      headers: { 'x-forwarded-for': `192.0.2.1, 198.51.100.${n}, 10.0.0.6` },
    });
    assert.equal(await answered([PROXY, '10.0.0.6'], call), 12);
    assert.equal(await answered(2, call), 12);
    assert.equal(await answered([PROXY], call), 3, 'the second proxy is not trusted: it is the caller');
  });

  test('one subscriber’s IPv6 network is one caller', async () => {
    assert.equal(await answered('none', (n) => ({ from: `2001:db8:1:2::${n + 1}`, headers: {} })), 3);
    assert.equal(await answered('none', (n) => ({ from: `2001:db8:1:${n}::1`, headers: {} })), 12);
  });
});

test('an address is counted in one way, however it is written', () => {
  for (const [address, key] of [
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['::ffff:c633:6407', '198.51.100.7'],
    ['64:ff9b::198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
    ['', 'unknown'],
  ] as const) {
    assert.equal(clientKey(address), key, address);
  }
});
