import { createHash } from 'node:crypto';
import type { Notices } from '../notices/index.ts';
import type { Actor, Platform } from '../platform/index.ts';
import type { Residents } from '../residents/index.ts';
import type { Change } from './change.ts';

/** What the use cases of this module share. */
export interface Context {
  readonly platform: Platform;
  readonly residents: Residents;
  readonly notices: Notices;
  readonly change: Change;
}

/** Only the hash of a bearer token is stored: a copy of the database opens no draft. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/** The applicant, known by the form's ID and the birth date, not yet by a card. */
export const applicant = (personId: string, name = '申請者'): Actor => ({
  kind: 'resident',
  id: personId,
  name,
});

export const SCREEN_JOB = 'applications.screen';
