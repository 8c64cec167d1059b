import { CardError, CardReaders } from '@mibun/reader';
import { type Config, ConfigurationError, type Logger, type Random } from '../../platform/index.ts';
import { type Encoders, encodersIn } from './encoders.ts';
import { transportKeysFrom } from './transport-keys.ts';

/**
 * The encoders of the configuration. One that is not plugged in stops nobody from asking for the status of a certificate:
 * it is said, and waited for.
 */
export async function openEncoders(
  { transportKeyFile }: Pick<Config, 'transportKeyFile'>,
  names: readonly string[],
  random: Random,
  log: Logger,
): Promise<Encoders & { close(): Promise<void> }> {
  const readers = await openReaders();
  await readers.settled;
  const there = readers.list().map(({ name }) => name);
  for (const name of names.filter((one) => !there.includes(one))) {
    log.warn(
      `MIBUN_ENCODER names "${name}", ${
        readers.running
          ? `and no such reader is plugged in (${there.map((one) => `"${one}"`).join(', ') || 'there is none'})`
          : 'and the card reader service (PC/SC, pcscd) does not run'
      }: cards are made as soon as it is there`,
    );
  }
  const transportKeys = transportKeysFrom(transportKeyFile);
  const encoders = encodersIn({ names, readers, transportKeys, random: random.bytes });
  return { ...encoders, close: () => readers.close() };
}

async function openReaders(): Promise<CardReaders> {
  try {
    return await CardReaders.open();
  } catch (error) {
    if (!(error instanceof CardError)) throw error;
    throw new ConfigurationError('cards cannot be made', [
      `MIBUN_ENCODER is given, and readers cannot be used on this machine: ${error.message}`,
    ]);
  }
}
