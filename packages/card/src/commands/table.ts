import { externalAuthenticate } from '../issuer-channel/external-authenticate.ts';
import { initializeUpdate } from '../issuer-channel/initialize-update.ts';
import { setSessionKey } from '../secure-messaging/protocol.ts';
import { changeKey, changeReferenceData } from './change-reference-data.ts';
import type { Command } from './command.ts';
import { computeSignature } from './compute-signature.ts';
import { getChallenge } from './get-challenge.ts';
import { getData } from './get-data.ts';
import { internalAuthenticate } from './internal-authenticate.ts';
import type { CommandName } from './names.ts';
import { readBinary } from './read-binary.ts';
import { readRecord } from './read-record.ts';
import { select } from './select.ts';
import { setPublicIcKey } from './set-public-ic-key.ts';
import { verify } from './verify.ts';

export interface CommandEntry {
  readonly cla: number;
  readonly ins: number;
  readonly name: CommandName;
  /** Absent where every application that knows the command refuses it. */
  readonly run?: Command;
}

/**
 * Everything the chip answers to in the clear (chip.md §4); each application's own table says which of it. Secured
 * commands are a table in `secure-messaging/`, the issuer's one in `issuer-channel/`.
 */
export const COMMANDS: readonly CommandEntry[] = [
  { cla: 0x00, ins: 0xa4, name: 'SELECT', run: select },
  { cla: 0x00, ins: 0xb0, name: 'READ BINARY', run: readBinary },
  { cla: 0x00, ins: 0xb2, name: 'READ RECORD', run: readRecord },
  { cla: 0x00, ins: 0x20, name: 'VERIFY', run: verify },
  { cla: 0x00, ins: 0x24, name: 'CHANGE REFERENCE DATA', run: changeReferenceData },
  { cla: 0x80, ins: 0x32, name: 'CHANGE KEY', run: changeKey },
  { cla: 0x80, ins: 0x2a, name: 'COMPUTE DIGITAL SIGNATURE', run: computeSignature },
  { cla: 0x00, ins: 0x88, name: 'INTERNAL AUTHENTICATE', run: internalAuthenticate },
  { cla: 0x00, ins: 0x84, name: 'GET CHALLENGE', run: getChallenge },
  { cla: 0x00, ins: 0xca, name: 'GET DATA', run: getData },
  { cla: 0x80, ins: 0xca, name: 'GET DATA', run: getData },
  { cla: 0x80, ins: 0xa2, name: 'SET PUBLIC IC KEY', run: setPublicIcKey },
  { cla: 0x80, ins: 0xae, name: 'SET SESSION KEY', run: setSessionKey },
  // JICSAP administration (ERASE to MANAGE ATTRIBUTES) is refused: the issuer has a channel of its own (chip.md §3.5).
  { cla: 0x80, ins: 0x06, name: 'ERASE' },
  { cla: 0x80, ins: 0x52, name: 'UNLOCK DF' },
  { cla: 0x80, ins: 0x54, name: 'UNLOCK KEY' },
  { cla: 0x80, ins: 0x8a, name: 'MANAGE ATTRIBUTES' },
  { cla: 0x80, ins: 0xfc, name: 'LAST COMMAND INDICATOR' },
  // The card manager's INITIALIZE UPDATE has the instruction byte of JICSAP LOCK DF.
  { cla: 0x80, ins: 0x50, name: 'INITIALIZE UPDATE', run: initializeUpdate },
  // In the clear it is for terminals with keys of their own, which our issuer does not have (chip.md §4.9).
  { cla: 0x00, ins: 0x82, name: 'EXTERNAL AUTHENTICATE' },
  { cla: 0x84, ins: 0x82, name: 'EXTERNAL AUTHENTICATE', run: externalAuthenticate },
];
