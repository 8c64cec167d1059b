import { CardError, cardErrorFor } from './card-error.ts';
import { type Command, send } from './command.ts';
import type { CardConnection } from './connection.ts';
import { efName, selectFile } from './session.ts';

// P2 = 80: the key EF that is selected (chip.md §4.4).
const VERIFY: Command = { ins: 0x20, p1: 0x00, p2: 0x80 };

/** Selects a key EF and asks its counter; uses no try (CHIP-07). Use inside `inApplication`. */
export async function queryTries(connection: CardConnection, file: number): Promise<number> {
  await selectFile(connection, file);
  const { statusWord } = await send(connection, VERIFY);
  if ((statusWord & 0xfff0) === 0x63c0) return statusWord & 0x0f;
  // Other cards of this kind answer a blocked key so (chip.md §3.3).
  if (statusWord === 0x6983 || statusWord === 0x6984) return 0;
  throw cardErrorFor(statusWord, `tries of ${efName(file)}`);
}

/**
 * Presents a credential once: counter first, then VERIFY, never a second time by itself (PIN-05).
 * Leaves the key EF selected. Use inside `inApplication`.
 * @throws CardError 'wrong-pin' with `triesLeft`, 'pin-blocked' (also before sending, when no try is left)
 */
export async function presentCredential(
  connection: CardConnection,
  file: number,
  value: Uint8Array,
): Promise<void> {
  const triesLeft = await queryTries(connection, file);
  if (triesLeft === 0) {
    throw new CardError('pin-blocked', `${efName(file)} is blocked or was never set`, { triesLeft });
  }
  const { statusWord } = await send(connection, { ...VERIFY, data: value });
  if (statusWord !== 0x9000) throw cardErrorFor(statusWord, `VERIFY ${efName(file)}`);
}
