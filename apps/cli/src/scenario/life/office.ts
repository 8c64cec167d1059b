import { type Holder, runRelay } from '@mibun/agent';
import { type CredentialKind, jstDate } from '@mibun/rules';
import type { Body } from '@mibun/server/contracts';
import type { Hero } from '../hero.ts';
import { askStatus } from '../status-question.ts';
import { must, type Story } from '../story.ts';
import type { Visitor } from '../visitor.ts';
import type { World } from '../world.ts';
import { newestMail } from './apply.ts';
import { certificatesOf } from './make.ts';

export const personAt = (clerk: Visitor, hero: Hero) =>
  clerk.call('GET /api/office/people/:personId', { params: { personId: hero.personId } });

/** Step 4: the lot is received and counted, the chip compared with the registry, the issue notice printed. */
export async function receiveAndSetUp(world: World, story: Story, hero: Hero, name: string): Promise<void> {
  const clerk = await world.staff('clerk');
  const { lots } = await clerk.call('GET /api/office/arrivals');
  const lot = lots.find(({ cards }) => cards.some(({ chipSerial }) => chipSerial === hero.cardSerial));
  must(lot !== undefined, 'the lot has arrived');
  const receive = (chipSerials: readonly string[]) =>
    clerk.call('POST /api/office/arrivals/:lotId/receive', {
      params: { lotId: lot.lotId },
      body: { chipSerials: [...chipSerials] },
    });
  story.show('count does not match', (await clerk.refusal(receive(['999999999999999']))).code);
  await receive(lot.cards.map(({ chipSerial }) => chipSerial));
  await world.settled();
  await clerk.call('POST /api/office/cards/:cardId/set-up', { params: { cardId: hero.cardId } });
  await world.settled();
  const person = await personAt(clerk, hero);
  const application = person.applications.find(({ id }) => id === hero.application);
  must(application?.state === 'READY', `the card is ready for pick-up (${application?.state})`);
  story.show('state', 'READY');
  const notice = person.letters.find(({ kind, printed }) => kind === 'issue-notice' && printed);
  must(notice !== undefined, 'the issue notice is printed');
  story.keep(
    `${name}-issue-notice.pdf`,
    await clerk.bytes('GET /api/office/letters/:id/pdf', { params: { id: notice.id } }),
    'issue notice',
  );
  story.show('mail', (await newestMail(world, hero.email)).subject.split(' / ')[1] ?? '');
}

/** The holder at their own screen: types what they know, never told to the clerk or the server. */
export function holderOf(hero: Hero): Holder {
  return {
    setPins: async (credentials) =>
      Object.fromEntries(credentials.map((kind: CredentialKind) => [kind, hero.secrets[kind]])),
    askPin: async (kind) => hero.secrets[kind],
  };
}

export interface Ticket {
  readonly url: string;
  readonly token: string;
  readonly cardSerial: string;
}

/** The card lies in the counter's reader; the agent there passes commands on and asks the holder for secrets. */
export async function atTheReader(world: World, hero: Hero, relay: Ticket): Promise<unknown> {
  const connection = world.running.tray.insert(relay.cardSerial);
  try {
    return await runRelay({ relayUrl: relay.url, token: relay.token, connection, holder: holderOf(hero) });
  } finally {
    await connection.close();
  }
}

/** Step 5: documents, the resident's own PINs, activation on both sides, the card goes home. */
export async function handOver(
  world: World,
  story: Story,
  hero: Hero,
  name: string,
  oldCard: 'none' | 'lost',
): Promise<void> {
  const clerk = await world.staff('clerk');
  const open = async (documents: readonly string[]) => {
    const { applications } = await personAt(clerk, hero);
    const application = applications.find(({ id }) => id === hero.application);
    must(application !== undefined, 'the application is at this office');
    return clerk.call('POST /api/office/handovers', {
      body: {
        application: hero.application,
        version: application.version,
        documents: [...documents],
        presented: { name: hero.name, birthDate: hero.birthDate, address: hero.address },
        faceMatches: true,
        noticePresented: true,
        oldCard,
      },
    });
  };
  story.show('bank book alone', (await clerk.refusal(open(['bank-book']))).code);
  const { visitId, relay } = await open(['driving-licence']);
  await atTheReader(world, hero, relay);
  const params = { id: visitId };
  const { mayComplete, version } = await clerk.call('GET /api/office/handovers/:id', { params });
  if (mayComplete) await clerk.call('POST /api/office/handovers/:id/complete', { params, body: { version } });
  await world.settled();
  const { cards } = await personAt(clerk, hero);
  must(cards.find(({ cardId }) => cardId === hero.cardId)?.state === 'ACTIVE', 'the card is in operation');
  story.show('hand-over', visitId);
  story.show('PINs set by', 'the holder, four of them');
  for (const { kind, der } of await certificatesOf(world, hero.cardId)) {
    must(
      (await askStatus(world, story, kind, der, `${name}-handed-over`)) === 'good',
      `${kind} is good after hand-over`,
    );
  }
  must(world.running.tray.placeOf(hero.cardSerial) === 'wallet', 'the card is in the wallet');
  story.show('card', 'in the resident’s wallet');
}

/** Step 10: found again; AUTH works again, SIG is issued anew, the old SIG never comes back. */
export async function reactivate(world: World, story: Story, hero: Hero): Promise<void> {
  const clerk = await world.staff('clerk');
  const before = await certificatesOf(world, hero.cardId);
  const oldSignature = before.find(({ kind }) => kind === 'signature');
  must(oldSignature !== undefined, 'there was a signature certificate');
  const { cards } = await personAt(clerk, hero);
  const card = cards.find(({ cardId }) => cardId === hero.cardId);
  must(card?.state === 'SUSPENDED', 'the card is suspended');
  const opened = await clerk.call('POST /api/office/reactivations', {
    body: {
      cardId: hero.cardId,
      version: card.version,
      documents: ['passport'],
      faceMatches: true,
      wantsSignature: true,
    },
  });
  await atTheReader(world, hero, opened.relay);
  await world.settled();
  const done = await clerk.call('GET /api/office/reactivations/:id', { params: { id: opened.visitId } });
  must(
    done.state === 'COMPLETED' && done.newSignatureSerial !== null,
    `the reactivation is complete (${done.state})`,
  );
  must(done.newSignatureSerial !== oldSignature.serial, 'the signature certificate is a new one');
  story.show('new signature serial', done.newSignatureSerial);
  for (const { kind, serial, der } of await certificatesOf(world, hero.cardId)) {
    const status = await askStatus(world, story, kind, der, `reactivated`);
    if (kind === 'authentication' || serial === done.newSignatureSerial)
      must(status === 'good', `${kind} is good again`);
    else must(status !== 'good', 'the old signature certificate never comes back');
  }
}

/**
 * Step 11, first half: police receipt, the card is abolished for good, a form for a new one. By the second clerk, because
 * whoever opens a form does not hand its card over (ROL-01); the form's ID is in the letter to the holder alone.
 */
export async function reportLoss(world: World, story: Story, hero: Hero): Promise<void> {
  const clerk = await world.staff('second-clerk');
  const report = async (receipt?: Body<'POST /api/office/loss-reports'>['receipt']) => {
    const { cards } = await personAt(clerk, hero);
    const card = cards.find(({ cardId }) => cardId === hero.cardId);
    must(card !== undefined, 'the card is known');
    return clerk.call('POST /api/office/loss-reports', {
      body: {
        cardId: hero.cardId,
        version: card.version,
        cause: 'lost-outside',
        documents: ['passport'],
        faceMatches: true,
        ...(receipt && { receipt }),
      },
    });
  };
  story.show('without police receipt', (await clerk.refusal(report())).code);
  const reported = await report({
    office: '見本警察署',
    date: jstDate(world.running.platform.clock.now()),
    number: '令和8年-第123号',
    kind: 'lost',
  });
  must(reported.state === 'ABOLISHED', 'the card is abolished');
  must(!/\d{23}/.test(JSON.stringify(reported)), 'the clerk does not learn the ID of the new form');
  hero.applicationId = await idInTheLetter(world, hero, reported.letterIds);
  story.show('state', reported.state);
  story.show('fee for the new card', `¥${reported.fee.total}`);
  story.show('new form', 'sent by post');
}

/** The ID of the form that has come by post: what a telephone reads from its QR code. */
async function idInTheLetter(world: World, hero: Hero, letterIds: readonly string[]): Promise<string> {
  await world.settled();
  const { letters } = await world
    .visitor()
    .call('GET /api/demo/letters', { query: { personId: hero.personId } });
  const form = letters.find(({ id, kind }) => kind === 'application-form' && letterIds.includes(id));
  const id = /#id=(\d{23})$/.exec(form?.link ?? '')?.[1];
  must(id !== undefined, 'the new form is in the letter box');
  return id;
}
