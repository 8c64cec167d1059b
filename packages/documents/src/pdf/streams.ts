import { inflateSync } from 'node:zlib';
import { PdfError } from '../errors.ts';
import type { PdfBudget } from './budget.ts';
import type { PdfStream } from './objects.ts';
import { as } from './objects.ts';

/**
 * Decodes a stream with no filter or FlateDecode with a PNG predictor: what xref and object streams use. A chain of
 * filters is refused, so no stage can feed another. Paid for by octet, going in and coming out.
 */
export function decodeStream(stream: PdfStream, budget: PdfBudget): Uint8Array {
  budget.charge(stream.raw.length);
  const filter = stream.dict.entries.get('Filter');
  if (filter === undefined || filter === null) return stream.raw;
  const single = as('array', filter);
  const filterName = single?.items.length === 1 ? as('name', single.items[0]) : as('name', filter);
  if (filterName?.value !== 'FlateDecode')
    throw new PdfError('damaged', 'structure stream with another filter');
  const parms = stream.dict.entries.get('DecodeParms');
  const parmsDict = as('dict', parms) ?? as('dict', as('array', parms)?.items[0]);
  const data = inflate(stream.raw, budget);
  const predictor = parmsDict?.entries.get('Predictor') ?? 1;
  if (predictor === 1) return data;
  const columns = parmsDict?.entries.get('Columns') ?? 1;
  if (typeof predictor !== 'number' || predictor < 10 || typeof columns !== 'number') {
    throw new PdfError('damaged', 'unknown predictor');
  }
  if (!Number.isInteger(columns) || columns < 1 || columns > 64) {
    throw new PdfError('limit-exceeded', 'predictor columns');
  }
  budget.charge(data.length);
  return undoPngPredictor(data, columns);
}

function inflate(raw: Uint8Array, budget: PdfBudget): Uint8Array {
  let data: Uint8Array;
  try {
    data = inflateSync(raw, { maxOutputLength: Math.max(1, budget.decodable) });
  } catch (error) {
    const tooMuch = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    if (tooMuch) throw new PdfError('limit-exceeded', 'decoded octets');
    throw new PdfError('damaged', 'compressed stream cannot be read');
  }
  budget.chargeDecoded(data.length);
  return data;
}

/** PNG filters (RFC 2083 §6) on rows of `columns` bytes. */
function undoPngPredictor(data: Uint8Array, columns: number): Uint8Array {
  const rows = Math.floor(data.length / (columns + 1));
  const out = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const type = data[row * (columns + 1)] ?? 0;
    for (let x = 0; x < columns; x++) {
      const at = row * columns + x;
      const left = x > 0 ? (out[at - 1] ?? 0) : 0;
      const up = row > 0 ? (out[at - columns] ?? 0) : 0;
      const corner = x > 0 && row > 0 ? (out[at - columns - 1] ?? 0) : 0;
      out[at] = (data[row * (columns + 1) + 1 + x] ?? 0) + predicted(type, left, up, corner);
    }
  }
  return out;
}

function predicted(type: number, left: number, up: number, corner: number): number {
  switch (type) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const p = left + up - corner;
      const [a, b, c] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)];
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default:
      throw new PdfError('damaged', 'unknown row filter');
  }
}
