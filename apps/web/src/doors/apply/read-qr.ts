import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

const sizes = [1400, 2600, 700] as const;

/**
 * Texts of the QR codes in a picture. The reader is loaded only now, from our own server; the picture stays in the browser.
 *
 * @throws when the picture cannot be decoded or the reader cannot be loaded
 */
export async function qrTextsIn(file: Blob): Promise<readonly string[]> {
  const [{ prepareZXingModule, readBarcodes }, bitmap] = await Promise.all([
    import('zxing-wasm/reader'),
    createImageBitmap(file),
  ]);
  prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });
  // A code that is too fine at one size is often readable at another.
  for (const size of sizes) {
    const found = await readBarcodes(pixelsOf(bitmap, size), { formats: ['QRCode'], tryHarder: true });
    const texts = found.filter(({ isValid }) => isValid).map(({ text }) => text);
    if (texts.length > 0) return texts;
  }
  return [];
}

function pixelsOf(bitmap: ImageBitmap, longest: number): ImageData {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser gives no canvas');
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
