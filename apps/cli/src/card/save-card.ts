import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CardProfile } from '@mibun/card';
import { facesPdf, renderFacePng } from '@mibun/documents';
import { der, toPem } from '@mibun/pki';
import type { GivenCredentials } from '@mibun/reader';
import type { FileCheck } from '@mibun/test-card';
import { drawFaces } from './draw-faces.ts';
import { sayWhatIsSubstituted } from './substitutes.ts';

const CERTIFICATES = new Set([
  'authenticationCertificate',
  'authenticationCa',
  'signatureCertificate',
  'signatureCa',
]);

/**
 * Writes everything that was read: each file as it is, certificates as PEM too, the photo, both faces.
 * @returns the files that were written
 */
export async function saveCard(
  folder: string,
  files: readonly FileCheck[],
  given: GivenCredentials,
  profile: CardProfile,
): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const written: string[] = [];
  const write = (name: string, content: Uint8Array | string): void => {
    const path = join(folder, name);
    // Personal data of the holder.
    writeFileSync(path, content, { mode: 0o600 });
    written.push(path);
  };
  for (const { application, name, state, bytes } of files) {
    if (state !== 'read') continue;
    write(`${application}-${name}.bin`, bytes);
    if (CERTIFICATES.has(name)) write(`${name}.pem`, toPem('CERTIFICATE', der.readElement(bytes).raw));
  }
  const drawn = await drawFaces(files, given, profile);
  if (drawn === undefined) return written;
  const { faces, photoPng } = drawn;
  if (photoPng) write('photo.png', photoPng);
  write('front.png', await renderFacePng(faces.frontSvg));
  write('back.png', await renderFacePng(faces.backSvg));
  sayWhatIsSubstituted(faces.substituted);
  write('faces.pdf', await facesPdf(faces, { createdAt: new Date() }));
  return written;
}
