import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfDict } from '../../pdf/objects.ts';
import type { PdfRevision } from '../../pdf/revisions.ts';
import type { FormField } from './form.ts';
import { itemsOf } from './form.ts';
import type { GraphComparison } from './graph.ts';
import { Growth } from './growth.ts';
import { freeName, judgeNewField, judgeValue, marksOf } from './new-signature.ts';
import type { KnownObjects } from './objects.ts';
import { COMPARED, nameOf, refOf } from './objects.ts';
import type { ShownPage } from './pages.ts';
import type { Addition, RevisionChanges } from './types.ts';

/** Annotations that are a remark on the page and do nothing (ISO 32000-2 table 171). */
const MARKUP = new Set(
  'Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Caret Stamp Ink Popup'.split(
    ' ',
  ),
);

/**
 * Compares a document with its next revision: what was signed as a whole graph, additions by what they mean. `known` is what
 * the comparison before this one has read already; gives what the next one may use.
 */
export function compareRevisions(
  before: PdfDocument,
  revision: PdfRevision,
  known: KnownObjects,
): { readonly changes: RevisionChanges; readonly known: KnownObjects } {
  const growth = new Growth(before, revision.document, known);
  const graph = growth.compare();
  const changes = new Judgement(growth, graph, revision).result();
  return { changes, known: graph.known };
}

/** What came in, by what it means. */
class Judgement {
  readonly #growth: Growth;
  readonly #graph: GraphComparison;
  readonly #revision: PdfRevision;

  constructor(growth: Growth, graph: GraphComparison, revision: PdfRevision) {
    this.#growth = growth;
    this.#graph = graph;
    this.#revision = revision;
  }

  result(): RevisionChanges {
    this.#judgeAdditions();
    const { additions, changes } = this.#graph;
    return { additions, changes, violations: this.#violations(additions) };
  }

  #judgeAdditions(): void {
    const context = {
      before: this.#graph.before,
      revision: this.#revision,
      pages: this.#growth.pages,
      placed: this.#growth.placed,
    };
    const taken = new Set([...this.#growth.fields.values()].map(({ name }) => name));
    const widgets = new Set<number>();
    for (const name of this.#growth.newResources) {
      if (this.#graph.resourcesInUse.has(name) || this.#graph.drawsWithoutResources)
        this.#graph.change(`the form: /${name}, which was missing at signing, was put in`);
    }
    const { newFields, signed } = this.#growth;
    const filled = [...signed.values()].filter(({ was }) => !was.isWidgetOnly).length;
    if (newFields.length + filled > 1) {
      // Each covers the whole revision, so there can be one; and no file has us look at thousands.
      this.#graph.change('one revision holds several signature fields');
      return;
    }
    for (const field of newFields) {
      const container =
        field.container === undefined ? undefined : this.#growth.fields.get(field.container)?.name;
      const name = freeName(this.#graph.after, field, container, taken);
      if (name === undefined) {
        this.#graph.change('a new field has no name of its own');
        continue;
      }
      taken.add(name);
      const verdict = judgeNewField(context, field, name);
      if ('fault' in verdict) {
        this.#graph.change(verdict.fault);
        continue;
      }
      widgets.add(verdict.widget);
      for (const addition of verdict.additions) this.#graph.add(addition);
    }
    for (const { was, is } of signed.values()) this.#judgeSigned(was, is, context);
    for (const [number, places] of this.#growth.placed) {
      if (!widgets.has(number)) this.#judgeAnnotation(number, places);
    }
  }

  /** A field that was empty, or a widget of one. */
  #judgeSigned(field: FormField, is: PdfDict, context: Parameters<typeof judgeValue>[0]): void {
    if (this.#growth.permissions.isLocked(field.name)) this.#graph.change(`field ${field.name} was locked`);
    const page = this.#pageOf(field.number);
    if (nameOf(is.entries.get('Subtype')) === 'Widget' && page !== undefined) {
      const marks = marksOf(this.#graph.after, is, page, field.name);
      if ('fault' in marks) this.#graph.change(marks.fault);
      else for (const mark of marks.marks) this.#graph.add(mark);
    }
    if (field.isWidgetOnly) return;
    const verdict = judgeValue(context, is.entries.get('V'), field.name);
    if ('fault' in verdict) this.#graph.change(verdict.fault);
    else this.#graph.add(verdict.addition);
  }

  #pageOf(widget: number): ShownPage | undefined {
    for (const [number, page] of this.#growth.pages) {
      const dict = this.#graph.before.dictAt({ kind: 'ref', number, generation: 0 });
      this.#graph.budget.charge(COMPARED);
      if (
        itemsOf(this.#graph.before, dict?.entries.get('Annots')).some(
          (item) => refOf(item)?.number === widget,
        )
      )
        return page;
    }
    return undefined;
  }

  /** A new annotation that belongs to no new signature. */
  #judgeAnnotation(number: number, places: readonly number[]): void {
    const dict = this.#graph.after.dictAt({ kind: 'ref', number, generation: 0 });
    for (const place of places) {
      const page = this.#growth.pages.get(place);
      const subtype = nameOf(dict?.entries.get('Subtype'));
      const acts = dict === undefined || ['A', 'AA', 'OC'].some((key) => dict.entries.has(key));
      const isMarkup =
        subtype !== undefined && MARKUP.has(subtype) && this.#growth.permissions.certified === 3;
      if (page === undefined || dict === undefined || acts || !isMarkup) {
        this.#graph.change(`an annotation was laid over page ${page?.page ?? '?'}`);
        continue;
      }
      const marks = marksOf(this.#graph.after, dict, page);
      if ('fault' in marks) this.#graph.change(marks.fault);
      else
        for (const addition of [{ kind: 'annotation', page: page.page } as const, ...marks.marks])
          this.#graph.add(addition);
    }
  }

  /** What table 257 does not permit at level 1: anything but validation data and time stamps, and what they bring along. */
  #violations(additions: readonly Addition[]): readonly string[] {
    if (this.#growth.permissions.strictest !== 1) return [];
    const kinds = new Set(additions.map(({ kind }) => kind));
    const extended = kinds.has('validation-data') || kinds.has('document-time-stamp');
    return [...kinds]
      .filter((kind) => kind !== 'validation-data' && kind !== 'document-time-stamp')
      .filter((kind) => !(extended && kind === 'metadata'))
      .map((kind) => `a permission of no changes was set, and this was added: ${kind}`);
  }
}
