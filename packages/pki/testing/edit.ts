import { DerReader } from '../src/der/read.ts';
import { element } from '../src/der/write.ts';

/**
 * The same structure with one element put in place of another: `path` leads to it by the places in each constructed
 * element. Lengths above it are written anew. The change may give several elements, or none.
 */
export function edit(
  der: Uint8Array,
  path: readonly number[],
  change: (raw: Uint8Array) => Uint8Array | readonly Uint8Array[],
): Uint8Array {
  const node = new DerReader(der).next();
  const children = [...DerReader.inside(node)].map(({ raw }) => raw);
  const [place = 0, ...below] = path;
  const child = children[place];
  if (!child) throw new RangeError(`nothing at place ${place}`);
  const changed = below.length > 0 ? edit(child, below, change) : change(child);
  const replacement = changed instanceof Uint8Array ? [changed] : changed;
  return element(node.tag, ...children.toSpliced(place, 1, ...replacement));
}

/** The octets with one of them replaced. */
export function withOctet(der: Uint8Array, index: number, value: number): Uint8Array {
  const changed = Uint8Array.from(der);
  changed[index < 0 ? changed.length + index : index] = value;
  return changed;
}

/** The element with octets put behind its content, its length written anew. */
export function longer(raw: Uint8Array, ...more: readonly Uint8Array[]): Uint8Array {
  const node = new DerReader(raw).next();
  return element(node.tag, node.content, ...more);
}

/** Identifier and content, the length in the long form with `size` octets: minimal or not. */
export function withLongLength(raw: Uint8Array, size: number): Uint8Array {
  const { tag, content } = new DerReader(raw).next();
  const length = new Uint8Array(1 + size);
  length[0] = 0x80 | size;
  for (let index = 0, left = content.length; index < size; index++, left = Math.floor(left / 256)) {
    length[size - index] = left % 256;
  }
  return Uint8Array.from(Buffer.concat([Uint8Array.of(tag), length, content]));
}
