import {
  APPLICATION,
  CARD,
  HANDOVER,
  isStaffRole,
  jstDate,
  type Lifecycle,
  may,
  offered,
  stillValidForHandOver,
  type Transition,
} from '@mibun/rules';
import type { Application } from '../applications/index.ts';
import type { Card } from '../cards/index.ts';
import type { Actor, Bilingual } from '../platform/index.ts';
import type { Destruction } from './destroy-store.ts';
import type { Handover } from './handover/store.ts';
import type { Reactivation } from './reactivation/store.ts';
import type { OfferedAct, PersonAct } from './schemas.ts';
import type { SetUp } from './set-up/store.ts';

/** What is known of a person when it is asked what may be done now. */
export interface Situation {
  readonly viewer: Actor;
  readonly now: Date;
  readonly applications: readonly Application[];
  readonly cards: readonly Card[];
  readonly setUps: ReadonlyMap<string, SetUp>;
  readonly handovers: readonly Handover[];
  readonly reactivations: readonly Reactivation[];
  readonly destructions: readonly Destruction[];
}

const LABELS: Readonly<Record<PersonAct, Bilingual>> = {
  'set-up': { ja: '交付前設定をする', en: 'Set up for pick-up' },
  'hand-over': { ja: '交付を始める', en: 'Begin the hand-over' },
  'resume-hand-over': { ja: '交付を続ける', en: 'Continue the hand-over' },
  'complete-hand-over': { ja: 'カードを渡して終える', en: 'Give the card and finish' },
  reactivate: { ja: '一時停止を解除する', en: 'Reactivate the card' },
  'resume-reactivation': { ja: '一時停止の解除を続ける', en: 'Continue the reactivation' },
  suspend: { ja: '一時停止する', en: 'Suspend the card' },
  'report-loss': { ja: '紛失届・廃止を受け付ける', en: 'Take a loss report and abolish' },
  collect: { ja: 'カードを回収する', en: 'Collect the card' },
  'propose-destruction': { ja: '廃棄を提案する', en: 'Propose destruction' },
  'approve-destruction': { ja: '廃棄を承認する', en: 'Approve destruction' },
  'open-form': { ja: '新しい申請書を渡す', en: 'Give a new application form' },
};

const WHY = {
  setUpRunning: {
    ja: '交付前設定を実行中です。数秒待ってください。',
    en: 'The set-up is running; wait a few seconds.',
  },
  screener: {
    ja: 'あなたが受け付けたか審査した申請です。ほかの職員に代わってください。',
    en: 'You took this application in or screened it; let a colleague hand it over.',
  },
  ownProposal: {
    ja: 'あなたが提案した廃棄です。責任者の承認が必要です。',
    en: 'You proposed it; a supervisor has to approve.',
  },
  supervisorApproves: { ja: '廃棄は責任者が承認します。', en: 'A supervisor approves a destruction.' },
  expired: {
    ja: '有効期限が過ぎています。回収し、新しい申請書を渡してください。',
    en: 'It is past its expiry date; take it in and give a new form.',
  },
  otherOffice: { ja: 'ほかの市区町村のカードです。', en: 'It belongs to another municipal office.' },
} as const satisfies Readonly<Record<string, Bilingual>>;

interface Target {
  readonly application?: string;
  readonly cardId?: string;
  readonly version?: number;
  readonly caseId?: string;
}

/** What this member of staff may do for this person now, taken from the life-cycle tables; with the reason where not. */
export function actsFor(situation: Situation): readonly OfferedAct[] {
  const { viewer, applications, cards } = situation;
  return [
    ...applications.flatMap((application) => applicationActs(situation, application)),
    ...cards.flatMap((card) => cardActs(situation, card)),
    ...(viewer.kind === 'clerk' || viewer.kind === 'supervisor' ? [act('open-form', 'APP-01', {})] : []),
  ];
}

function applicationActs(situation: Situation, application: Application): readonly OfferedAct[] {
  const { viewer, now, handovers, cards } = situation;
  const card = cards.find(({ cardId }) => cardId === application.cardId);
  if (!card) return [];
  const target = { application: application.id, cardId: card.cardId, version: application.version };
  const handover = handovers.find((one) => one.application === application.id);
  if (handover) return handoverActs(viewer, handover, target);
  const acts: OfferedAct[] = [];
  const setUpRow = row(APPLICATION, application.state, 'set-up', viewer);
  if (setUpRow && card.state === 'AT_OFFICE') {
    const running = situation.setUps.get(card.cardId)?.state === 'queued';
    acts.push(act('set-up', setUpRow.rule, target, running ? WHY.setUpRunning : undefined));
  }
  const handOverRow = row(APPLICATION, application.state, 'hand-over', viewer);
  if (handOverRow && row(HANDOVER, null, 'open', viewer)) {
    const valid = stillValidForHandOver(jstDate(now), card.expiry);
    const party = [...application.screeners, ...application.openedBy].includes(viewer.id);
    const why = party ? WHY.screener : valid.ok ? undefined : valid;
    acts.push(act('hand-over', handOverRow.rule, target, why));
  }
  return acts;
}

function handoverActs(viewer: Actor, handover: Handover, target: Target): readonly OfferedAct[] {
  const at = { ...target, version: handover.version, caseId: handover.id };
  const complete = row(HANDOVER, handover.state, 'complete', viewer);
  if (complete) return [act('complete-hand-over', complete.rule, at)];
  const resume = row(HANDOVER, handover.state, 'resume', viewer);
  return resume ? [act('resume-hand-over', resume.rule, at)] : [];
}

/** The act that an event of the card's table is called at the counter. */
const CARD_ACTS = [
  ['lift', 'reactivate'],
  ['suspend', 'suspend'],
  ['abolish', 'report-loss'],
  ['collect', 'collect'],
  ['destroy', 'propose-destruction'],
] as const;

function cardActs(situation: Situation, card: Card): readonly OfferedAct[] {
  const { viewer, now, reactivations, destructions } = situation;
  const target = { cardId: card.cardId, version: card.version, application: card.application };
  const acts: OfferedAct[] = [];
  for (const [event, name] of CARD_ACTS) {
    const found = row(CARD, card.state, event, viewer);
    if (!found) continue;
    const open = reactivations.find(({ cardId }) => cardId === card.cardId);
    if (name === 'reactivate' && open) {
      const at = { ...target, version: open.version, caseId: open.id };
      acts.push(act('resume-reactivation', found.rule, at));
      continue;
    }
    if (name === 'propose-destruction' && destructions.some(({ cardId }) => cardId === card.cardId)) continue;
    const expired = name === 'reactivate' && jstDate(now) > card.expiry;
    const elsewhere = card.municipality !== viewer.office;
    acts.push(act(name, found.rule, target, elsewhere ? WHY.otherOffice : expired ? WHY.expired : undefined));
  }
  const proposed = destructions.find(({ cardId }) => cardId === card.cardId);
  if (proposed) {
    const own = proposed.proposedBy.id === viewer.id;
    const at = { ...target, version: proposed.version, caseId: proposed.id };
    const approves = isStaffRole(viewer.kind) && may(viewer.kind, 'produce-or-destroy', 'approve');
    const why = own ? WHY.ownProposal : approves ? undefined : WHY.supervisorApproves;
    acts.push(act('approve-destruction', 'ROL-01', at, why));
  }
  return acts;
}

function row<S extends string, E extends string>(
  lifecycle: Lifecycle<S, E>,
  from: S | null,
  event: E,
  viewer: Actor,
): Transition<S, E> | undefined {
  return offered(lifecycle, from, viewer.kind).find((one) => one.event === event);
}

function act(name: PersonAct, rule: string, target: Target, why?: Bilingual): OfferedAct {
  return {
    act: name,
    label: { ...LABELS[name] },
    rule,
    possible: why === undefined,
    why: why ? { ja: why.ja, en: why.en } : null,
    application: target.application ?? null,
    cardId: target.cardId ?? null,
    version: target.version ?? null,
    caseId: target.caseId ?? null,
  };
}
