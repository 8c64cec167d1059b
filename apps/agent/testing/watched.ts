import type { CardConnection } from '@mibun/reader';

/** A connection that counts how often a secret is presented (VERIFY with data) and how often the card is reset. */
export function watched(connection: CardConnection) {
  const seen = { verifies: 0, resets: 0, order: [] as string[] };
  const watching: CardConnection = {
    atr: connection.atr,
    transmit: (command) => {
      if (command[1] === 0x20 && command.length > 4) {
        seen.verifies += 1;
        seen.order.push('verify');
      }
      if (command[1] === 0x2a) seen.order.push('sign');
      return connection.transmit(command);
    },
    reset: () => {
      seen.resets += 1;
      seen.order.push('reset');
      return connection.reset();
    },
    close: () => connection.close(),
  };
  return { connection: watching, seen };
}
