import { profileUnder } from '@mibun/pki';
import { checkCountry, faultLine } from '@mibun/server/country';
import { print, say } from '../output.ts';
import type { CheckCountryOptions } from './command.ts';

/** Whether the folder can be used as it is. */
export function checkFolder(folder: string, { json }: CheckCountryOptions): boolean {
  const { country, faults } = checkCountry(folder);
  if (json) {
    const found = country && {
      name: country.name,
      fictitious: country.fictitious,
      municipalities: country.municipalities.length,
      arc: country.pki.arc,
      // as the declaration of a key ceremony has them
      profile: profileUnder(country.pki.layout, country.pki.arc),
      names: country.pki.names,
    };
    print(JSON.stringify({ sound: faults.length === 0, country: found ?? null, faults }, null, 2));
    return faults.length === 0;
  }
  if (!country) {
    for (const fault of faults) print(faultLine(fault));
    say(`mibun: ${faults.length === 1 ? 'one fault' : `${faults.length} faults`} in ${folder}`);
    say('hint: put all of them right and check again; docs/operate/country.md explains each file');
    return false;
  }
  print(
    `country         ${country.name.ja} / ${country.name.en}${country.fictitious ? ' (fictitious)' : ''}`,
  );
  print(`municipalities  ${country.municipalities.length}`);
  print(`arc             ${country.pki.arc}`);
  print(`authorities     ${Object.values(country.pki.names.authorities).join(', ')}`);
  print('nothing is wrong with it');
  if (country.pki.arc.startsWith('2.999.')) {
    say('hint: the arc is one for examples; production needs the registered one (pki.yaml)');
  }
  return true;
}
