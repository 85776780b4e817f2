// IMAPSPEC_ADDRESS_SANITIZER or IMAPSPEC_THREAD_SANITIZER is defined where one builds the program: each maps memory for itself
// that no limit may count, and the latter brings an operator new, which then cannot be replaced to count with.
#pragma once

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IMAPSPEC_ADDRESS_SANITIZER
#elif __has_feature(thread_sanitizer)
#define IMAPSPEC_THREAD_SANITIZER
#endif
#endif
