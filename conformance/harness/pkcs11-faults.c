/* A PKCS #11 library that stands before SoftHSM and fails when it is told to. The file named by MIBUN_FAULT holds
   "FUNCTION CODE": that function answers CODE once (and the file is gone), or, with CODE "abort", "hang" or "lose",
   the process aborts, never comes back, or does what was asked and answers CKR_DEVICE_REMOVED. Every login is a line in
   the file named by MIBUN_FAULT_LOGINS. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pkcs11.h"

static CK_FUNCTION_LIST_PTR real;
static CK_FUNCTION_LIST faulty;

static int told(const char *function, char *code) {
  char name[64];
  const char *path = getenv("MIBUN_FAULT");
  FILE *file = path ? fopen(path, "r") : NULL;
  if (!file) return 0;
  int fields = fscanf(file, "%63s %31s", name, code);
  fclose(file);
  if (fields != 2 || strcmp(name, function)) return 0;
  unlink(path);
  if (!strcmp(code, "abort")) abort();
  if (!strcmp(code, "hang")) for (;;) pause();
  return 1;
}

#define FAULTY(name, parameters, arguments)                        \
  static CK_RV faulty_##name parameters {                          \
    char code[32];                                                 \
    if (!told(#name, code)) return real->name arguments;           \
    if (strcmp(code, "lose")) return strtoul(code, NULL, 0);       \
    real->name arguments;                                          \
    return CKR_DEVICE_REMOVED;                                     \
  }

FAULTY(C_OpenSession,
       (CK_SLOT_ID a, CK_FLAGS b, CK_VOID_PTR c, CK_NOTIFY d, CK_SESSION_HANDLE_PTR e), (a, b, c, d, e))
FAULTY(C_FindObjectsInit, (CK_SESSION_HANDLE a, CK_ATTRIBUTE_PTR b, CK_ULONG c), (a, b, c))
FAULTY(C_SignInit, (CK_SESSION_HANDLE a, CK_MECHANISM_PTR b, CK_OBJECT_HANDLE c), (a, b, c))
FAULTY(C_Sign, (CK_SESSION_HANDLE a, CK_BYTE_PTR b, CK_ULONG c, CK_BYTE_PTR d, CK_ULONG_PTR e), (a, b, c, d, e))
FAULTY(C_GenerateKey,
       (CK_SESSION_HANDLE a, CK_MECHANISM_PTR b, CK_ATTRIBUTE_PTR c, CK_ULONG d, CK_OBJECT_HANDLE_PTR e),
       (a, b, c, d, e))
FAULTY(C_GenerateKeyPair,
       (CK_SESSION_HANDLE a, CK_MECHANISM_PTR b, CK_ATTRIBUTE_PTR c, CK_ULONG d, CK_ATTRIBUTE_PTR e, CK_ULONG f,
        CK_OBJECT_HANDLE_PTR g, CK_OBJECT_HANDLE_PTR h),
       (a, b, c, d, e, f, g, h))

static CK_RV counted_C_Login(CK_SESSION_HANDLE a, CK_USER_TYPE b, CK_UTF8CHAR_PTR c, CK_ULONG d) {
  FILE *file = fopen(getenv("MIBUN_FAULT_LOGINS"), "a");
  if (file) {
    fputs("login\n", file);
    fclose(file);
  }
  return real->C_Login(a, b, c, d);
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST_PTR_PTR list) {
  void *library = dlopen(getenv("MIBUN_FAULT_MODULE"), RTLD_NOW);
  CK_C_GetFunctionList get = library ? (CK_C_GetFunctionList)dlsym(library, "C_GetFunctionList") : NULL;
  if (!get || get(&real) != CKR_OK) return CKR_GENERAL_ERROR;
  faulty = *real;
  faulty.C_OpenSession = faulty_C_OpenSession;
  faulty.C_FindObjectsInit = faulty_C_FindObjectsInit;
  faulty.C_SignInit = faulty_C_SignInit;
  faulty.C_Sign = faulty_C_Sign;
  faulty.C_GenerateKey = faulty_C_GenerateKey;
  faulty.C_GenerateKeyPair = faulty_C_GenerateKeyPair;
  faulty.C_Login = counted_C_Login;
  *list = &faulty;
  return CKR_OK;
}
