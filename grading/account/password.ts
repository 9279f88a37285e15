/** Of a password that somebody chooses, in UTF-16 code units; NIST SP 800-63B asks for 8 at least. */
export const PASSWORD_LENGTHS = { least: 10, most: 200 } as const;
