import type { CommandApdu } from '../apdu.ts';
import { concat, NO_BYTES, u16 } from '../bytes.ts';
import { AES_BLOCK, decryptCbc, encryptBlock, encryptCbc, pad, unpad, ZERO_BLOCK } from '../crypto/aes.ts';
import { aesCmac } from '../crypto/cmac.ts';
import { sameSecret } from '../crypto/constant-time.ts';
import type { SessionKeys } from './session-keys.ts';

export const MAC_LENGTH = 8;

const RESPONSE = 0x80;

/**
 * Card side of an SCP03 session at security level 33: C-MAC, C-DECRYPTION, R-MAC, R-ENCRYPTION (GlobalPlatform
 * Amendment D §6.2). It must see every command in order: the chained MAC makes a dropped or repeated one fail.
 */
export class Scp03Session {
  readonly #keys: SessionKeys;
  #chaining: Uint8Array = ZERO_BLOCK;
  #counter = 0;

  constructor(keys: SessionKeys) {
    this.#keys = keys;
  }

  /** Checks the MAC at the end of the data field and gives the data before it; undefined if it is wrong. */
  checkMac(command: CommandApdu): Uint8Array | undefined {
    const end = command.data.length - MAC_LENGTH;
    if (end < 0) return undefined;
    const { cla, ins, p1, p2 } = command;
    const body = command.data.slice(0, end);
    const header = concat(Uint8Array.of(cla, ins, p1, p2), command.lcField);
    const mac = aesCmac(this.#keys.mac, concat(this.#chaining, header, body));
    if (!sameSecret(mac.slice(0, MAC_LENGTH), command.data.slice(end))) return undefined;
    this.#chaining = mac;
    return body;
  }

  /** As {@link checkMac}, and decrypts; undefined if the command was not made with the session's keys. */
  unwrap(command: CommandApdu): Uint8Array | undefined {
    const body = this.checkMac(command);
    if (!body) return undefined;
    this.#counter += 1;
    if (body.length === 0) return NO_BYTES;
    if (body.length % AES_BLOCK !== 0) return undefined;
    return unpad(decryptCbc(this.#keys.enc, this.#icv(0x00), body));
  }

  /** Encrypts answer data, if any, and adds the MAC over data and status word. */
  wrap(data: Uint8Array, statusWord: number): Uint8Array {
    const body = data.length === 0 ? data : encryptCbc(this.#keys.enc, this.#icv(RESPONSE), pad(data));
    const mac = aesCmac(this.#keys.rmac, concat(this.#chaining, body, u16(statusWord)));
    return concat(body, mac.slice(0, MAC_LENGTH));
  }

  // The command counter, encrypted; answers set its first bit so that no block repeats (Amendment D §6.2.7).
  #icv(direction: number): Uint8Array {
    const block = new Uint8Array(AES_BLOCK);
    new DataView(block.buffer).setUint32(AES_BLOCK - 4, this.#counter);
    block[0] = direction;
    return encryptBlock(this.#keys.enc, block);
  }
}
