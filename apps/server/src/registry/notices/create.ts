import type { FontBook } from '@mibun/documents';
import { type Http, type Migration, type Platform, systemActor, type Tx } from '../../platform/index.ts';
import type { Resident, Residents } from '../residents/index.ts';
import type { NoticeCountry, Notices } from './api.ts';
import { noticesActs } from './audited-acts.ts';
import { noticeErrors } from './errors.ts';
import { printLetter } from './letters/print.ts';
import { composeMail, MAIL_TEXTS } from './mail-texts.ts';
import type { Outbox } from './outbox.ts';
import { noticeRoutes } from './routes.ts';
import { findLetter, insertLetter, listLetters, noticeMigrations, setPdf } from './store.ts';

export interface NoticesModule {
  readonly api: Notices;
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

const PRINT_JOB = 'notices.print-letter';

export function createNotices(
  platform: Platform,
  deps: {
    readonly residents: Residents;
    readonly country: NoticeCountry;
    /** With the country's pictures of characters that no font has. */
    readonly fonts?: FontBook;
    /** Without one letters are kept and nobody posts them: a demo's lie in a letter box on a page. */
    readonly outbox?: Outbox;
  },
): NoticesModule {
  const { blobs, clock, database, jobs, mail, random } = platform;
  const { residents, country, fonts, outbox } = deps;

  jobs.define<{ letterId: string }>({
    name: PRINT_JOB,
    async run({ letterId }) {
      const job = await database.transaction(async (tx) => {
        const letter = await findLetter(tx, letterId);
        if (!letter || letter.pdf) return undefined;
        const resident: Resident = await residents.read(tx, letter.personId, {
          actor: systemActor('notices'),
          purpose: 'notice',
          caseId: letter.caseId,
        });
        return { letter, resident };
      });
      if (!job) return;
      const pdf = await printLetter({
        ...job.letter,
        letterId,
        country,
        ...(fonts && { fonts }),
        resident: job.resident,
        municipality: residents.municipality(job.resident.municipality),
      });
      const { kind } = job.letter;
      outbox?.put(`${job.resident.municipality}-${kind}-${letterId}.pdf`, pdf);
      await database.transaction(async (tx) =>
        setPdf(tx, letterId, await blobs.put(tx, pdf, 'application/pdf')),
      );
    },
  });

  const api: Notices = {
    async letter(tx, { kind, personId, caseId, occasion = '', params }, act) {
      const { letter, created } = await insertLetter(tx, {
        id: random.id('letter'),
        kind,
        personId,
        caseId,
        occasion,
        params,
        createdAt: clock.now(),
      });
      if (created) {
        await platform.audit.record(tx, {
          ...act,
          action: noticesActs.letter,
          subject: personId,
          caseId,
          detail: { letterId: letter.id, kind },
        });
        await jobs.send(tx, PRINT_JOB, { letterId: letter.id });
      }
      return letter;
    },
    async mail(tx, { kind, to, params }) {
      await mail.send(tx, { to, ...composeMail(MAIL_TEXTS[kind], country, params) });
    },
    letters: listLetters,
    openPdf,
  };

  async function openPdf(tx: Tx, letterId: string): ReturnType<Notices['openPdf']> {
    const letter = await findLetter(tx, letterId);
    if (!letter) throw noticeErrors.LETTER_NOT_FOUND();
    const pdf = letter.pdf && (await blobs.get(tx, letter.pdf));
    if (!pdf) throw noticeErrors.LETTER_BEING_PRINTED();
    return { letter, bytes: pdf.bytes };
  }

  return {
    api,
    migrations: noticeMigrations,
    routes: (app) => noticeRoutes(app, platform, api, residents),
  };
}
