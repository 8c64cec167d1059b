import type { StatusAnswer } from '@mibun/server/schemas/applications';
import { post } from '../../api/client.ts';
import { birthDateFromParts } from '../../components/date-parts.ts';
import { getDraft, updateDraft } from './draft.ts';

/** Asks for the status again with what the person has typed in this tab. */
export async function lookAgain(): Promise<void> {
  const { applicationId, birthDate } = getDraft();
  const request = { applicationId, birthDate: birthDateFromParts(birthDate) };
  updateDraft({ status: await post<StatusAnswer>('/api/applications/status', request) });
}
