/*
 * Loaded into pcscd before vpcd. vpcd 3.3 writes length and body in two send()s and never sets TCP_NODELAY, so that
 * Nagle's algorithm and delayed acknowledgement cost 44 ms a command; and it listens on every interface, where a
 * virtual reader has no access control. This mends both.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

int accept(int listener, struct sockaddr *peer, socklen_t *length) {
  static int (*next)(int, struct sockaddr *, socklen_t *);
  int on = 1;
  if (!next) next = dlsym(RTLD_NEXT, "accept");
  int connection = next(listener, peer, length);
  if (connection >= 0) setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return connection;
}

int bind(int socket, const struct sockaddr *wanted, socklen_t length) {
  static int (*next)(int, const struct sockaddr *, socklen_t);
  if (!next) next = dlsym(RTLD_NEXT, "bind");
  if (wanted->sa_family != AF_INET || length < sizeof(struct sockaddr_in)) return next(socket, wanted, length);
  struct sockaddr_in address = *(const struct sockaddr_in *)wanted;
  if (address.sin_addr.s_addr == htonl(INADDR_ANY)) address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return next(socket, (const struct sockaddr *)&address, sizeof address);
}
