import type { PdfDocument } from '../pdf/document.ts';
import type { PdfDict, PdfValue } from '../pdf/objects.ts';
import { as } from '../pdf/objects.ts';
import { refuse } from './refuse.ts';

/** Kept in a layer's usage without hiding it (ISO 32000-1 table 102). */
const QUIET_USAGE = new Set(['CreatorInfo', 'PageElement']);

/**
 * Optional content (ISO 32000-1 §8.11). Layers that all show, in every configuration and for every use, are a
 * drawing's order; a layer that is off is content that the signer did not see and a reader may.
 */
export class Layers {
  readonly #document: PdfDocument;
  readonly #properties: PdfDict | undefined;
  readonly #known = new Set<number>();

  constructor(document: PdfDocument) {
    this.#document = document;
    this.#properties = document.dictAt(document.catalog.entries.get('OCProperties'));
    for (const group of this.#list(this.#properties, 'OCGs')) {
      const reference = as('ref', group);
      if (reference !== undefined) this.#known.add(reference.number);
    }
  }

  #list(dict: PdfDict | undefined, key: string): readonly PdfValue[] {
    return as('array', this.#document.resolve(dict?.entries.get(key)))?.items ?? [];
  }

  #name(value: PdfValue | undefined): string | undefined {
    return as('name', this.#document.resolve(value))?.value;
  }

  demandAllShown(): void {
    const properties = this.#properties;
    if (properties === undefined) return;
    const standard = this.#document.dictAt(properties.entries.get('D'));
    if (standard === undefined) refuse('hidden-content', 'layers without a configuration');
    for (const value of [standard, ...this.#list(properties, 'Configs')]) {
      const configuration = this.#document.dictAt(value);
      const base = this.#name(configuration?.entries.get('BaseState')) ?? 'ON';
      if (base !== 'ON') refuse('hidden-content', `layers that begin ${base}`);
      if (this.#list(configuration, 'OFF').length > 0) refuse('hidden-content', 'layers that are off');
      if (this.#list(configuration, 'AS').length > 0) this.#demandQuietUsage();
    }
  }

  /** With /AS a layer comes and goes by zoom, language, or between the screen and the printer. */
  #demandQuietUsage(): void {
    for (const group of this.#list(this.#properties, 'OCGs')) {
      const usage = this.#document.dictAt(this.#document.dictAt(group)?.entries.get('Usage'));
      for (const [key, value] of usage?.entries ?? []) {
        const states = [...(this.#document.dictAt(value)?.entries ?? [])];
        const shown = states.every(([state, on]) => !state.endsWith('State') || this.#name(on) === 'ON');
        const quiet = QUIET_USAGE.has(key) || (['View', 'Print', 'Export'].includes(key) && shown);
        if (!quiet) refuse('hidden-content', `layers that depend on ${key}`);
      }
    }
  }

  /** A group that the catalog does not list has no state that readers agree about. */
  demandKnown(value: PdfValue): void {
    const resolved = this.#document.resolve(value);
    const groups = as('array', resolved)?.items ?? [value];
    for (const group of groups) {
      const dict = this.#document.dictAt(group);
      if (this.#name(dict?.entries.get('Type')) === 'OCMD' || dict === undefined) continue;
      const number = as('ref', group)?.number;
      if (number === undefined || !this.#known.has(number)) refuse('hidden-content', 'a layer not listed');
    }
  }

  /** Membership (§8.11.2.2): with all layers on, what shows when they are off does not show. */
  demandShown(dict: PdfDict): void {
    const policy = this.#name(dict.entries.get('P')) ?? 'AnyOn';
    const member = this.#name(dict.entries.get('Type')) === 'OCMD' || dict.entries.has('OCGs');
    if (!member) return;
    const expression = this.#document.resolve(dict.entries.get('VE')) !== null;
    if (expression || (policy !== 'AnyOn' && policy !== 'AllOn')) {
      refuse('hidden-content', 'content that shows when a layer is off');
    }
  }
}
