import type { Platform, Tx } from '../../platform/index.ts';
import { isPhotoUsed } from './store.ts';

/** A picture that no application has any more is not kept (§10.1). */
export async function forgetPhoto({ blobs }: Pick<Platform, 'blobs'>, tx: Tx, photo: string): Promise<void> {
  if (!(await isPhotoUsed(tx, photo))) await blobs.remove(tx, photo);
}
