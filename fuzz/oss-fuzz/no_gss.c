/* GSS-API that fails: what GNU SASL's mechanisms of that name call, and nobody speaks here. Its static library wants the
   symbols, and there is no static library of Kerberos. Arguments are not looked at; the result is GSS_S_FAILURE (RFC 2744
   section 3.9.1), and false. Weak, since some builds of GNU SASL have some of them. */
#define FAILS(function)                       \
  unsigned function(void);                    \
  __attribute__((weak)) unsigned function(void) { \
    return 13U << 16;                         \
  }

__attribute__((weak)) void *GSS_C_NT_HOSTBASED_SERVICE;

FAILS(gss_accept_sec_context)
FAILS(gss_acquire_cred)
FAILS(gss_decapsulate_token)
FAILS(gss_delete_sec_context)
FAILS(gss_display_name)
FAILS(gss_encapsulate_token)
FAILS(gss_import_name)
FAILS(gss_init_sec_context)
FAILS(gss_inquire_mech_for_saslname)
FAILS(gss_release_buffer)
FAILS(gss_release_cred)
FAILS(gss_release_name)
FAILS(gss_release_oid_set)
FAILS(gss_test_oid_set_member)
FAILS(gss_unwrap)
FAILS(gss_wrap)

int gss_oid_equal(void);
__attribute__((weak)) int gss_oid_equal(void) {
  return 0;
}
