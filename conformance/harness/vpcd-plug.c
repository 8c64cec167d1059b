/*
 * A reader driver that passes everything on to a copy of vpcd's beside it (NAME.so.driver), until the file
 * NAME.so.unplugged appears: then the device is gone, as if its plug were pulled.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

typedef unsigned long word;
typedef struct {
  word protocol;
  word length;
} io_header;

enum { NO_SUCH_DEVICE = 617 };

static char own_path[4000];
static void *driver;

static void *real(const char *name) {
  if (!driver) {
    Dl_info info;
    char path[4096];
    if (!dladdr((void *)real, &info)) return NULL;
    snprintf(own_path, sizeof own_path, "%s", info.dli_fname);
    snprintf(path, sizeof path, "%s.driver", own_path);
    driver = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  }
  return driver ? dlsym(driver, name) : NULL;
}

static int unplugged(void) {
  char path[4096];
  snprintf(path, sizeof path, "%s.unplugged", own_path);
  return access(path, F_OK) == 0;
}

#define FORWARD(name, parameters, arguments)                 \
  long name parameters {                                     \
    long(*next) parameters = (long(*) parameters)real(#name); \
    return next && !unplugged() ? next arguments : NO_SUCH_DEVICE; \
  }

FORWARD(IFDHCreateChannelByName, (word lun, char *device), (lun, device))
FORWARD(IFDHCreateChannel, (word lun, word channel), (lun, channel))
FORWARD(IFDHGetCapabilities, (word lun, word tag, word *length, void *value), (lun, tag, length, value))
FORWARD(IFDHSetCapabilities, (word lun, word tag, word length, void *value), (lun, tag, length, value))
FORWARD(IFDHSetProtocolParameters,
        (word lun, word protocol, unsigned char flags, unsigned char a, unsigned char b, unsigned char c),
        (lun, protocol, flags, a, b, c))
FORWARD(IFDHPowerICC, (word lun, word action, void *atr, word *length), (lun, action, atr, length))
FORWARD(IFDHTransmitToICC,
        (word lun, io_header send, void *tx, word tx_length, void *rx, word *rx_length, void *received),
        (lun, send, tx, tx_length, rx, rx_length, received))
FORWARD(IFDHControl,
        (word lun, word code, void *tx, word tx_length, void *rx, word rx_length, word *returned),
        (lun, code, tx, tx_length, rx, rx_length, returned))
FORWARD(IFDHICCPresence, (word lun), (lun))

/* The port is given back in any case. */
long IFDHCloseChannel(word lun) {
  long (*next)(word) = (long (*)(word))real("IFDHCloseChannel");
  return next ? next(lun) : NO_SUCH_DEVICE;
}
