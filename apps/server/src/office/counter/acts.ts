import { APPLICATION, CARD, isStaffRole, type Lifecycle, may, offered, type Transition } from '@mibun/rules';
import type { Application } from '../../issuance/applications/index.ts';
import type { Card } from '../../issuance/cards/index.ts';
import type { Actor, Bilingual } from '../../platform/index.ts';
import type { Destruction } from './destruction/destroy.ts';
import type { CounterProcedure } from './procedures.ts';
import type { OfferedAct, PersonAct } from './schemas.ts';
import type { SetUp } from './set-up/store.ts';
import type { Visit } from './visit/store.ts';

/** What is known of a person when it is asked what may be done now. */
export interface Situation {
  readonly viewer: Actor;
  readonly now: Date;
  readonly applications: readonly Application[];
  readonly cards: readonly Card[];
  readonly setUps: ReadonlyMap<string, SetUp>;
  /** Begun and not over, of every procedure. */
  readonly visits: readonly Visit[];
  readonly destructions: readonly Destruction[];
}

/** Of what needs no card in a reader; a procedure that does brings its own. */
const LABELS = {
  'set-up': { ja: '交付前設定をする', en: 'Set up for pick-up' },
  suspend: { ja: '一時停止する', en: 'Suspend the card' },
  'report-loss': { ja: '紛失届・廃止を受け付ける', en: 'Take a loss report and abolish' },
  collect: { ja: 'カードを回収する', en: 'Collect the card' },
  'propose-destruction': { ja: '廃棄を提案する', en: 'Propose destruction' },
  'approve-destruction': { ja: '廃棄を承認する', en: 'Approve destruction' },
  'withdraw-destruction': { ja: '廃棄の提案を取り下げる', en: 'Withdraw the proposed destruction' },
  'open-form': { ja: '新しい申請書を渡す', en: 'Give a new application form' },
} as const satisfies Readonly<Partial<Record<PersonAct, Bilingual>>>;

export const WHY = {
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
export function actsFor(
  situation: Situation,
  procedures: readonly CounterProcedure[],
): readonly OfferedAct[] {
  const { viewer, applications, cards } = situation;
  return [
    ...applications.flatMap((application) => setUpAct(situation, application)),
    ...procedures.flatMap(({ offers }) => cards.flatMap((card) => offers(situation, card))),
    ...cards.flatMap((card) => cardActs(situation, card)),
    ...(viewer.kind === 'clerk' || viewer.kind === 'supervisor' ? [act('open-form', 'APP-01', {})] : []),
  ];
}

function setUpAct(
  { viewer, cards, setUps, visits }: Situation,
  application: Application,
): readonly OfferedAct[] {
  const card = cards.find(({ cardId }) => cardId === application.cardId);
  const row = rowOf(APPLICATION, application.state, 'set-up', viewer);
  if (!card || !row || card.state !== 'AT_OFFICE') return [];
  if (visits.some(({ cardId }) => cardId === card.cardId)) return [];
  const running = setUps.get(card.cardId)?.state === 'queued';
  const target = { application: application.id, cardId: card.cardId, version: application.version };
  return [act('set-up', row.rule, target, running ? WHY.setUpRunning : undefined)];
}

/** The act that an event of the card's table is called at the counter. */
const CARD_ACTS = [
  ['suspend', 'suspend'],
  ['abolish', 'report-loss'],
  ['collect', 'collect'],
  ['destroy', 'propose-destruction'],
] as const;

function cardActs({ viewer, destructions }: Situation, card: Card): readonly OfferedAct[] {
  const target = { cardId: card.cardId, version: card.version, application: card.application };
  const proposed = destructions.find(({ content }) => content.cardId === card.cardId);
  const acts: OfferedAct[] = [];
  for (const [event, name] of CARD_ACTS) {
    const found = rowOf(CARD, card.state, event, viewer);
    if (!found || (name === 'propose-destruction' && proposed)) continue;
    const elsewhere = card.municipality !== viewer.office;
    acts.push(act(name, found.rule, target, elsewhere ? WHY.otherOffice : undefined));
  }
  if (proposed) {
    const own = proposed.proposedBy.id === viewer.id;
    const at = { ...target, version: proposed.version, caseId: proposed.id };
    const approves = isStaffRole(viewer.kind) && may(viewer.kind, 'produce-or-destroy', 'approve');
    const why = own ? WHY.ownProposal : approves ? undefined : WHY.supervisorApproves;
    acts.push(act('approve-destruction', 'ROL-01', at, why));
    // Whoever may approve finds both in the act above.
    if (why) acts.push(act('withdraw-destruction', 'ROL-01', at));
  }
  return acts;
}

export function rowOf<S extends string, E extends string>(
  lifecycle: Lifecycle<S, E>,
  from: S | null,
  event: E,
  viewer: Actor,
): Transition<S, E> | undefined {
  return offered(lifecycle, from, viewer.kind).find((one) => one.event === event);
}

const act = (name: keyof typeof LABELS, rule: string, target: Target, why?: Bilingual): OfferedAct =>
  offer(name, LABELS[name], rule, target, why);

export function offer(
  name: PersonAct,
  label: Bilingual,
  rule: string,
  target: Target,
  why?: Bilingual,
): OfferedAct {
  return {
    act: name,
    label,
    rule,
    possible: why === undefined,
    why: why ? { ja: why.ja, en: why.en } : null,
    application: target.application ?? null,
    cardId: target.cardId ?? null,
    version: target.version ?? null,
    caseId: target.caseId ?? null,
  };
}
