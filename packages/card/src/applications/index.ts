import { CARD_MANAGER } from './card-manager.ts';
import { COMMON } from './common.ts';
import type { ApplicationDefinition, ApplicationName, FileDefinition } from './definition.ts';
import { JPKI } from './jpki.ts';
import { JUKI } from './juki.ts';
import { TEXT } from './text.ts';
import { VISUAL } from './visual.ts';

/** The applications of generation 1 by name: files, rights, commands. One table per application, in a file of its own. */
export const APPLICATIONS = {
  'card-manager': CARD_MANAGER,
  jpki: JPKI,
  text: TEXT,
  visual: VISUAL,
  juki: JUKI,
  common: COMMON,
} as const satisfies Readonly<Record<ApplicationName, ApplicationDefinition>>;

/** Names by which a terminal selects the applications of generation 1 (chip.md §1.1). */
export const AIDS: Readonly<Record<ApplicationName, Uint8Array>> = {
  'card-manager': CARD_MANAGER.aid,
  jpki: JPKI.aid,
  text: TEXT.aid,
  visual: VISUAL.aid,
  juki: JUKI.aid,
  common: COMMON.aid,
};

type Ids<Files> = { readonly [Name in keyof Files]: number };

function ids<Files extends Readonly<Record<string, FileDefinition>>>(files: Files): Ids<Files> {
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, file.id])) as Ids<Files>;
}

/** EF ids of generation 1 by application and name (chip.md §2); of the card manager, the P1-P2 of GET DATA. */
export const FILES = {
  'card-manager': ids(CARD_MANAGER.files),
  jpki: ids(JPKI.files),
  text: ids(TEXT.files),
  visual: ids(VISUAL.files),
  juki: ids(JUKI.files),
  common: ids(COMMON.files),
} as const;
