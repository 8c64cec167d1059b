export { type CommandParts, commandParts } from './command-parts.ts';
export { type Exchange, maskedCommand, Transcript } from './transcript.ts';
export { commandName, statusWordMeaning } from './words.ts';
