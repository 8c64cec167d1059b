import { readCrl } from '@mibun/pki';
import type { Story } from '../story.ts';
import type { World } from '../world.ts';

/** CA certificates and all-in-one CRLs; in demo mode everybody is given them (VAR-01). */
export async function keepRevocationLists(world: World, story: Story): Promise<void> {
  const visitor = world.visitor();
  for (const kind of ['signature', 'authentication'] as const) {
    story.keep(
      `ca-${kind}.cer`,
      await visitor.bytes('GET /ca/:file', { params: { file: `${kind}.cer` } }),
      `CA ${kind}`,
    );
    await keepList(visitor, story, kind);
  }
  story.keep(
    'ca-institution.cer',
    await visitor.bytes('GET /ca/:file', { params: { file: 'institution.cer' } }),
    'CA institution',
  );
}

/** The list, and every delta that it names: a validator that reads the kept files looks for them. */
async function keepList(
  visitor: ReturnType<World['visitor']>,
  story: Story,
  kind: 'signature' | 'authentication',
): Promise<void> {
  const list = await visitor.bytes('GET /crl/:name/:file', { params: { name: kind, file: 'all.crl' } });
  story.keep(`crl-${kind}.crl`, list, `CRL ${kind}`);
  for (const [index, url] of readCrl(list).freshestUrls.entries()) {
    const name = index === 0 ? `crl-${kind}-delta.crl` : `crl-${kind}-delta-${index + 1}.crl`;
    story.keep(name, await visitor.fetched(new URL(url).pathname), `delta of the CRL ${kind}`);
  }
}
