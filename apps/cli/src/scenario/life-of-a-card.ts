import type { Hero } from './hero.ts';
import { apply, screen } from './life/apply.ts';
import { keepRevocationLists } from './life/lists.ts';
import { certificatesOf, makeCard } from './life/make.ts';
import { handOver, reactivate, receiveAndSetUp, reportLoss } from './life/office.ts';
import { stopByPhone } from './life/stop.ts';
import { logIn, signAndVerify, useKiosk } from './life/use.ts';
import { applicantPortrait, secondPortrait } from './photo.ts';
import { askStatus } from './status-question.ts';
import { must, type Story } from './story.ts';
import type { Visitor } from './visitor.ts';
import type { World } from './world.ts';

export interface LifeStep {
  readonly id: string;
  readonly title: string;
  act(): Promise<void>;
}

/** The whole life of one card, as the steps that are walked in this order; each refuses to pass if it did not do what it says. */
export function lifeOfACard(world: World, story: Story, hero: Hero): readonly LifeStep[] {
  let resident: Visitor = world.visitor();
  let signed: Uint8Array = new Uint8Array();
  return [
    {
      id: 'apply',
      title: 'the resident applies',
      act: async () => apply(world, story, hero, await applicantPortrait()),
    },
    {
      id: 'screen',
      title: 'the application is screened',
      act: async () => screen(world, story, hero, await applicantPortrait(), true),
    },
    { id: 'make', title: 'the card is made', act: () => makeCard(world, story, hero, 'card-1') },
    {
      id: 'arrive',
      title: 'it arrives at the office and is set up',
      act: () => receiveAndSetUp(world, story, hero, 'card-1'),
    },
    {
      id: 'hand-over',
      title: 'it is handed over',
      act: () => handOver(world, story, hero, 'card-1', 'none'),
    },
    {
      id: 'log-in',
      title: 'the resident logs in',
      act: async () => {
        resident = await logIn(world, story, hero);
      },
    },
    {
      id: 'sign',
      title: 'the resident signs, anybody verifies',
      act: async () => {
        signed = await signAndVerify(world, story, hero, resident);
      },
    },
    { id: 'kiosk', title: 'the kiosk prints a certificate', act: () => useKiosk(world, story, hero) },
    {
      id: 'stop',
      title: 'the card is lost and stopped by phone',
      act: () => stopByPhone(world, story, hero, resident, signed),
    },
    { id: 'reactivate', title: 'it is found and reactivated', act: () => reactivate(world, story, hero) },
    { id: 'lose', title: 'it is lost for good and abolished', act: () => reportLoss(world, story, hero) },
    {
      id: 'replace',
      title: 'a new card replaces it; the old one never works again',
      act: () => replaceCard(world, story, hero),
    },
  ];
}

async function replaceCard(world: World, story: Story, hero: Hero): Promise<void> {
  const old = { ...hero };
  const portrait = await secondPortrait();
  await apply(world, story, hero, portrait);
  await screen(world, story, hero, portrait, false);
  await makeCard(world, story, hero, 'card-2');
  await receiveAndSetUp(world, story, hero, 'card-2');
  await handOver(world, story, hero, 'card-2', 'lost');
  const resident = await logIn(world, story, hero);
  const stranger = world.visitor();
  const refused = await stranger.refusal(
    stranger.logIn('resident', world.running.tray, old.cardSerial, old.secrets.authentication),
  );
  story.show('the old card', refused.message);
  for (const { kind, der } of await certificatesOf(world, old.cardId)) {
    must(
      (await askStatus(world, story, kind, der, 'old-card')) !== 'good',
      'nothing of the old card is good',
    );
  }
  await keepRevocationLists(world, story);
  const { entries } = await resident.call('GET /api/portal/access-log');
  must(entries.length > 10, 'the resident sees who looked at what');
  story.show('entries in her access log', entries.length);
}
