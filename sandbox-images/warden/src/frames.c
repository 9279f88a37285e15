/*
 * Frames over fd 0 and fd 1: u32 payload length, u8 type, u8 zero, u16 channel (all little-endian),
 * payload.
 *
 * The host is trusted to be the worker, yet a malformed header ends the warden rather than being
 * guessed at. Output is non-blocking into one bounded buffer: learners' output is only taken while
 * OUTPUT_RESERVE_BYTES stay free (run.c), so a slow host stops the learner's program, never the
 * warden, and control frames always fit.
 *
 * The session process reads fd 0 itself, so that nothing is copied twice. It may therefore never
 * read beyond its END frame: the host sends nothing after END until it saw ENDED.
 */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "warden.h"

static uint8_t input[FRAME_HEADER_BYTES + MAX_PAYLOAD_BYTES];
static size_t input_start, input_end;

static uint8_t output[OUTPUT_BUFFER_BYTES];
static size_t output_start, output_end;

bool input_fill(void) {
    if (input_start > 0) {
        memmove(input, input + input_start, input_end - input_start);
        input_end -= input_start;
        input_start = 0;
    }
    for (;;) {
        ssize_t count = read(STDIN_FILENO, input + input_end, sizeof input - input_end);
        if (count > 0) {
            input_end += (size_t)count;
            return true;
        }
        if (count == 0) return false;
        if (errno == EAGAIN) return true;
        if (errno != EINTR) return false;
    }
}

enum frame_result input_next(struct frame *frame) {
    size_t available = input_end - input_start;
    if (available < FRAME_HEADER_BYTES) return FRAME_NONE;
    const uint8_t *header = input + input_start;
    uint32_t length = get_u32(header);
    if (length > MAX_PAYLOAD_BYTES || header[5] != 0) return FRAME_MALFORMED;
    if (available < FRAME_HEADER_BYTES + length) return FRAME_NONE;
    frame->type = header[4];
    frame->channel = get_u16(header + 6);
    frame->length = length;
    frame->payload = input + input_start + FRAME_HEADER_BYTES;
    input_start += FRAME_HEADER_BYTES + length;
    return FRAME_COMPLETE;
}

bool input_is_empty(void) {
    return input_start == input_end;
}

static void output_compact(void) {
    if (output_start == 0) return;
    memmove(output, output + output_start, output_end - output_start);
    output_end -= output_start;
    output_start = 0;
}

size_t output_space(void) {
    size_t used = output_end - output_start + FRAME_HEADER_BYTES + OUTPUT_RESERVE_BYTES;
    return used < sizeof output ? sizeof output - used : 0;
}

uint8_t *output_reserve(void) {
    output_compact();
    return output + output_end + FRAME_HEADER_BYTES;
}

void output_commit(enum frame_type type, uint16_t channel, size_t length) {
    uint8_t *at = put_u32(output + output_end, (uint32_t)length);
    at = put_u8(put_u8(at, (uint8_t)type), 0);
    put_u16(at, channel);
    output_end += FRAME_HEADER_BYTES + length;
}

void output_frame(enum frame_type type, uint16_t channel, const void *payload, size_t length) {
    output_compact();
    if (output_end + FRAME_HEADER_BYTES + length > sizeof output) {
        complain("warden: a control frame does not fit the output buffer");
        _exit(SESSION_ANOMALY);
    }
    if (length > 0) memcpy(output + output_end + FRAME_HEADER_BYTES, payload, length);
    output_commit(type, channel, length);
}

bool output_pending(void) {
    return output_start < output_end;
}

bool output_flush(void) {
    while (output_pending()) {
        ssize_t count = write(STDOUT_FILENO, output + output_start, output_end - output_start);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno == EAGAIN;
        output_start += (size_t)count;
    }
    output_start = output_end = 0;
    return true;
}

bool output_flush_all(void) {
    while (output_flush()) {
        if (!output_pending()) return true;
        struct pollfd fd = {.fd = STDOUT_FILENO, .events = POLLOUT};
        if (poll(&fd, 1, -1) < 0 && errno != EINTR) return false;
    }
    return false;
}
