import { call } from '../../api/call.ts';
import { birthDateFromParts } from '../../components/date-parts.ts';
import { getDraft, updateDraft } from './draft.ts';

/** Asks for the status again with what the person has typed in this tab. */
export async function lookAgain(): Promise<void> {
  const { applicationId, birthDate } = getDraft();
  const request = { applicationId, birthDate: birthDateFromParts(birthDate) ?? '' };
  updateDraft({ status: await call('POST /api/applications/status', { body: request }) });
}
