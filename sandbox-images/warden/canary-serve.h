#ifndef CANARY_SERVE_H
#define CANARY_SERVE_H

int serve(const char *mode_name, const char *where);

#endif
