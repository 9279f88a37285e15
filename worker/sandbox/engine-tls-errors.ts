/** What is wrong between us and an engine that is spoken to by TLS, and what to do about it. */
interface TlsTrouble {
  /** Node's `code` of the error, or what the engine answered. */
  readonly pattern: RegExp;
  readonly found: string;
  readonly remedy: string;
}

/**
 * Codes: nodejs.org/api/tls.html#x509-certificate-error-codes, and ERR_SSL_ with OpenSSL's own
 * reason. An alert is what the other side says of us.
 */
const TROUBLES: readonly TlsTrouble[] = [
  {
    pattern:
      /^(UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED)$/,
    found: 'its certificate is not signed by the authority of ca.pem, so it may be another machine',
    remedy:
      "Put the certificate of the authority that signed the engine's (its --tlscert) into ca.pem.",
  },
  {
    pattern: /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/,
    found: 'its certificate, or that of ca.pem, is not valid at this time',
    remedy: 'Renew it, or set the clock of this machine.',
  },
  {
    pattern: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    found: 'its certificate is for another name',
    remedy: 'Name the host in DOCKER_HOST as the certificate does (subjectAltName), or renew it.',
  },
  {
    pattern: /^ERR_SSL_.*(ALERT|CERTIFICATE_REQUIRED)/,
    found: 'it refuses our certificate',
    remedy:
      "Sign cert.pem by the authority of the engine's --tlscacert, with extendedKeyUsage=clientAuth, and renew it before it expires.",
  },
  {
    pattern: /^(ERR_SSL_|EPROTO$)/,
    found: 'it does not speak TLS',
    remedy: 'Start it with --tlsverify, or correct the port in DOCKER_HOST.',
  },
  {
    pattern: /^ERR_OSSL_/,
    found: 'ca.pem, cert.pem or key.pem is none, or key.pem is of another certificate',
    remedy: 'Make them again, in PEM, the key without a password.',
  },
  {
    pattern: /HTTP request to an HTTPS server/,
    found: 'it speaks TLS alone',
    remedy:
      'Set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH, a folder with ca.pem, cert.pem, key.pem.',
  },
];

/** Null: the trouble is another. */
export const tlsTrouble = (code: string, reason: string): TlsTrouble | null =>
  TROUBLES.find(({ pattern }) => pattern.test(code) || pattern.test(reason)) ?? null;
