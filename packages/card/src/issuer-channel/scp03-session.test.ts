import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CommandApdu, parseCommand } from '../apdu.ts';
import { concat, hex, toHex } from '../bytes.ts';
import { Scp03Session } from './scp03-session.ts';
import { cardCryptogram, deriveSessionKeys, hostCryptogram } from './session-keys.ts';

const key = (first: string, length: number) => hex(first.repeat(length / 16));
const keySet = (length: number) => ({
  version: 0x30,
  enc: key('000102030405060708090a0b0c0d0e0f', length),
  mac: key('101112131415161718191a1b1c1d1e1f', length),
  dek: key('202122232425262728292a2b2c2d2e2f', length),
});

// Exchanges at security level 33, published as known answers in the tests of osmocom pySim.
const exchanges = [
  {
    name: 'AES-128',
    keys: keySet(16),
    hostChallenge: 'fdf38259a1e0de44',
    cardChallenge: '3b1aca81e821f219',
    cardCryptogram: '081cdc01c26b372d',
    externalAuthenticate: '84823300108c36f96bcc00724a4e13ad591d7da3f0',
    command: '84e2910018267a85dfe4a98fca6fb0527e0dfecce4914e40401433c87f00',
    answer: 'f3ba2b1013aa6224f5e1c138d71805c569e5439b47576260b75fc021b25097cb2e68f8a0144975b9',
    next: ['84f2200208ac6a59024bed84cc', '84ca006608409912ad8fb7aed000'],
    withData: '84f22002185f3dafc3ac14c381536a488bf44e06d056df9d74dbd21e5a',
  },
  {
    name: 'AES-256',
    keys: keySet(32),
    hostChallenge: '97b2055fe58599fd',
    cardChallenge: 'a8439a22cedf045f',
    cardCryptogram: 'a9f1903b2834f26e',
    externalAuthenticate: '8482330010508a0fd959d2e547c6b33154a6be2057',
    command: '84e29100187a5ef717eaf1e135ae92fe54429d0e465decda65f5fe5aea00',
    answer: 'ea90dbfa648a67c5eb6abc57f8530b97d0cd5647c5e8732016b55203b078dd2ace7f8bc5d1c1cd99',
    next: ['84f2200208bcc5c17275545d93', '84ca00660804806aba9d543bb600'],
    withData: '84f2200218717222491556ec81a45f49ce48be33320024801a1c4cb0e0',
  },
] as const;

const command = (digits: string): CommandApdu => parseCommand(hex(digits)) ?? assert.fail('not a command');
const upper = (digits: string) => digits.toUpperCase();

for (const exchange of exchanges) {
  test(`SCP03 ${exchange.name} known answers: cryptograms, commands in, answers out`, () => {
    const challenges = { host: hex(exchange.hostChallenge), card: hex(exchange.cardChallenge) };
    const keys = deriveSessionKeys(exchange.keys, challenges);
    assert.equal(toHex(cardCryptogram(keys, challenges)), upper(exchange.cardCryptogram));

    const session = new Scp03Session(keys);
    const cryptogram = session.checkMac(command(exchange.externalAuthenticate));
    assert.deepEqual(cryptogram, hostCryptogram(keys, challenges));

    assert.equal(toHex(session.unwrap(command(exchange.command)) ?? hex('')), 'BF3E035C015A');
    const eid = hex('bf3e125a1089882119900000000000000000000005');
    assert.equal(toHex(session.wrap(eid, 0x9000)), upper(exchange.answer));

    for (const empty of exchange.next) assert.deepEqual(session.unwrap(command(empty)), hex(''));
    assert.equal(toHex(session.unwrap(command(exchange.withData)) ?? hex('')), '4F0212345C054F9F70C5');
  });
}

test('SCP03 a command that is repeated, left out or altered fails', () => {
  const [exchange] = exchanges;
  const challenges = { host: hex(exchange.hostChallenge), card: hex(exchange.cardChallenge) };
  const keys = deriveSessionKeys(exchange.keys, challenges);
  const opened = () => {
    const session = new Scp03Session(keys);
    session.checkMac(command(exchange.externalAuthenticate));
    return session;
  };
  const repeated = opened();
  repeated.unwrap(command(exchange.command));
  assert.equal(repeated.unwrap(command(exchange.command)), undefined);
  assert.equal(opened().unwrap(command(exchange.next[0])), undefined);
  const bytes = hex(exchange.command);
  for (const at of [1, 2, 3, 5, 20]) {
    const altered = bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
    assert.equal(opened().unwrap(command(toHex(altered))), undefined, `byte ${at}`);
  }
  assert.equal(opened().unwrap(command(toHex(concat(bytes.slice(0, 4), hex('0400000000'))))), undefined);
});
