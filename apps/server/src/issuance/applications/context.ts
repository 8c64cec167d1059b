import { createHash } from 'node:crypto';
import type { Actor, Platform } from '../../platform/index.ts';
import type { Notices } from '../../registry/notices/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { Change } from './change.ts';
import type { ApplicationLife } from './life.ts';
import type { PhotoDesk } from './photo-desk.ts';

/** What the use cases of this module share. */
export interface Context {
  readonly platform: Platform;
  readonly residents: Residents;
  readonly notices: Notices;
  readonly life: ApplicationLife;
  readonly change: Change;
  readonly photos: PhotoDesk;
}

/** Only the hash of a bearer token is stored: a copy of the database opens no draft. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * Whoever applies online has proved to have the form's ID or a link, not to be the person of the form: no card, no
 * counter. So what they do is nobody's own act, and the person sees it in the access log as somebody else's.
 */
export const APPLICANT: Actor = {
  kind: 'unauthenticated',
  id: 'channel:online',
  name: 'オンライン申請 / online',
};

/** A form in the audit trail: the same each time, and nobody gets the ID back out of it. */
export const caseOfForm = (applicationId: string): string =>
  `form-${createHash('sha256').update(applicationId).digest('hex').slice(0, 16)}`;

export const SCREEN_JOB = 'applications.screen';
