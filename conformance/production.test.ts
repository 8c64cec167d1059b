import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, afterEach, before, describe, test } from 'node:test';
import { setDefaultCACertificates } from 'node:tls';
import { runMibun } from './harness/mibun.ts';
import { runProgram } from './harness/programs.ts';
import type { RunningProgram } from './harness/running-program.ts';
import { type Changes, type Installation, openInstallation } from './production/installation.ts';
import { apply, receiveForm, screen } from './production/life/apply.ts';
import { type Made, make } from './production/life/factory.ts';
import { certifySeal } from './production/life/institution.ts';
import { enrolKiosk, printAtKiosk } from './production/life/kiosk.ts';
import { handOver, reactivate, receiveAndSetUp } from './production/life/office.ts';
import { mailTo } from './production/life/post.ts';
import { logInToService } from './production/life/service.ts';
import { stopByPhone } from './production/life/stop.ts';
import { logInAtHome, type Signed, signContract } from './production/life/use.ts';
import { accredit, pdfsigSaysOf, type Verifier } from './production/life/verifier.ts';
import { CHINATSU, type Life, openLife } from './production/life/world.ts';
import type { Person } from './production/person.ts';
import { openPlastic, type Plastic } from './production/plastic.ts';
import { OF_PARTS, OF_SETTINGS } from './production/refusals.ts';
import { drawPhotos, type Settling, settle, settleWithCards } from './production/settling.ts';

// A country that is not the demo's goes into production, from nothing, as its operators would do it: PostgreSQL with TLS,
// keys in a SoftHSM token, nginx with TLS in front, mail over STARTTLS, blank cards in PC/SC readers. The tests are steps of one
// story and depend on their order. Debian packages: postgresql, softhsm2, nginx, openssl, curl, poppler-utils, pcscd,
// vsmartcard-vpcd (and gcc).

describe('a country in production', () => {
  let installation: Installation;
  let mibun: RunningProgram;
  let plastic: Plastic;
  let staffCards: Settling['cards'];
  before(async () => {
    installation = await openInstallation();
    plastic = openPlastic(installation.transportKey);
    setDefaultCACertificates([readFileSync(installation.room.tls.file, 'utf8')]);
  });
  // What the server has to say about it, and not only that it answered 500.
  afterEach((context) => {
    if ('passed' in context && !context.passed && mibun) context.diagnostic(mibun.stderr.slice(-4_000));
  });
  after(async () => {
    plastic?.close();
    await installation?.close();
  });

  /** A start that is refused calmly: what is wrong in one line, what to do in another, and nothing is open. */
  async function refused(changes: Changes): Promise<readonly string[]> {
    const start = installation.start(changes);
    const running = start.said(/is running/).then(
      () => 'it runs',
      () => undefined,
    );
    const end = await Promise.race([start.ended, running.then((how) => how ?? start.ended)]);
    await start.stop();
    assert.equal(end, 1, start.stderr);
    assert.equal(start.stdout, '');
    assert.doesNotMatch(start.stderr, /^ +at |Error:/m, 'no stack trace');
    assert.match(start.stderr, /^hint: /m);
    const lines = start.stderr.split('\n').filter((line) => !/^hint: |^mibun: opening/.test(line));
    const problems = lines.filter((line) => line.startsWith('  - '));
    return problems.length > 0
      ? problems.map((line) => line.slice(4))
      : lines.filter((line) => line !== '').map((line) => line.replace('mibun: ', ''));
  }

  for (const [what, refusals, concurrency] of [
    ['each setting alone that is missing or insecure makes the start refuse', OF_SETTINGS, 3],
    ['each part alone that is not as it must be makes the start refuse', OF_PARTS, 1],
  ] as const) {
    describe(what, { concurrency }, () => {
      for (const { what, names, said, changes } of refusals) {
        test(what, async () => {
          const [problem = '', ...others] = await refused(await changes(installation));
          assert.deepEqual(others, [], 'it alone is named');
          assert.ok(problem.startsWith(names), problem);
          assert.match(problem, said);
        });
      }
    });
  }

  test('with all of it sound it starts, and is reached over TLS alone', async () => {
    mibun = await installation.started();
    const { origin, statusOrigin, port } = installation.room;
    const system = async (at: string) => {
      const answer = await fetch(`${at}/api/system`);
      return answer.ok ? await answer.json() : answer.status;
    };
    assert.partialDeepStrictEqual(await system(origin), {
      mode: 'production',
      country: { ja: '例国', en: 'Reikoku' },
      fictitious: false,
      emblem: [{ line: 0.07 }, { line: null }],
      bankOrigin: null,
      preparing: null,
    });
    assert.equal(await system(statusOrigin), 404, 'plain HTTP has nothing but the status of certificates');
    await assert.rejects(system(`http://localhost:${port + 1}`), 'no agent runs on this machine');
    const { headers } = await fetch(`${origin}/`);
    assert.match(headers.get('strict-transport-security') ?? '', /max-age=\d{8}/);
  });

  test('CA-03 OpenSSL reads the names of the country in its roots, its time stamps and its responders', async () => {
    const { origin, statusOrigin, path } = installation.room;
    for (const [ca, name] of [
      ['signature', 'Reikoku Signature CA'],
      ['authentication', 'Reikoku User Identification CA'],
      ['institution', 'Reikoku Institution CA'],
    ] as const) {
      const root = path(`${ca}.cer`);
      const answer = await fetch(`${statusOrigin}/ca/${ca}.cer`);
      writeFileSync(root, new Uint8Array(await answer.arrayBuffer()));
      const shown = ['x509', '-in', root, '-noout', '-subject', '-issuer', '-nameopt', 'RFC2253'];
      const { output } = await runProgram('openssl', shown);
      const dn = `CN=${name},O=Reikoku,C=XR`;
      assert.deepEqual(output.trim().split('\n'), [`subject=${dn}`, `issuer=${dn}`]);
      const own = await runMibun(['ca', 'verify', root, '--country', installation.country]);
      assert.equal(own.status, 0, own.everything);
      const ofTheDemo = await runMibun(['ca', 'lint', root]);
      assert.match(ofTheDemo.everything, /no CA of this system: C=XR/);
    }
    const openssl = async (...args: readonly string[]) => (await runProgram('openssl', args)).everything;
    await openssl('ts', '-query', '-data', path('reikoku/country.yaml'), '-cert', '-out', path('stamp.tsq'));
    const stamp = await fetch(`${origin}/tsa`, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: readFileSync(path('stamp.tsq')),
    });
    assert.equal(stamp.status, 200);
    writeFileSync(path('stamp.tsr'), new Uint8Array(await stamp.arrayBuffer()));
    await openssl('ts', '-reply', '-in', path('stamp.tsr'), '-token_out', '-out', path('stamp.p7'));
    const signed = ['-verify', '-inform', 'DER', '-in', path('stamp.p7'), '-noverify', '-nosigs'];
    await openssl('cms', ...signed, '-certsout', path('stamp.pem'), '-out', path('stamp.info'));
    const unit = await openssl('x509', '-in', path('stamp.pem'), '-noout', '-text', '-nameopt', 'RFC2253');
    assert.match(unit, /Subject: CN=Reikoku time-stamp authority,O=Reikoku,C=XR/);
    assert.match(unit, /CPS: http:\/\/www\.reikoku\.example\/practice/);
    const asked = ['-issuer', path('institution.cer'), '-cert', path('stamp.pem'), '-noverify', '-resp_text'];
    const answer = await openssl('ocsp', ...asked, '-url', `${statusOrigin}/ocsp/institution`);
    assert.match(answer, /Subject: C ?= ?XR, O ?= ?Reikoku, CN ?= ?Reikoku Institution CA status responder/);
    for (const said of [unit, answer]) assert.doesNotMatch(said, /MIBUN|Mibun/);
  });

  test('nothing of the demo is there', async () => {
    const { origin } = installation.room;
    for (const path of ['/api/demo/letters', '/api/demo/kiosks', '/mailbox', '/street']) {
      const { status } = await fetch(`${origin}${path}`, {
        method: path.includes('kiosks') ? 'POST' : 'GET',
      });
      assert.equal(status, 404, path);
    }
    assert.doesNotMatch(mibun.stdout, /DEMO/);
  });

  test('two operators settle it: residents from a file, and first staff whose cards are made in the reader beside them', async () => {
    await drawPhotos(installation);
    const { country, ceremonies, room } = installation;
    const people = ['--residents', `${country}/settle/people.csv`];
    const staff = ['--staff', `${country}/settle/staff.yaml`];
    const tallyOf = ({ output }: { readonly output: string }) => {
      const { executed, files, staff: named } = JSON.parse(output);
      const [{ added, known, refused: no }] = files;
      return [executed, added, known, no, named.named, named.cards];
    };
    assert.deepEqual(tallyOf(await settle(installation, ...people, ...staff)), [false, 0, 0, 0, 4, 0]);
    const alone = await settle(installation, ...people, '--execute', ...ceremonies.both.slice(0, 4));
    assert.match(alone.everything, /two operators are needed, 1 given/);
    const settled = await settleWithCards(installation, plastic, ...people, ...staff, ...ceremonies.both);
    assert.equal(settled.result.status, 0, settled.result.everything);
    assert.deepEqual(tallyOf(settled.result), [true, 5, 0, 0, 4, 4]);
    staffCards = settled.cards;
    // The same once more, to end the ceremony: nobody is entered twice, and nobody needs another card.
    const again = await settle(
      installation,
      ...[...people, ...staff, '--execute', '--end-ceremony', ...ceremonies.both],
    );
    assert.deepEqual(tallyOf(again), [true, 0, 5, 0, 4, 0], again.everything);
    const late = await settle(installation, ...staff, '--execute', ...ceremonies.both);
    assert.match(late.everything, /ceremony of first staff was ended/);
    assert.deepEqual([...staffCards.keys()], ['clerk', 'supervisor', 'screener', 'maker']);
    assert.equal(room.mail.refusedInTheClear, 0);
  });

  describe('the life of a card', () => {
    let life: Life;
    let form = '';
    let application = '';
    let card: Made;
    let she: Person;
    let signed: Signed;
    let verifier: Verifier;
    before(async () => {
      life = await openLife(installation, plastic, staffCards);
    });
    afterEach((context) => {
      if (!life || !('passed' in context) || context.passed) return;
      for (const place of ['counter', 'home'] as const)
        context.diagnostic(`the agent at ${place}: ${life[place].agent.words.slice(-1_500)}`);
    });
    after(() => life?.close());

    test('her office posts a form to the resident who has none, and the ID stands in the letter alone', async () => {
      form = await receiveForm(life);
    });

    test('she applies with it, by the link that came by mail, and the screener approves', async () => {
      application = await apply(life, form);
      await screen(life, application);
    });

    test('INC-05 her card is made in the encoder, which asks for what it needs, and goes on with one that was torn out', async () => {
      card = await make(life, application);
    });

    test('PRD-02 her office takes it in and sets it up in the reader of the clerk, and calls her', async () => {
      await receiveAndSetUp(life, card);
    });

    test('she chooses her PINs at the counter, in the window of the agent, and takes the card home', async () => {
      await handOver(life, card);
    });

    test('she logs in at home, and signs a contract that pdfsig calls valid and whole', async () => {
      she = await logInAtHome(life, card.blank);
      signed = await signContract(life, she, card.blank);
      const words = await pdfsigSaysOf(signed.file);
      assert.match(words, /Signature is Valid/);
      assert.match(words, /Total document signed/);
      assert.match(words, /CAdES\.detached/);
    });

    test('USE-10 she logs in to a service that stands on the operator’s list, by OpenID Connect and her card', () =>
      logInToService(life, card.blank));

    test('VAR-01 two operators accredit a verifier, who alone is told the status, by OpenSSL over mutual TLS', async () => {
      verifier = await accredit(life);
      assert.equal(await verifier.statusForAnybody('authentication', she.certificate), 'unauthorized');
      assert.equal(await verifier.statusOf('authentication', she.certificate), 'good');
      assert.equal(await verifier.statusOf('signature', signed.certificate), 'good');
    });

    test('two operators certify the seal of an institution that keeps its own key, and OpenSSL finds it under its CA', async () => {
      assert.match(await certifySeal(life), /: OK/);
    });

    test('KSK-06 a kiosk is enrolled by two operators; in its hours it prints her record, sealed, once, and outside them says that it is closed', async () => {
      const device = await enrolKiosk(life);
      const paper = await printAtKiosk(life, device, card.blank);
      if (paper === undefined) return;
      const file = installation.room.path('record.pdf');
      writeFileSync(file, paper);
      assert.match(await pdfsigSaysOf(file), /Signature is Valid/);
    });

    test('LOS-01 she calls and the card is stopped: OpenSSL, her session and another log-in say so', async () => {
      await stopByPhone(life);
      for (const [kind, certificate] of [
        ['authentication', she.certificate],
        ['signature', signed.certificate],
      ] as const) {
        assert.equal(await verifier.statusOf(kind, certificate), 'revoked');
      }
      await assert.rejects(she.call('GET /api/portal/me'), { code: 'LOGIN_NEEDED' });
      await assert.rejects(logInAtHome(life, card.blank), { code: 'LOGIN_CARD_SUSPENDED' });
      await mailTo(life, CHINATSU.email, /一時停止/);
    });

    test('LOS-07 found again: AUTH is good again, SIG is a new one, and the old one stays stopped', async () => {
      await reactivate(life, card.blank);
      assert.equal(await verifier.statusOf('authentication', she.certificate), 'good');
      assert.equal(await verifier.statusOf('signature', signed.certificate), 'revoked');
      she = await logInAtHome(life, card.blank);
      const again = await signContract(life, she, card.blank);
      assert.equal(await verifier.statusOf('signature', again.certificate), 'good');
    });
  });

  test('a second start on the same database as a demo is refused', async () => {
    const demo = { MIBUN_MODE: undefined, MIBUN_COUNTRY: undefined, MIBUN_ENCODER: undefined };
    const [problem] = await refused({ ...demo, MIBUN_DATA: installation.room.path('other-data') });
    assert.match(problem ?? '', /^DATABASE_URL names a database that no demo has made/);
  });
});
