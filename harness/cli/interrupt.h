// Interrupt: Ctrl-C as a flag, so that what was begun is cleaned up and reported. The second one ends the program.
#pragma once

namespace imapspec::cli {

// From here on SIGINT and SIGTERM set the flag.
void catch_interrupts();
bool interrupted();

}  // namespace imapspec::cli
