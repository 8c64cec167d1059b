import type { Command } from '../commands/command.ts';
import { getData } from '../commands/get-data.ts';
import { deleteApplication, getStatus, installApplication } from '../free-area/manage.ts';
import { activatePending } from './activate-pending.ts';
import { letHolderSet, setCredential, unblock } from './credentials.ts';
import { generateKeyPair } from './generate-key-pair.ts';
import { putKey } from './put-key.ts';
import { readBack } from './read-back.ts';
import { setStatus } from './set-status.ts';
import { store } from './store.ts';

/**
 * What the issuer may do once the channel is open. The commands of the real issuer are not public: all but PUT KEY,
 * SET STATUS, GET STATUS, DELETE and GET DATA, which are GlobalPlatform's, are our own.
 */
export const ISSUER_COMMANDS: readonly {
  readonly ins: number;
  readonly name: string;
  readonly run: Command;
}[] = [
  { ins: 0x24, name: 'SET CREDENTIAL', run: setCredential },
  { ins: 0x28, name: 'LET HOLDER SET', run: letHolderSet },
  { ins: 0x2c, name: 'UNBLOCK', run: unblock },
  { ins: 0x44, name: 'ACTIVATE PENDING', run: activatePending },
  { ins: 0x46, name: 'GENERATE KEY PAIR', run: generateKeyPair },
  { ins: 0xca, name: 'GET DATA', run: getData },
  { ins: 0xcb, name: 'READ BACK', run: readBack },
  { ins: 0xd8, name: 'PUT KEY', run: putKey },
  { ins: 0xe2, name: 'STORE', run: store },
  { ins: 0xe4, name: 'DELETE', run: deleteApplication },
  { ins: 0xe6, name: 'INSTALL APPLICATION', run: installApplication },
  { ins: 0xf0, name: 'SET STATUS', run: setStatus },
  { ins: 0xf2, name: 'GET STATUS', run: getStatus },
];
