import type { PdfDocument } from '../pdf/document.ts';
import type { PdfDict, PdfValue } from '../pdf/objects.ts';
import { as, textOf } from '../pdf/objects.ts';
import { refuse } from './refuse.ts';

/**
 * What a value is by the place where it stands: an action is what a viewer takes for one there, whatever it calls
 * itself. `automatic`: run without a click. `triggers`: a dictionary of such. `layers`: says whether content shows.
 * `names`: keys are anybody's own words, as those of fonts on a page are.
 */
export type Role = 'plain' | 'action' | 'automatic' | 'triggers' | 'layers' | 'properties' | 'names';

/** ISO 32000-2 §12.6.4: jumps within the document, links to web pages, turning the pages. */
const HARMLESS = new Set(['GoTo', 'URI', 'Named', 'Thread']);
const TURNING = new Set(['NextPage', 'PrevPage', 'FirstPage', 'LastPage', 'GoBack', 'GoForward', 'Print']);

/** Refused wherever they stand: no other dictionary calls itself so. */
const NAMED_ACTIONS = new Set([
  ...['GoToR', 'GoToE', 'GoToDp', 'Launch', 'Sound', 'Movie', 'Hide', 'SubmitForm', 'ResetForm'],
  ...['ImportData', 'JavaScript', 'SetOCGState', 'Rendition', 'Trans', 'GoTo3DView', 'RichMediaExecute'],
]);

/** Dictionaries whose keys mean nothing by themselves (ISO 32000-1 §7.8.3, §12.3.2.3, §14.7.3). */
const NAMES = new Set([
  ...['Font', 'XObject', 'ExtGState', 'ColorSpace', 'Pattern', 'Shading', 'CharProcs', 'Colorants'],
  ...['Dests', 'RoleMap', 'ClassMap'],
]);

const ADDRESS = /^(?:https?|mailto|tel|ftp):/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

export function roleOf(key: string, value: PdfValue, parent: Role): Role {
  if (parent === 'triggers') return 'automatic';
  if (parent === 'properties' || key === 'OC') return 'layers';
  if (key === 'AA') return 'triggers';
  // An array is a destination: where to begin reading.
  if (key === 'OpenAction') return as('array', value) === undefined ? 'automatic' : 'plain';
  if (key === 'A' || key === 'PA') return 'action';
  if (key === 'Next' && (parent === 'action' || parent === 'automatic')) return parent;
  if (key === 'Properties') return 'properties';
  if (NAMES.has(key) && as('dict', value) !== undefined) return 'names';
  return 'plain';
}

export function demandHarmlessAction(document: PdfDocument, { entries }: PdfDict, role: Role): void {
  const has = (key: string) => document.resolve(entries.get(key)) !== null;
  const type = as('name', document.resolve(entries.get('S')))?.value;
  if (type === 'JavaScript' || has('JS') || has('JavaScript')) refuse('script', 'JavaScript');
  if (role === 'triggers' && entries.size > 0) {
    for (const value of entries.values()) {
      const action = document.dictAt(value);
      if (action !== undefined) demandHarmlessAction(document, action, 'automatic');
    }
    refuse('automatic-action', 'additional actions');
  }
  if (role === 'automatic' && type !== undefined && type !== 'GoTo') refuse('automatic-action', type);
  const isAction = role === 'action' || role === 'automatic';
  if (type !== undefined && (NAMED_ACTIONS.has(type) || (isAction && !HARMLESS.has(type)))) {
    refuse('outside-action', `action ${type}`);
  }
  if (!isAction) return;
  if (type === 'Thread' && has('F')) refuse('outside-action', 'a thread of another file');
  const named = as('name', document.resolve(entries.get('N')))?.value;
  if (type === 'Named' && !TURNING.has(named ?? '')) refuse('outside-action', `named action ${named ?? ''}`);
}

/** A link may lead to a web page, by a full address or one without a scheme; no other scheme is a link. */
export function demandHarmlessAddress(value: PdfValue): void {
  // Viewers pass over blanks and controls in a scheme.
  const address = textOf(value)?.replace(/[^\x21-\x7e]/g, '');
  if (address !== undefined && SCHEME.test(address) && !ADDRESS.test(address)) {
    refuse('outside-action', 'a link that is no web address');
  }
}
