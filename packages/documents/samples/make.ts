// node samples/make.ts FOLDER — draws every sample document into an existing folder, to look at.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { cardFaces, facesPdf, renderFacePng } from '../src/index.ts';
import { sampleCard } from './card.ts';
import { sampleCertificate } from './certificate.ts';
import { sampleLetter } from './letter.ts';
import { sampleNotice } from './notice.ts';

const [folder, portrait] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: node samples/make.ts FOLDER [PORTRAIT.jpg]\n');
  process.exit(2);
}
const createdAt = new Date('2026-11-22T00:00:00Z');
const save = (name: string, bytes: Uint8Array): void => writeFileSync(path.join(folder, name), bytes);

const photo =
  portrait === undefined
    ? undefined
    : await sharp(readFileSync(portrait))
        .resize(520, 650, { fit: 'cover', position: 'top' })
        .jpeg()
        .toBuffer();
const faces = cardFaces(
  sampleCard(photo === undefined ? undefined : `data:image/jpeg;base64,${photo.toString('base64')}`),
);
save('card-front.png', await renderFacePng(faces.frontSvg, 300));
save('card-back.png', await renderFacePng(faces.backSvg, 300));
save('card.pdf', await facesPdf(faces, { createdAt }));
save('notice.pdf', await sampleNotice(createdAt));
save('certificate.pdf', await sampleCertificate(createdAt));
save('letter.pdf', await sampleLetter(createdAt));
