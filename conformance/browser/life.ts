import assert from 'node:assert/strict';
import { jstDate } from '@mibun/rules';
import { hanako } from '../../apps/cli/src/scenario/hero.ts';
import { applicantPortrait, secondPortrait } from '../../apps/cli/src/scenario/photo.ts';
import { chooseOlderCard } from './agent.ts';
import * as apply from './apply.ts';
import * as bank from './bank.ts';
import * as ca from './ca.ts';
import * as callCentre from './call-centre.ts';
import { checkPaper, lookElsewhere } from './elsewhere.ts';
import { type File, heading } from './fields.ts';
import * as kiosk from './kiosk.ts';
import * as mailbox from './mailbox.ts';
import * as office from './office.ts';
import * as operator from './operator.ts';
import { altered, contract, pdfFile, readLetter, textOf } from './papers.ts';
import * as portal from './portal.ts';
import { atWork } from './staff.ts';
import type { Person, Stage } from './stage.ts';
import * as verify from './verify.ts';

/** Members of the demo's staff. */
const CLERK = '窓口 直子';
const SECOND_CLERK = '受付 進';
const SCREENER = '審査 望';
const MAKER = '製造 匠';
const OPERATOR = '応答 静香';
const CA_OPERATORS = ['認証 薫', '連署 環'] as const;

/** One scene of the story. */
export interface Scene {
  readonly title: string;
  act(): Promise<void>;
}

/** Who takes part, each at a browser of their own. */
interface People {
  readonly resident: Person;
  readonly screener: Person;
  readonly maker: Person;
  readonly clerk: Person;
  readonly secondClerk: Person;
  readonly callCentre: Person;
  readonly kiosk: Person;
  readonly verifier: Person;
}

async function enterAll(stage: Stage): Promise<People> {
  return {
    resident: await stage.person('resident'),
    screener: await stage.person('screener'),
    maker: await stage.person('production operator'),
    clerk: await stage.person('clerk'),
    secondClerk: await stage.person('second clerk'),
    callCentre: await stage.person('call-centre operator'),
    kiosk: await stage.person('kiosk', { width: 1080, height: 1920 }),
    verifier: await stage.person('verifier'),
  };
}

/**
 * The whole life of one card, walked through the pages alone: what the next scene needs to know is read off a page, a
 * letter or a card, as people do. The scenes are to be acted in this order.
 */
export async function lifeInTheBrowser(stage: Stage): Promise<readonly Scene[]> {
  const people = await enterAll(stage);
  const { resident, clerk } = people;
  const { server } = stage.origins;
  const hero = { ...hanako(), name: hanako().name.replaceAll('　', ' ') };
  const portraits = [await applicantPortrait(), await secondPortrait()] as const;
  const photo = (index: 0 | 1): File => jpeg('portrait.jpg', portraits[index].jpeg);
  const { authentication, signature } = hero.secrets;
  let signed = new Uint8Array();
  let serials: readonly string[] = [];

  return [
    {
      title:
        '1 she applies; wrong ID, broken files and wrong birth date are refused and nothing is lost; her PNG becomes a JPEG',
      async act() {
        await apply.askForLink(resident, server, hero, swapNeighbours(hero.applicationId));
        const page = await apply.openPersonalLink(resident, server, 1);
        const png = (bytes: Uint8Array) => ({ name: 'portrait.png', mimeType: 'image/png', bytes });
        await apply.addPhoto(resident, page, png(portraits[0].png), [
          { file: png(portraits[0].png.slice(0, 30_000)), why: 'PNG' },
          { file: jpeg('truncated.jpg', portraits[0].jpeg.slice(0, 30_000)), why: 'put right' },
          { file: jpeg('huge.jpg', new Uint8Array(10 * 1024 * 1024)), why: 'put right' },
        ]);
        await apply.answer(resident, page, '1988-03-15', '090-0123-4567');
        await apply.sendWithWrongBirthDate(resident, page, hero.birthDate);
        assert.match(await apply.send(resident, page), /\S{4}/);
        await page.close();
        await apply.askStatus(resident, server, hero, 'Photo and details are being checked');
      },
    },
    {
      title: '2 she is screened: sent back, only the photo replaced, approved',
      async act() {
        const { screener } = people;
        await atWork(screener, `${server}/operator/screening`, SCREENER);
        await operator.openApplication(screener, server, hero.name);
        await operator.sendBack(screener, hero.name, /background/i, '背景に影があります。');
        await mailbox.openMail(resident, server, /Your application needs a correction/, 1);
        await apply.askStatus(resident, server, hero, 'Another photo is needed');
        await apply.correctPhoto(resident, photo(0));
        await operator.openApplication(screener, server, hero.name);
        await operator.approve(screener, hero.name);
      },
    },
    {
      title: '3 her card is made, checked and shipped',
      async act() {
        await atWork(people.maker, `${server}/operator`, MAKER);
        serials = await operator.makeAndShip(people.maker, server);
        assert.equal(serials.length, 1);
        await apply.askStatus(resident, server, hero, 'Your card is on its way to your office');
      },
    },
    {
      title: '4 it arrives, is compared with the registry, and the issue notice is written',
      async act() {
        await atWork(clerk, `${server}/office`, CLERK);
        await office.receiveBox(clerk, server, serials);
        await office.setUp(clerk, server, hero.name);
        assert.match(await readLetter(clerk, office.letter(clerk, 'Issue notice')), /見本花子/);
        const letter = await mailbox.findLetter(resident, server, 'Issue notice');
        assert.match(await readLetter(resident, letter), /交付通知書/);
        await apply.askStatus(resident, server, hero, 'Your card is ready for you');
      },
    },
    {
      title: '5 it is handed over; she chooses four PINs at her own screen',
      async act() {
        await atWork(clerk, `${server}/office`, CLERK);
        const chosen = await office.handOver(clerk, server, hero, hero.secrets, /^There is none/);
        assert.equal(chosen, 4);
        await office.lookAround(clerk, server);
      },
    },
    {
      title: '6 she logs in, after one wrong PIN',
      async act() {
        await portal.logIn(resident, server, hero.name, authentication, '0000');
        assert.ok((await portal.readAccessLog(resident, server)) > 3);
      },
    },
    {
      title:
        '7 she signs a document; anybody sees who signed, that it is unaltered, and that the certificate holds',
      async act() {
        signed = new Uint8Array(
          await portal.signDocument(resident, server, await contract(), hero.name, signature),
        );
        await verify.check(
          people.verifier,
          server,
          pdfFile('signed.pdf', signed),
          'The electronic signature is valid',
          [/見本\s花子/, 'unchanged', 'in force'],
        );
        await verify.check(
          people.verifier,
          server,
          pdfFile('altered.pdf', altered(signed)),
          'Do not rely on this signature',
          [/^changed$/],
        );
      },
    },
    {
      title:
        '7b she agrees that her bank learns of changes, and withdraws that, each time by a signature of her card',
      async act() {
        await portal.consentAndWithdraw(resident, server, hero.name, signature);
      },
    },
    {
      title: '8 a kiosk prints her resident record; a bank opens an account with her card',
      async act() {
        const paper = await kiosk.printResidentRecord(people.kiosk, server, hero.name, authentication);
        const text = await textOf(paper.pdf);
        assert.match(text, /住民票/);
        assert.match(text, /見本花子/);
        await verify.check(
          people.verifier,
          server,
          pdfFile('resident-record.pdf', paper.pdf),
          'The electronic signature is valid',
          ['This is the electronic seal of a municipality.'],
        );
        await checkPaper(people.verifier, server, paper.serial);
        const hurried = await stage.person('kiosk that is left', { width: 1080, height: 1920 });
        await kiosk.leaveInTheMiddle(hurried, server, hero.name, authentication);
        await bank.openAccount(resident, stage.origins.bank, hero.name, authentication);
        await bank.logOut(resident);
        await bank.logIn(resident, stage.origins.bank, hero.name, authentication);
      },
    },
    {
      title: '9 it is lost: the call centre stops it; log-in, kiosk and verification refuse and say why',
      async act() {
        const operator = people.callCentre;
        await atWork(operator, `${server}/call-centre`, OPERATOR);
        await callCentre.refusedCaller(operator, server, {
          ...hero,
          birthDate: '1970-01-01',
          address: '不明',
        });
        await callCentre.stopCard(operator, server, hero);
        await resident.page.goto(`${server}/portal`);
        await heading(resident.page, 'Log in to the resident portal');
        await portal.refusedLogIn(resident, server, hero.name, authentication, /suspended/);
        await kiosk.refusedCard(people.kiosk, server, hero.name, authentication, /suspended/);
        await verify.check(
          people.verifier,
          server,
          pdfFile('signed.pdf', signed),
          'We cannot tell whether it is genuine',
          [/suspended since/],
        );
        await callCentre.readCalls(operator, server);
      },
    },
    {
      title: '10 it is found: the office reactivates it with a new signature certificate',
      async act() {
        await atWork(clerk, `${server}/office`, CLERK);
        await office.reactivate(clerk, server, hero, signature);
        await portal.logIn(resident, server, hero.name, authentication);
        await portal.signDocument(resident, server, await contract(), hero.name, signature);
      },
    },
    {
      title: '11 it is lost for good: abolished, and a new card takes its place; the old one is refused',
      async act() {
        // Whoever opens a form does not hand its card over (ROL-01).
        const { secondClerk } = people;
        await atWork(secondClerk, `${server}/office`, SECOND_CLERK, 'municipal clerk, Mihon City');
        await office.reportLoss(secondClerk, server, hero, {
          office: '見本警察署',
          number: '令和8年-第123号',
          date: jstDate(new Date()),
        });
        const again = { ...hero, applicationId: await mailbox.scanForm(resident, server) };
        await apply.askForLink(resident, server, again);
        const page = await apply.openPersonalLink(resident, server, 2);
        await apply.addPhoto(resident, page, photo(1));
        await apply.answer(resident, page, hero.birthDate);
        await apply.send(resident, page);
        await page.close();
        await atWork(people.screener, `${server}/operator/screening`, SCREENER);
        await operator.openApplication(people.screener, server, hero.name);
        await operator.approve(people.screener, hero.name);
        await atWork(people.maker, `${server}/operator`, MAKER);
        const made = await operator.makeAndShip(people.maker, server);
        await atWork(clerk, `${server}/office`, CLERK);
        await office.receiveBox(clerk, server, made);
        await office.setUp(clerk, server, hero.name);
        await office.handOver(clerk, server, hero, hero.secrets, /^Lost/);
        await portal.logIn(resident, server, hero.name, authentication);
        await portal.logOut(resident);
        await portal.refusedLogIn(resident, server, hero.name, authentication, /abolished/, chooseOlderCard);
      },
    },
    {
      title:
        'the CA operators look after the CAs, and two of them make a new generation and accredit a verifier',
      async act() {
        const [one, other] = [await stage.person('CA operator'), await stage.person('second CA operator')];
        await atWork(one, `${server}/ca-desk`, CA_OPERATORS[0]);
        await atWork(other, `${server}/ca-desk`, CA_OPERATORS[1]);
        await ca.lookAfterTheCas(one, server);
        await ca.previewRevocation(one, server, hero.personId);
        await ca.makeGenerationByTwo(one, other, server);
        await ca.keepTheVerifiers(one, other, server);
      },
    },
    {
      title: 'and every other page opens',
      act: () => lookElsewhere(people.verifier, stage.origins),
    },
  ];
}

const jpeg = (name: string, bytes: Uint8Array): File => ({ name, mimeType: 'image/jpeg', bytes });

/** The ID with its first two different neighbours swapped: what a typing mistake looks like. */
function swapNeighbours(id: string): string {
  const at = [...id].findIndex((digit, index) => digit !== id[index + 1]);
  return `${id.slice(0, at)}${id[at + 1]}${id[at]}${id.slice(at + 2)}`;
}
