import { formatDateEn, formatDateJa, PHOTO_DEFECTS, type PlainDate, type RegistryEvent } from '@mibun/rules';
import { type Platform, systemActor, type Tx } from '../../platform/index.ts';
import {
  instantInWords,
  type LetterKind,
  type MailKind,
  type Notices,
} from '../../registry/notices/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import { NOBODY_TO_WRITE_TO, whyCancelled } from './cancelled-words.ts';
import type { ApplicationEffect } from './life.ts';
import type { Application } from './store.ts';

/** Who hears of a step: the address given with the application, or the one in the registry. */
interface Addressee {
  readonly name: string;
  readonly email: string | null;
}

interface Notice {
  readonly application: Application;
  readonly mail: MailKind;
  /** By post instead, to whoever has no address for mails (APP-09). */
  readonly orLetter?: LetterKind;
  readonly params: (name: string) => Readonly<Record<string, string>>;
  /** The holder's own address goes before the applicant's: it is about the card. */
  readonly aboutCard?: true;
}

/** The notices of the table (§10.1, APP-11), each sent by its step and by nobody else. */
export function toldOnSteps(
  { config }: Platform,
  { residents, notices }: { readonly residents: Residents; readonly notices: Notices },
): Readonly<Record<string, ApplicationEffect>> {
  const statusUrl = `${config.origins.server}/apply/status`;
  const actOf = ({ id }: Application) =>
    ({ actor: systemActor('applications'), purpose: 'notice', caseId: id }) as const;

  async function addressee(tx: Tx, application: Application, aboutCard = false): Promise<Addressee> {
    const { contactName, contactEmail } = application;
    if (contactName && contactEmail && !aboutCard) return { name: contactName, email: contactEmail };
    const { name, email } = await residents.read(tx, application.personId, actOf(application));
    if (aboutCard) return { name, email: email ?? contactEmail };
    return { name: contactName ?? name, email: contactEmail ?? email };
  }

  async function tell(tx: Tx, { application, mail, orLetter, params, aboutCard }: Notice): Promise<void> {
    const { name, email } = await addressee(tx, application, aboutCard);
    if (email) await notices.mail(tx, { kind: mail, to: email, params: params(name) });
    else if (orLetter) await write(tx, application, orLetter, params(name));
  }

  /** By post always, and by mail, too, where there is an address. */
  async function callToOffice(
    tx: Tx,
    application: Application,
    pickUpBy: PlainDate,
    { letter, mail }: { readonly letter: LetterKind; readonly mail: MailKind },
  ): Promise<void> {
    await write(tx, application, letter, { deadline: pickUpBy, reference: application.id });
    const deadline = formatDateJa(pickUpBy, { weekday: true });
    const deadlineEn = formatDateEn(pickUpBy);
    const params = (name: string) => ({ name, ...officeOf(application), deadline, deadlineEn });
    await tell(tx, { application, mail, aboutCard: true, params });
  }

  async function write(
    tx: Tx,
    application: Application,
    kind: LetterKind,
    params: Readonly<Record<string, string>>,
  ): Promise<void> {
    const { id: caseId, personId, version } = application;
    await notices.letter(
      tx,
      { kind, personId, caseId, occasion: String(version), params },
      actOf(application),
    );
  }

  const officeOf = ({ municipality }: Application) => {
    const { ja, en } = residents.municipality(municipality).name;
    return { office: `${ja}役所`, officeEn: en };
  };

  return {
    async 'notify-link'(tx, { thing: { contactEmail }, given: { token } }) {
      if (!token || !contactEmail) throw new Error('a personal link without its token or address');
      await notices.mail(tx, {
        kind: 'application-link',
        to: contactEmail,
        // Nobody has shown yet that this address is theirs: the mail holds no word that a stranger wrote.
        params: { link: `${config.origins.server}/apply/continue#${token}` },
      });
    },
    'notify-accepted': (tx, { thing: application, at }) =>
      tell(tx, {
        application,
        mail: 'application-accepted',
        params: (name) => ({
          name,
          at: at.toLocaleString('ja-JP', { timeZone: 'Asia/Tokyo' }),
          statusUrl,
        }),
      }),
    'notify-corrected': (tx, { thing: application }) =>
      tell(tx, { application, mail: 'application-corrected', params: (name) => ({ name, statusUrl }) }),
    'notify-defect': (tx, { thing: application }) => {
      const reasons = PHOTO_DEFECTS.filter(({ id }) => application.defects.includes(id));
      const note = fitForMail(application.defectNote ?? '');
      return tell(tx, {
        application,
        mail: 'application-defect',
        orLetter: 'application-defect',
        params: (name) => ({
          name,
          reason: reasons.map(({ ja }) => ja).join('、'),
          reasonEn: reasons.map(({ en }) => en).join(' '),
          // In the clerk's own words: only they tell what was wrong with this very picture.
          note: note && `担当者から：${note}\n`,
          noteEn: note && `Note from the staff: ${note}\n`,
          statusUrl,
        }),
      });
    },
    'notify-closed': (tx, { thing: application }) =>
      tell(tx, {
        application,
        mail: 'application-closed',
        orLetter: 'application-closed',
        params: (name) => ({ name }),
      }),
    'notify-withdrawn': (tx, { thing: application, at }) =>
      tell(tx, {
        application,
        mail: 'application-withdrawn',
        orLetter: 'application-withdrawn',
        params: (name) => ({ name, ...instantInWords(at) }),
      }),
    'notify-cancelled': (tx, { thing: application, given: { registryEvent } }) =>
      tell(tx, {
        application,
        mail: 'application-cancelled',
        ...(!isGone(registryEvent) && { orLetter: 'application-cancelled' }),
        params: (name) => whyCancelled(registryEvent, name),
      }),
    'notify-shipped': (tx, { thing: application }) =>
      tell(tx, {
        application,
        mail: 'card-shipped',
        params: (name) => ({ name, ...officeOf(application) }),
      }),
    /** NTC-01. */
    async 'send-issue-notice'(tx, { thing: application, given: { pickUpBy } }) {
      if (pickUpBy === undefined) throw new Error(`${application.id} is ready, and nobody said until when`);
      if (pickUpBy === null) return;
      await callToOffice(tx, application, pickUpBy, { letter: 'issue-notice', mail: 'card-ready' });
    },
    /** NTC-03: in the same ways as the notice. */
    async 'notify-reminder'(tx, { thing: application, given: { pickUpBy } }) {
      if (!pickUpBy) throw new Error(`${application.id} is reminded of, and nobody said until when`);
      await callToOffice(tx, application, pickUpBy, { letter: 'pick-up-reminder', mail: 'pick-up-reminder' });
    },
    /** Whoever was called to the office, by post and by mail, is told in the same ways that the call is void. */
    async 'notify-notice-void'(tx, { thing: application }) {
      const letters = await notices.letters(tx, { caseId: application.id });
      if (!letters.some(({ kind }) => kind === 'issue-notice')) return;
      await write(tx, application, 'issue-notice-void', { reference: application.id });
      await tell(tx, {
        application,
        mail: 'issue-notice-void',
        aboutCard: true,
        params: (name) => ({ name, ...officeOf(application) }),
      });
    },
    'notify-destroyed': (tx, { thing: application, at }) =>
      tell(tx, {
        application,
        mail: 'card-destroyed',
        orLetter: 'card-destroyed',
        aboutCard: true,
        params: (name) => ({ name, ...officeOf(application), ...instantInWords(at) }),
      }),
  };
}

const isGone = (event: RegistryEvent | undefined): boolean =>
  event !== undefined && NOBODY_TO_WRITE_TO.includes(event);

/** APP-11: what looks like a number of a person or a form does not go by mail, whoever typed it. */
function fitForMail(note: string): string {
  return note.trim().replaceAll(/[0-9０-９](?:[\s・-]?[0-9０-９]){10,}/gu, '…');
}
