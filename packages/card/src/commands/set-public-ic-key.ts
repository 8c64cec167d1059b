import { refuse, SW } from '../status-words.ts';
import type { Command } from './command.ts';

const CV_CERTIFICATE_LENGTH = 568;
const SEEN_PARAMETERS = [0x06c1, 0x00c1];

/**
 * SET PUBLIC IC KEY `80 A2`: presents a terminal's certificate for use without a PIN. Its CA key is not public and
 * our issuer certifies no terminals, so every certificate is refused (chip.md §4.9).
 */
export const setPublicIcKey: Command = (_machine, { p1, p2, data }) => {
  if (!SEEN_PARAMETERS.includes((p1 << 8) | p2)) refuse(SW.wrongParameters);
  return refuse(data.length === CV_CERTIFICATE_LENGTH ? SW.conditionsOfUse : SW.wrongLength);
};
