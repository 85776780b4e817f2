#define HAVE_CONFIG_H 1  // as Dovecot was built: its headers need it

#include "lib.h"
#include "istream.h"
#include "imap-parser.h"

size_t dovecot_refused(const char *octets, size_t size, int commands);

// The parser leaves the end of the line where it is.
static void skip_line(struct istream *input) {
  size_t left;
  const unsigned char *data = i_stream_get_data(input, &left);
  const unsigned char *end = memchr(data, '\n', left);
  i_stream_skip(input, end == NULL ? left : (size_t)(end - data) + 1);
}

size_t dovecot_refused(const char *octets, size_t size, int commands) {
  static bool initialised = FALSE;
  if (!initialised) lib_init();
  initialised = TRUE;
  struct istream *input = i_stream_create_from_data(octets, size);
  struct imap_parser *parser = imap_parser_create(input, NULL, 1U << 30, NULL);
  const enum imap_parser_flags flags =
      commands ? 0 : IMAP_PARSE_FLAG_LITERAL_TYPE | IMAP_PARSE_FLAG_ATOM_ALLCHARS | IMAP_PARSE_FLAG_SERVER_TEXT;
  size_t refused = 0;
  (void)i_stream_read(input);
  while (i_stream_get_data_size(input) > 0) {
    const struct imap_arg *args;
    const char *word;
    // imap_parser_client_read_tag, which is meant for "*", refuses it in 2.3.19.
    int answer = commands ? imap_parser_read_tag(parser, &word) : imap_parser_read_word(parser) != NULL ? 1 : -1;
    if (answer > 0 && commands) answer = imap_parser_read_command_name(parser, &word);
    if (answer > 0) answer = imap_parser_read_args(parser, 0, flags, &args);
    if (answer < 0) refused++;
    imap_parser_reset(parser);
    skip_line(input);
  }
  imap_parser_unref(&parser);
  i_stream_unref(&input);
  return refused;
}
