import { APPLICATION, type ApplicationState, ageOn, jstDate, offered, PHOTO_DEFECTS } from '@mibun/rules';
import type { Actor, Bilingual, LifeEvent } from '../../platform/index.ts';
import type { Municipality, Resident } from '../../registry/residents/index.ts';
import type { Followed } from './follow.ts';
import type { DecisionAnswer, QueueItem, ScreeningAnswer, StatusAnswer } from './schemas.ts';
import { approvalBars } from './screen.ts';
import type { Application } from './store.ts';
import { takeBackUntil } from './take-back.ts';

const labelOf = (state: ApplicationState) => APPLICATION.states[state];
/** The history is of the one table: whatever it has passed through is a state of it. */
const reached = ({ toState }: LifeEvent) => toState as ApplicationState;

/** What happens next, and when (UX.md: always say what happens next). */
const NEXT: Readonly<Partial<Record<ApplicationState, Bilingual>>> = {
  RECEIVED: {
    ja: '内容を確認しています。数日かかります。結果は申請したメールアドレスにお知らせします。',
    en: 'It is being checked, which takes a few days. You will hear by e-mail.',
  },
  SCREENING: {
    ja: '写真と内容を確認しています。数日かかります。',
    en: 'Photo and details are being checked, which takes a few days.',
  },
  DEFECT: {
    ja: '写真を差し替えると、確認を続けます。90日を過ぎると、この申請は終了します。',
    en: 'Replace the photo and the check goes on. After 90 days without an answer this application ends.',
  },
  APPROVED: { ja: 'まもなくカードを作ります。', en: 'Your card will be made shortly.' },
  IN_PRODUCTION: {
    ja: 'カードを作っています。できあがると、お住まいの市区町村に送ります。',
    en: 'Your card is being made. It will then be sent to your municipal office.',
  },
  SHIPPED: { ja: '市区町村に向けて発送しました。', en: 'It is on its way to your municipal office.' },
  AT_MUNICIPALITY: {
    ja: '窓口でお渡しの準備をしています。準備ができると、交付通知書を郵送します。',
    en: 'Your office is preparing it. A notice will reach you by post when it is ready.',
  },
  READY: {
    ja: '交付通知書と本人確認書類を持って、窓口でお受け取りください。',
    en: 'Pick it up at your municipal office with the notice and your identity documents.',
  },
  HANDED_OVER: {
    ja: 'カードをお渡ししました。手続きは終わりです。',
    en: 'You have your card. Nothing more is needed.',
  },
  WITHDRAWN: {
    ja: '申請を取り下げました。必要なときは、新しく申請できます。',
    en: 'You withdrew it. You can apply again at any time.',
  },
};

const UNUSED: Bilingual = {
  ja: 'この申請書は、まだ使われていません。申請を始められます。',
  en: 'This form has not been used yet. You can start your application.',
};
const OVER: Bilingual = {
  ja: 'この申請は終わりました。カードが必要なときは、新しい申請書で申請してください。',
  en: 'This application has ended. If you need a card, apply with a new form.',
};

export function statusView({ application, history, correctionToken }: Followed): StatusAnswer {
  if (!application) {
    return {
      state: null,
      label: null,
      reference: null,
      timeline: [],
      next: UNUSED,
      correction: null,
      mayWithdraw: false,
    };
  }
  return {
    state: application.state,
    label: labelOf(application.state),
    reference: application.id,
    timeline: history
      .filter(({ fromState, toState }) => fromState !== toState && toState !== 'DRAFT')
      .map((entry) => ({
        at: entry.at.toISOString(),
        state: reached(entry),
        label: labelOf(reached(entry)),
      })),
    next: NEXT[application.state] ?? OVER,
    correction: correctionToken
      ? {
          reasons: PHOTO_DEFECTS.filter(({ id }) => application.defects.includes(id)).map(
            ({ id, ja, en }) => ({ id, ja, en }),
          ),
          note: application.defectNote,
          token: correctionToken,
        }
      : null,
    mayWithdraw: offered(APPLICATION, application.state, 'unauthenticated').some(
      ({ event }) => event === 'withdraw',
    ),
  };
}

export function queueView(application: Application, name: string, municipality: Municipality): QueueItem {
  return {
    id: application.id,
    applicationIdEnd: application.applicationId.slice(-3),
    name,
    municipality: municipality.name,
    cause: application.cause,
    channel: application.channel,
    receivedAt: application.receivedAt?.toISOString() ?? null,
    state: application.state,
    hints: [...application.photoFindings],
  };
}

export function decisionView(
  application: Application,
  history: readonly LifeEvent[],
  viewer: Actor,
  now: Date,
): DecisionAnswer {
  const { id, state, version } = application;
  return { id, state, version, takeBackUntil: takeBackUntil(application, history, viewer, now) };
}

export function screeningView(
  application: Application,
  resident: Resident,
  municipality: Municipality,
  history: readonly LifeEvent[],
  viewer: Actor,
  now: Date,
): ScreeningAnswer {
  return {
    id: application.id,
    version: application.version,
    state: application.state,
    label: labelOf(application.state),
    takeBackUntil: takeBackUntil(application, history, viewer, now),
    mayDecide:
      !application.openedBy.includes(viewer.id) &&
      offered(APPLICATION, application.state, viewer.kind).some(({ event }) => event === 'approve'),
    form: {
      applicationIdEnd: application.applicationId.slice(-3),
      cause: application.cause,
      channel: application.channel,
      contactName: application.contactName,
      contactEmail: application.contactEmail,
      phone: application.phone,
      wantsSignature: application.wantsSignature,
      wantsAuthentication: application.wantsAuthentication,
      receivedAt: application.receivedAt?.toISOString() ?? null,
    },
    registry: {
      name: resident.name,
      nameKana: resident.nameKana,
      nameRomaji: resident.nameRomaji,
      formerSurname: resident.formerSurname,
      commonName: resident.commonName,
      birthDate: resident.birthDate,
      age: ageOn(resident.birthDate, jstDate(now)),
      sex: resident.sex,
      address: resident.address,
      municipality: municipality.name,
      nationality: resident.nationality,
      residenceStatus: resident.residenceStatus,
      stayUntil: resident.stayUntil,
      version: resident.version,
    },
    hasPhoto: application.photo !== null,
    hints: [...application.photoFindings],
    bars: [...approvalBars(application, resident, now)],
    reasons: PHOTO_DEFECTS.map(({ id, ja, en }) => ({ id, ja, en })),
    history: history.map((entry) => ({
      at: entry.at.toISOString(),
      label: labelOf(reached(entry)),
      actorName: entry.actorName,
      reason: entry.reason,
    })),
  };
}
