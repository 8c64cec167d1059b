/** Where a card lies in the world: nobody's plastic yet, at a municipal office, with its holder, handed back. */
export type TrayPlace = 'factory' | `office:${string}` | 'wallet' | 'returned';

const OFFICE_FOLDER = /^office-([0-9A-Za-z]{1,16})$/;
const OFFICE_PLACE = /^office:([0-9A-Za-z]{1,16})$/;

/** Folder of a place. @throws RangeError for anything that is not a place */
export function folderOf(place: TrayPlace): string {
  if (place === 'factory' || place === 'wallet' || place === 'returned') return place;
  const office = OFFICE_PLACE.exec(place)?.[1];
  if (office === undefined) throw new RangeError('not a place of a card tray');
  return `office-${office}`;
}

/** The place a folder stands for; undefined for folders that are none. */
export function placeOf(folder: string): TrayPlace | undefined {
  if (folder === 'factory' || folder === 'wallet' || folder === 'returned') return folder;
  const office = OFFICE_FOLDER.exec(folder)?.[1];
  return office === undefined ? undefined : `office:${office}`;
}
