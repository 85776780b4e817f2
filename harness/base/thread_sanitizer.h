// IMAPSPEC_THREAD_SANITIZER is defined where that builds the program: its runtime brings an operator new, which then cannot be
// replaced to count with.
#pragma once

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define IMAPSPEC_THREAD_SANITIZER
#endif
#endif
