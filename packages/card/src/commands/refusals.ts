import { refuse, SW } from '../status-words.ts';
import type { Command } from './command.ts';

/** JICSAP administration (UNLOCK KEY and its like): the issuer has a channel of its own (chip.md §3.5). */
export const jicsapAdministration: Command = () => refuse(SW.securityStatus);

/** SET SESSION KEY `80 AE`: this chip delivers no session keys; 66F1 and 6982 as real cards say it (§4.10). */
export const setSessionKey: Command = ({ application }) => {
  const hasNoDelivery = application.name === 'common' || application.name === 'visual';
  return refuse(hasNoDelivery ? SW.noKeyDelivery : SW.securityStatus);
};

/** `80 FC 00 00` exists in the iPhone token only (chip.md §4.11). */
export const lastCommandIndicator: Command = () => refuse(SW.wrongLength);
