import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfDict, PdfValue } from '../../pdf/objects.ts';
import { as, sameValue } from '../../pdf/objects.ts';
import type { FormField } from './form.ts';
import { formFields } from './form.ts';
import type { Pair } from './graph.ts';
import { GraphComparison } from './graph.ts';
import { informationFault, metadataFault } from './metadata.ts';
import type { NewField } from './new-signature.ts';
import type { KnownObjects } from './objects.ts';
import { nameOf, refOf } from './objects.ts';
import type { ShownPage } from './pages.ts';
import { shownPages } from './pages.ts';
import type { Permissions } from './permissions.ts';
import { permissionsOf } from './permissions.ts';
import type { Addition } from './types.ts';
import { storeFault } from './validation-data.ts';

const EMPTY: PdfDict = { kind: 'dict', entries: new Map() };
/** What filling in a field writes into it and its widgets (ISO 32000-2 §12.7.4, §12.5.2). */
const FILLED = new Set(['V', 'AP', 'AS', 'I', 'RV', 'M']);
/** What an annotation does, and when it shows: never a matter of remarks on a page. */
const ACTIONS = ['A', 'AA', 'PA', 'Dest', 'OC'];
/** §12.7.4.2 and §12.7.5.2: flags of fields that nobody fills in. */
const READ_ONLY = 1;
const PUSHBUTTON = 1 << 16;
/** What signing an empty field writes into it. */
const SIGNED = new Set(['V', 'AP', 'AS', 'M', 'F', 'MK', 'DA', 'P']);

/** The places of a document where something may come in, and what came in there. Whether it may is judged by others. */
export class Growth {
  readonly pages: ReadonlyMap<number, ShownPage>;
  readonly fields: ReadonlyMap<number, FormField>;
  readonly permissions: Permissions;
  readonly newFields: NewField[] = [];
  /** New annotations: on which pages, once for each time. */
  readonly placed = new Map<number, number[]>();
  /** Fields that were empty and are signed now. */
  readonly signed = new Map<number, { readonly was: FormField; readonly is: PdfDict }>();
  /** Names of new default resources. */
  readonly newResources: string[] = [];
  readonly #graph: GraphComparison;

  constructor(before: PdfDocument, after: PdfDocument, known: KnownObjects) {
    this.#graph = new GraphComparison(before, after, known, (number, pair) => this.#special(number, pair));
    this.pages = shownPages(before);
    this.fields = formFields(before);
    this.permissions = permissionsOf(before, this.fields);
    before.budget.charge(this.pages.size + this.fields.size);
  }

  /** Compares the two revisions whole. */
  compare(): GraphComparison {
    const graph = this.#graph;
    const [was, is] = [graph.before.xref.trailer.entries, graph.after.xref.trailer.entries];
    graph.same(was.get('Root'), is.get('Root'), 'the trailer');
    graph.run();
    this.#information(was.get('Info'), is.get('Info'));
    graph.unreferenced();
    return graph;
  }

  #special(number: number, pair: Pair): boolean {
    const [was, is] = [as('dict', pair.was), as('dict', pair.is)];
    const page = this.pages.get(number);
    const field = this.fields.get(number);
    if (was === undefined || is === undefined) return false;
    const isRoot = number === this.#graph.before.catalogRef.number;
    // What may be changed refers to these; they are compared by themselves, and strictly.
    if (pair.allowed !== undefined && (isRoot || page !== undefined || field !== undefined)) return true;
    if (isRoot) this.#catalog(was, is, pair.within);
    else if (page !== undefined) this.#page(page, was, is, pair.within);
    else if (field !== undefined) this.#field(field, was, is, pair);
    else return false;
    return true;
  }

  #catalog(was: PdfDict, is: PdfDict, within: string): void {
    const special = new Set(['AcroForm', 'DSS', 'Metadata', 'Extensions', 'Version']);
    this.#graph.entries(was, is, { was, is, within }, special);
    const both = (key: string) =>
      this.#graph.resolved(was.entries.get(key), is.entries.get(key), `${within} /${key}`);
    const form = both('AcroForm');
    if (form !== undefined) this.#form(form[0], form[1], `${within} /AcroForm`);
    const store = both('DSS');
    this.#graph.mark(store?.[0]);
    if (store !== undefined && !this.#graph.isSame(store)) {
      const sides = { before: this.#graph.before, after: this.#graph.after, budget: this.#graph.budget };
      const fault = storeFault(sides, store[0], store[1]);
      if (fault !== undefined) this.#graph.change(`the validation data ${fault}`);
      else this.#graph.add({ kind: 'validation-data' });
    }
    this.#metadata(both('Metadata'), 'Metadata');
    this.#metadata(both('Version'), 'Version');
    this.#metadata(both('Extensions'), 'Extensions');
  }

  #metadata(values: readonly [PdfValue, PdfValue] | undefined, key: string): void {
    this.#graph.mark(values?.[0]);
    if (values === undefined || this.#graph.isSame(values)) return;
    const fault = metadataFault(key, this.#graph.after, values[0], values[1]);
    if (fault !== undefined) this.#graph.change(`the catalog: /${key} ${fault}`);
    else this.#graph.add({ kind: 'metadata' });
  }

  #form(was: PdfValue, is: PdfValue, within: string): void {
    const [old, now] = [
      as('dict', was) ?? (was === null ? EMPTY : undefined),
      as('dict', is) ?? (is === null ? EMPTY : undefined),
    ];
    if (old === undefined || now === undefined) {
      this.#graph.same(was, is, within);
      return;
    }
    this.#graph.entries(
      old,
      now,
      { was, is, within },
      new Set(['Fields', 'SigFlags', 'DR', 'DA', 'NeedAppearances']),
    );
    this.#graph.grown(old.entries.get('Fields'), now.entries.get('Fields'), `${within} /Fields`, (ref) =>
      this.newFields.push({ ref, container: undefined }),
    );
    const value = (dict: PdfDict, document: PdfDocument, key: string) =>
      document.resolve(dict.entries.get(key));
    const [oldFlags, flags] = [
      value(old, this.#graph.before, 'SigFlags') ?? 0,
      value(now, this.#graph.after, 'SigFlags') ?? 0,
    ];
    if (oldFlags !== flags && !isMoreFlags(oldFlags, flags)) this.#graph.change(`${within}: /SigFlags`);
    const [oldNeed, need] = [
      value(old, this.#graph.before, 'NeedAppearances') ?? false,
      value(now, this.#graph.after, 'NeedAppearances') ?? false,
    ];
    if (oldNeed !== need) this.#graph.change(`${within}: /NeedAppearances`);
    const [oldAppearance, appearance] = [
      value(old, this.#graph.before, 'DA'),
      value(now, this.#graph.after, 'DA'),
    ];
    const first =
      oldAppearance === null && as('string', appearance) !== undefined && !this.#inheritsAppearance();
    if (!first) this.#graph.same(old.entries.get('DA'), now.entries.get('DA'), `${within} /DA`);
    const resources = this.#graph.resolved(old.entries.get('DR'), now.entries.get('DR'), `${within} /DR`);
    if (resources !== undefined) this.#resources(resources[0], resources[1], `${within} /DR`);
  }

  /** Fields with text of their own that would take a default appearance from the form. */
  #inheritsAppearance(): boolean {
    const hasOwn = (field: FormField | undefined): boolean =>
      field !== undefined && (field.dict.entries.has('DA') || hasOwn(field.parent));
    return [...this.fields.values()].some(
      (field) => (field.type === 'Tx' || field.type === 'Ch') && !hasOwn(field),
    );
  }

  /** Default resources: more fonts and encodings may come, under names that nothing uses yet (§12.7.3). */
  #resources(was: PdfValue, is: PdfValue, within: string): void {
    const [old, now] = [as('dict', was) ?? EMPTY, as('dict', is) ?? EMPTY];
    if ((was !== null && old === EMPTY) || (is !== null && now === EMPTY)) {
      this.#graph.same(was, is, within);
      return;
    }
    const growing = new Set(['Font', 'Encoding', 'ProcSet']);
    this.#graph.entries(old, now, { was, is, within }, growing);
    for (const category of ['Font', 'Encoding']) {
      const both = this.#graph.resolved(
        old.entries.get(category),
        now.entries.get(category),
        `${within} /${category}`,
      );
      if (both === undefined) continue;
      const [from, to] = [as('dict', both[0]) ?? EMPTY, as('dict', both[1]) ?? EMPTY];
      for (const [key, value] of from.entries)
        this.#graph.same(value, to.entries.get(key), `${within} /${key}`);
      for (const key of to.entries.keys()) if (!from.entries.has(key)) this.newResources.push(key);
    }
    if (old.entries.has('ProcSet'))
      this.#graph.same(old.entries.get('ProcSet'), now.entries.get('ProcSet'), within);
  }

  #page(page: ShownPage, was: PdfDict, is: PdfDict, within: string): void {
    this.#graph.entries(was, is, { was, is, within }, new Set(['Annots']));
    const loose = this.permissions.certified === 3;
    const allowed: Addition = { kind: 'annotation', page: page.page };
    const place = (ref: number) => {
      this.placed.set(ref, [...(this.placed.get(ref) ?? []), page.number]);
    };
    const free = (old: readonly PdfValue[], now: readonly PdfValue[]) =>
      this.#annotations(old, now, page, allowed);
    this.#graph.grown(
      was.entries.get('Annots'),
      is.entries.get('Annots'),
      `page ${page.page}`,
      place,
      loose ? free : undefined,
    );
  }

  /** Annotations of a page whose certification allows that they come, change and go; widgets are not meant (table 257). */
  #annotations(old: readonly PdfValue[], now: readonly PdfValue[], page: ShownPage, loose: Addition): void {
    const within = `page ${page.page}`;
    const isWidget = (value: PdfValue) =>
      nameOf(this.#graph.before.dictAt(value)?.entries.get('Subtype')) === 'Widget';
    const numbers = new Map(now.map((item) => [refOf(item)?.number, item]));
    for (const item of old) {
      const number = refOf(item)?.number;
      const kept = number === undefined ? undefined : numbers.get(number);
      this.#graph.same(item, kept, within, isWidget(item) ? undefined : loose);
      if (kept === undefined || number === undefined || isWidget(item)) continue;
      const [was, is] = [this.#graph.before.dictAt(item), this.#graph.after.dictAt(kept)];
      for (const key of ACTIONS) {
        this.#graph.same(was?.entries.get(key), is?.entries.get(key), `${within} /${key}`);
      }
      const moved = !sameValue(this.#graph.before.resolve(item), this.#graph.after.resolve(kept));
      if (moved) this.placed.set(number, [...(this.placed.get(number) ?? []), page.number]);
    }
    if (now.length > old.length)
      this.#graph.change(`${within}: an annotation was put in that is no new object`);
  }

  #field(field: FormField, was: PdfDict, is: PdfDict, pair: Pair): void {
    const { within } = pair;
    if (this.#isBeingSigned(field, is)) {
      this.signed.set(field.number, { was: field, is });
      this.#graph.entries(was, is, pair, SIGNED);
      this.#graph.mark(was.entries.get('AP'));
      this.#graph.mark(was.entries.get('MK'));
      return;
    }
    if (field.isContainer) {
      this.#graph.entries(was, is, pair, new Set(['Kids']));
      this.#graph.grown(was.entries.get('Kids'), is.entries.get('Kids'), within, (ref) =>
        this.newFields.push({ ref, container: field.number }),
      );
      return;
    }
    const { certified } = this.permissions;
    const mayBeFilled =
      certified !== undefined &&
      certified > 1 &&
      this.#canBeFilled(field) &&
      !this.permissions.isLocked(field.name);
    if (!mayBeFilled) {
      this.#graph.entries(was, is, pair);
      return;
    }
    this.#graph.entries(was, is, pair, FILLED);
    const allowed: Addition = { kind: 'field-filled', fieldName: field.name };
    for (const key of FILLED) this.#graph.same(was.entries.get(key), is.entries.get(key), within, allowed);
  }

  #canBeFilled(field: FormField): boolean {
    if (field.type !== 'Tx' && field.type !== 'Ch' && field.type !== 'Btn') return false;
    let flags: PdfValue = null;
    for (let at: FormField | undefined = field; flags === null && at !== undefined; at = at.parent) {
      flags = this.#graph.before.resolve(at.dict.entries.get('Ff'));
    }
    const set = typeof flags === 'number' ? flags : 0;
    return (set & READ_ONLY) === 0 && (field.type !== 'Btn' || (set & PUSHBUTTON) === 0);
  }

  /** An empty signature field, or the widget of one, that this revision signs. */
  #isBeingSigned(field: FormField, is: PdfDict): boolean {
    if (field.type !== 'Sig' || field.value !== null || field.dict.entries.has('V')) return false;
    if (!field.isWidgetOnly) return is.entries.has('V');
    const parent = field.parent;
    if (parent === undefined || parent.dict.entries.has('V')) return false;
    return (
      this.#graph.after.dictAt({ kind: 'ref', number: parent.number, generation: 0 })?.entries.has('V') ??
      false
    );
  }

  #information(was: PdfValue | undefined, is: PdfValue | undefined): void {
    const both = this.#graph.resolved(was, is, 'the trailer /Info');
    if (both === undefined) {
      this.#graph.run();
      return;
    }
    this.#graph.mark(both[0]);
    if (this.#graph.isSame(both)) return;
    const fault = informationFault(this.#graph.before, this.#graph.after, both[0], both[1]);
    if (fault !== undefined) this.#graph.change(`the document information ${fault}`);
    else this.#graph.add({ kind: 'metadata' });
  }
}

function isMoreFlags(was: PdfValue, is: PdfValue): boolean {
  return typeof was === 'number' && typeof is === 'number' && (was & is) === was && (is | 3) === 3;
}
