import type { CredentialKind } from '@mibun/rules';
import { z } from 'zod';

const KINDS: Readonly<Record<CredentialKind, CredentialKind>> = {
  signature: 'signature',
  authentication: 'authentication',
  registry: 'registry',
  text: 'text',
};

/** Which secret of a card. */
export const credential = z.enum(KINDS);
