import { freeFieldName } from '../pades/field-name.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { PdfDict, PdfRef, PdfValue } from '../pdf/objects.ts';
import { as } from '../pdf/objects.ts';
import type { Role } from './actions.ts';
import { demandHarmlessAction, demandHarmlessAddress, roleOf } from './actions.ts';
import { Layers } from './layers.ts';
import { demandDocumentPermission, demandPermissionOf } from './permissions.ts';
import { refuse } from './refuse.ts';

/** Annotations that play something or load something to show it (ISO 32000-2 §12.5.6, §13). */
const MOVING = new Set(['Movie', 'Sound', 'Screen', 'RichMedia', '3D', 'Projection']);

/**
 * Refuses what would show or do something else later although not one signed octet changes, and what its author does
 * not allow to be changed. A signature says "I saw this": that means nothing when the document decides by itself what
 * it shows. Attached files, links to web pages and jumps within the document may stay; they are signed as they are.
 *
 * @throws PdfError with a code for each reason.
 */
export function demandSignable(document: PdfDocument): void {
  new Walk(document, freeFieldName(document)).run();
}

interface Edge {
  readonly value: PdfValue;
  readonly role: Role;
}

/** Everything that can be reached from the catalog and the document information, each object once in each role. */
class Walk {
  readonly #document: PdfDocument;
  readonly #fieldName: string;
  readonly #layers: Layers;
  readonly #todo: Edge[] = [];
  readonly #seen = new Map<Role, Set<number>>();

  constructor(document: PdfDocument, fieldName: string) {
    this.#document = document;
    this.#fieldName = fieldName;
    this.#layers = new Layers(document);
  }

  run(): void {
    const { catalog } = this.#document;
    this.#demandPlainForm(catalog);
    demandDocumentPermission(this.#document);
    this.#layers.demandAllShown();
    for (const key of ['Root', 'Info']) {
      const value = this.#document.xref.trailer.entries.get(key);
      if (value !== undefined) this.#todo.push({ value, role: 'plain' });
    }
    for (let edge = this.#todo.pop(); edge !== undefined; edge = this.#todo.pop()) this.#follow(edge);
  }

  #demandPlainForm(catalog: PdfDict): void {
    const form = this.#document.dictAt(catalog.entries.get('AcroForm'));
    const xfa = this.#document.resolve(form?.entries.get('XFA'));
    const rendering = this.#document.resolve(catalog.entries.get('NeedsRendering'));
    if (xfa !== null || rendering === true) refuse('xfa-form', 'a form that is drawn when it is opened');
  }

  #follow({ value, role }: Edge): void {
    this.#document.budget.charge(1);
    const reference = as('ref', value);
    if (reference === undefined) {
      this.#visit(value, role);
      return;
    }
    const seen = this.#seen.get(role) ?? new Set();
    if (seen.has(reference.number)) return;
    this.#seen.set(role, seen.add(reference.number));
    this.#demandThere(reference);
    this.#visit(this.#document.object(reference.number), role);
  }

  /** What does not exist yet can be defined later, and then the same page shows something else. */
  #demandThere({ number, generation }: PdfRef): void {
    const entry = this.#document.xref.entries.get(number);
    const there =
      entry?.type === 'plain'
        ? entry.generation === generation
        : entry?.type === 'compressed' && generation === 0;
    if (!there) refuse('dangling-reference', `object ${number} ${generation} is missing`);
  }

  #visit(value: PdfValue, role: Role): void {
    if (typeof value !== 'object' || value === null) return;
    if (value.kind === 'array') {
      for (const item of value.items) this.#todo.push({ value: item, role });
    } else if (value.kind === 'dict') {
      this.#visitDict(value, role);
    } else if (value.kind === 'stream') {
      this.#demandOwnContent(value.dict);
      this.#visitDict(value.dict, role);
    }
  }

  #visitDict(dict: PdfDict, role: Role): void {
    if (role === 'names') {
      for (const value of dict.entries.values()) this.#todo.push({ value, role: 'plain' });
      return;
    }
    demandHarmlessAction(this.#document, dict, role);
    const subtype = as('name', this.#document.resolve(dict.entries.get('Subtype')))?.value;
    if (subtype !== undefined && MOVING.has(subtype)) refuse('moving-content', `annotation ${subtype}`);
    demandPermissionOf(this.#document, dict, this.#fieldName);
    for (const [key, value] of dict.entries) {
      if (key === 'URI' || key === 'Base') demandHarmlessAddress(this.#document.resolve(value));
      if (key === 'OC' || key === 'OCGs') this.#layers.demandKnown(value);
      this.#todo.push({ value, role: roleOf(key, this.#document.resolve(value), role) });
    }
    if (role === 'layers') this.#layers.demandShown(dict);
  }

  /** ISO 32000-1 §7.3.8.2, §8.10.4, §8.9.5.4, §14.11.7: content that lies elsewhere, or another picture for another use. */
  #demandOwnContent({ entries }: PdfDict): void {
    for (const key of ['F', 'Ref', 'OPI']) {
      if (this.#document.resolve(entries.get(key)) !== null)
        refuse('outside-content', `a stream with /${key}`);
    }
    if (this.#document.resolve(entries.get('Alternates')) !== null) {
      refuse('hidden-content', 'a picture with alternates');
    }
  }
}
