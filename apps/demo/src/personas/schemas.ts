import { bilingual } from '@mibun/protocol';
import { z } from 'zod';

/** A member of the cast, as pages that help newcomers need them. Nothing here is secret in the demo. */
export const personaSchema = z.object({
  key: z.string(),
  personId: z.string(),
  /** Family name, U+3000, given name. */
  name: z.string(),
  birthDate: z.iso.date(),
  /** An address whose mails arrive in the demo's mailbox. */
  email: z.string(),
  /** ID of the application form in the person's hands. */
  applicationId: z.string().optional(),
  /** Members of staff only. */
  role: z.string().optional(),
  /** Code of the municipality; municipal staff only. */
  office: z.string().optional(),
  note: bilingual,
});

export const portraitParams = z.object({ file: z.string().regex(/^[\w-]+\.jpg$/) });

export const personasAnswer = z.array(personaSchema);

export type PersonaView = z.infer<typeof personaSchema>;
