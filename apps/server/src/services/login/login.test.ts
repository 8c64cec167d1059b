import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { addDays, jstDate, startOfDayJst } from '@mibun/rules';
import {
  answer,
  cookieOf,
  type HeldCard,
  handOverClerk,
  type LoginBench,
  openLoginBench,
} from '../../../testing/login.ts';
import { loginOn, refusedWith } from '../../../testing/login-calls.ts';
import { COOKIES } from '../../platform/index.ts';
import type { ChallengeAnswer, SessionAnswer } from './schemas.ts';

let bench: LoginBench;
let hanako: HeldCard;
const { change, login, newCard, post, session } = loginOn(() => bench);

before(async () => {
  bench = await openLoginBench();
  await bench.addResident('person-hanako');
  hanako = await bench.makeCard('person-hanako');
});
after(() => bench.close());

test('USE-01 a card logs its holder in, the cookie is not for scripts, and logging out ends it', async () => {
  const response = await login(hanako);
  assert.equal(response.statusCode, 200);
  const [cookie] = response.cookies;
  assert.equal(cookie?.name, COOKIES.resident);
  assert.equal(cookie?.httpOnly, true);
  assert.equal(cookie?.sameSite, 'Lax');
  const header = cookieOf(response);
  const { session: started, csrfToken } = await session(header);
  assert.equal(started?.name, '見本　花子');
  assert.equal(started?.role, undefined);

  const withoutToken = await bench.app.inject({
    method: 'POST',
    url: '/api/logout',
    headers: { cookie: header },
  });
  assert.equal(await refusedWith(withoutToken), 'CSRF');
  assert.ok((await session(header)).session);
  const headers = { cookie: header, 'x-csrf-token': csrfToken };
  assert.equal((await bench.app.inject({ method: 'POST', url: '/api/logout', headers })).statusCode, 200);
  assert.equal((await session(header)).session, null);
});

test('over TLS the session cookie is this host’s alone: __Host-, secure, whole path, no domain', async () => {
  const overTls = await openLoginBench({ origin: 'https://card.mihon.example' });
  try {
    await overTls.addResident('person-taro');
    const card = await overTls.makeCard('person-taro');
    const challenge = await overTls.challenge('resident');
    const payload = {
      audience: 'resident',
      ...answer(challenge, card.authentication, { origin: 'https://card.mihon.example' }),
    };
    const response = await overTls.app.inject({ method: 'POST', url: '/api/login', payload });
    assert.equal(response.statusCode, 200, response.body);
    const [cookie] = response.cookies;
    assert.deepEqual(
      [cookie?.name, cookie?.secure, cookie?.path, cookie?.domain],
      ['__Host-mibun_resident', true, '/', undefined],
    );
    const name = (header: string) =>
      overTls.app.inject({
        method: 'GET',
        url: '/api/session?audience=resident',
        headers: { cookie: header },
      });
    assert.ok((await name(cookieOf(response))).json<SessionAnswer>().session);
    // The same token under a name that a neighbour could have set is nobody's.
    const planted = `mibun_resident=${cookie?.value}`;
    assert.equal((await name(planted)).json<SessionAnswer>().session, null);
  } finally {
    await overTls.close();
  }
});

test('VER-01 the statement is signed in the language in which it was shown', async () => {
  const challenge = await bench.challenge('resident');
  const body = { audience: 'resident', ...answer(challenge, hanako.authentication, { language: 'en' }) };
  assert.equal(
    (await post({ ...body, language: 'ja' })).json<{ code: string }>().code,
    'LOGIN_SIGNATURE_WRONG',
  );
  const again = await bench.challenge('resident');
  const english = answer(again, hanako.authentication, { language: 'en' });
  assert.equal((await post({ audience: 'resident', ...english })).statusCode, 200);
});

test('VER-04 a nonce is accepted once', async () => {
  const challenge = await bench.challenge('resident');
  const body = { audience: 'resident', ...answer(challenge, hanako.authentication) };
  assert.equal((await post(body)).statusCode, 200);
  assert.equal(await refusedWith(await post(body)), 'LOGIN_CHALLENGE_OVER');
});

test('VER-04 of many answers to one challenge at the same moment only the first counts', async () => {
  const challenge = await bench.challenge('resident');
  const body = { audience: 'resident', ...answer(challenge, hanako.authentication) };
  const codes = (await Promise.all(Array.from({ length: 5 }, () => post(body)))).map(
    ({ statusCode }) => statusCode,
  );
  assert.equal(codes.filter((code) => code === 200).length, 1);
});

test('VER-04 the nonce is consumed before the verification, also when that fails', async () => {
  const challenge = await bench.challenge('resident');
  const good = answer(challenge, hanako.authentication);
  const bad = { ...good, signature: Buffer.alloc(256).toString('base64') };
  assert.equal(await refusedWith(await post({ audience: 'resident', ...bad })), 'LOGIN_SIGNATURE_WRONG');
  assert.equal(await refusedWith(await post({ audience: 'resident', ...good })), 'LOGIN_CHALLENGE_OVER');
});

test('VER-04 a challenge lives five minutes', async () => {
  const challenge = await bench.challenge('resident');
  const body = { audience: 'resident', ...answer(challenge, hanako.authentication) };
  bench.platform.clock.advance(5 * 60_000);
  assert.equal(await refusedWith(await post(body)), 'LOGIN_CHALLENGE_OVER');
  bench.platform.clock.advance(-5 * 60_000);
});

test('VER-04 a challenge for residents does not log staff in', async () => {
  const challenge = await bench.challenge('resident');
  const body = { audience: 'staff', ...answer(challenge, hanako.authentication) };
  assert.equal(await refusedWith(await post(body)), 'LOGIN_CHALLENGE_OVER');
});

test('VER-04 neither the nonce nor the id of an open challenge can be read from the database', async () => {
  const { challengeId, nonce } = await bench.challenge('resident');
  const rows = await bench.platform.database.query((tx) =>
    (tx as never as { selectFrom(table: string): { selectAll(): { execute(): Promise<unknown[]> } } })
      .selectFrom('loginChallenges')
      .selectAll()
      .execute(),
  );
  const text = JSON.stringify(rows);
  assert.ok(rows.length > 0);
  assert.ok(!text.includes(nonce) && !text.includes(challengeId));
});

test('VER-02 a signature for another origin, nonce or statement is refused', async () => {
  const tries: ((challenge: ChallengeAnswer) => ReturnType<typeof answer>)[] = [
    (challenge) => answer(challenge, hanako.authentication, { origin: 'https://phishing.example' }),
    (challenge) => answer({ ...challenge, nonce: 'A'.repeat(43) }, hanako.authentication),
    (challenge) => answer(challenge, hanako.authentication, { statement: '振込に同意します' }),
    (challenge) => answer(challenge, { ...hanako.authentication, key: hanako.signature.key }),
  ];
  for (const make of tries) {
    const body = { audience: 'resident', ...make(await bench.challenge('resident')) };
    assert.equal(await refusedWith(await post(body)), 'LOGIN_SIGNATURE_WRONG');
  }
});

test('USE-01 a card of generation 2, with keys on P-384, logs its holder in', async () => {
  await bench.addResident('person-second');
  const card = await bench.makeCard('person-second', 'ACTIVE', 'ec-p384');
  assert.equal((await login(card)).statusCode, 200);
  const wrong: ((good: string) => Buffer)[] = [
    (good) => Buffer.from(good, 'base64').reverse(),
    (good) => Buffer.from(good, 'base64').subarray(1),
    (good) => Buffer.concat([Buffer.from(good, 'base64'), Buffer.alloc(1)]),
    () => Buffer.alloc(96),
    () => Buffer.alloc(256, 1),
  ];
  for (const change of wrong) {
    const good = answer(await bench.challenge('resident'), card.authentication);
    const body = { audience: 'resident', ...good, signature: change(good.signature).toString('base64') };
    assert.equal(await refusedWith(await post(body)), 'LOGIN_SIGNATURE_WRONG');
  }
  const challenge = await bench.challenge('resident');
  const byRsa = answer(challenge, { ...card.authentication, key: hanako.authentication.key });
  assert.equal(await refusedWith(await post({ audience: 'resident', ...byRsa })), 'LOGIN_SIGNATURE_WRONG');
});

test('VER-02 the certificate for signatures does not log in', async () => {
  const challenge = await bench.challenge('resident');
  const body = { audience: 'resident', ...answer(challenge, hanako.signature) };
  assert.equal(await refusedWith(await post(body)), 'LOGIN_CERTIFICATE_KIND');
});

test('VER-02 a certificate of another issuer, or octets that are none, are refused', async () => {
  const other = bench.certificates.ca('institution').certificate.der;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = answer(await bench.challenge('resident'), { certificate: other, key: privateKey });
  assert.equal(
    await refusedWith(await post({ audience: 'resident', ...foreign })),
    'LOGIN_CERTIFICATE_UNKNOWN',
  );
  const noise = { ...hanako.authentication, certificate: new Uint8Array(64).fill(7) };
  const body = { audience: 'resident', ...answer(await bench.challenge('resident'), noise) };
  assert.equal(await refusedWith(await post(body)), 'CERTIFICATE_UNREADABLE');
});

test('§10.2 each state of a card that does not log in has its own reason', async () => {
  const waiting = await newCard('person-waiting', 'AT_OFFICE');
  assert.equal(await refusedWith(await login(waiting)), 'LOGIN_CARD_NOT_HANDED_OVER');

  const card = await newCard('person-story');
  await change((tx) => bench.cards.suspend(tx, card.cardId, handOverClerk));
  assert.equal(await refusedWith(await login(card)), 'LOGIN_CARD_SUSPENDED');
  await change((tx) => bench.cards.lift(tx, card.cardId, handOverClerk));
  assert.equal((await login(card)).statusCode, 200);
  await change((tx) => bench.cards.abolish(tx, card.cardId, { cause: 'lost-at-home' }, handOverClerk));
  assert.equal(await refusedWith(await login(card)), 'LOGIN_CARD_ABOLISHED');
});

test('§6.6 a revoked certificate on a card in operation is refused with the day', async () => {
  const card = await newCard('person-revoked');
  await change((tx) => bench.certificates.revokeOfCard(tx, card.cardId, 'keyCompromise', handOverClerk));
  const response = await login(card);
  assert.equal(await refusedWith(response), 'LOGIN_CERTIFICATE_REVOKED');
  assert.match(response.json<{ title: string }>().title, /\d+年\d+月\d+日/);
});

test('VER-03 an expired certificate is refused with the day', async () => {
  const card = await newCard('person-expired');
  const { clock } = bench.platform;
  const now = clock.now();
  const [issued] = await bench.platform.database.query((tx) => bench.certificates.ofCard(tx, card.cardId));
  assert.ok(issued);
  clock.set(startOfDayJst(addDays(jstDate(issued.notAfter), 1)));
  assert.equal(await refusedWith(await login(card)), 'LOGIN_CERTIFICATE_EXPIRED');
  clock.set(now);
});

test('G3 suspending a card ends its session at once', async () => {
  const card = await newCard('person-stopped');
  const cookie = cookieOf(await login(card));
  assert.ok((await session(cookie)).session);
  await change((tx) => bench.cards.suspend(tx, card.cardId, handOverClerk));
  assert.equal((await session(cookie)).session, null);
});

test('INC-08 logging in ends the session that this browser had before', async () => {
  const taro = await newCard('person-taro');
  const before = cookieOf(await login(hanako));
  await login(taro, 'resident', before);
  assert.equal((await session(before)).session, null);
});

test('USE-05 log-ins and refused log-ins are on the holder’s access log', async () => {
  const card = await newCard('person-logged');
  await login(card);
  await change((tx) => bench.cards.suspend(tx, card.cardId, handOverClerk));
  await login(card);
  const entries = await bench.platform.database.query((tx) =>
    bench.platform.audit.list(tx, { subject: 'person-logged' }),
  );
  const actions = entries.map(({ action }) => action);
  assert.ok(actions.includes('login.log-in'));
  const refused = entries.find(({ action }) => action === 'login.refuse');
  assert.equal(refused?.detail?.code, 'LOGIN_CARD_SUSPENDED');
});

test('KSK-05 a kiosk asks through the same challenge, under its own purpose', async () => {
  const challenge = await change((tx) =>
    bench.login.challenge(tx, 'kiosk', { ja: 'キオスク端末', en: 'the kiosk' }),
  );
  const { certificate, signature, ...rest } = answer(challenge, hanako.authentication);
  const proven = await bench.login.authenticate('kiosk', {
    ...rest,
    certificate: new Uint8Array(Buffer.from(certificate, 'base64')),
    signature: new Uint8Array(Buffer.from(signature, 'base64')),
  });
  assert.equal(proven.personId, 'person-hanako');
  assert.equal(proven.cardId, hanako.cardId);
});

test('VER-01 a name cannot add a line to the statement', async () => {
  const { statement } = await change((tx) =>
    bench.login.challenge(tx, 'kiosk', { ja: '店\nnonce: x', en: 'shop\u202e' }),
  );
  assert.ok(!/[\n\u202e]/.test(statement.ja + statement.en));
});
