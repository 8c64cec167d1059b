import type { Refusal, SignatureFault } from '../../platform/index.ts';
import { deviceErrors } from './errors.ts';

/** What the device is told. Of a signature that is wrong, nothing more than that. */
export function refusalOf(fault: SignatureFault): Refusal {
  switch (fault) {
    case 'clock':
      return deviceErrors.DEVICE_CLOCK_WRONG();
    case 'replayed':
      return deviceErrors.DEVICE_REPLAYED();
    default:
      return deviceErrors.DEVICE_SIGNATURE_WRONG({ privateDetail: fault });
  }
}
