import type { Bilingual } from '@mibun/rules';
import type { RelayTicket, VisitOpened, VisitView } from '@mibun/server/schemas/office/counter';
import type { ComponentType } from 'react';
import type { Resource } from '../../../api/use-resource.ts';
import type { DlItem } from '../../../components/index.ts';
import type { TextPair } from '../../../i18n/index.ts';
import type { ActProps } from '../acts/act-props.ts';

type LinesPair = readonly [ja: readonly string[], en: readonly string[]];

/** What the page of every visit says of a procedure. */
export type VisitWords = {
  readonly title: TextPair;
  /** What follows from giving it up. */
  readonly abandoned: LinesPair;
  readonly done: { readonly title: TextPair; readonly next: LinesPair };
};

/** What the clerk does by hand when the chip is done. */
export interface ByHand<V> {
  readonly mayNow: (visit: V) => boolean;
  readonly act: (visit: V) => Promise<unknown>;
  readonly messages: {
    readonly title: TextPair;
    readonly text: TextPair;
    readonly button: TextPair;
  };
}

/** What is a procedure's own on the page of a visit; the rest is that of every visit (`apps/server/src/office/counter/visit`). */
export interface VisitPage<V extends VisitView> {
  /** A hook: the visit as it stands; undefined loads nothing. */
  readonly useVisit: (id: string | undefined) => Resource<V>;
  readonly resume: (id: string) => Promise<{ readonly relay: RelayTicket }>;
  readonly cancel: (id: string, version: number, reason: string) => Promise<unknown>;
  /** What the holder reads in the window of the card. */
  readonly purpose: Bilingual;
  readonly completed: V['state'];
  readonly cancelled: V['state'];
  readonly messages: VisitWords;
  /** The checks before it. */
  readonly Form: ComponentType<VisitFormProps>;
  /** A hook: what stands below the progress beside the card. */
  readonly useFacts?: (visit: V) => readonly DlItem[];
  /** A hook: what came of it, in numbers and words, beside the words of every one. */
  readonly useOutcome?: (visit: V) => Outcome;
  readonly byHand?: ByHand<V>;
}

export type VisitFormProps = ActProps & { readonly onOpened: (opened: VisitOpened) => void };

export interface Outcome {
  readonly reference?: { readonly label: string; readonly value: string } | undefined;
  readonly also?: readonly string[];
}
