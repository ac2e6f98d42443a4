const REDACTED = '[redacted]';

const SECRETS: [RegExp, string][] = [
  [/\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/g, REDACTED],
  // Tokens of GitHub, GitLab, PyPI, npm and Slack tell by their beginning what they are.
  [
    /\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{16,}|glpat-[\w-]{16,}|pypi-AgE[\w-]{16,}|npm_[A-Za-z0-9]{36}|xox[abeprs]-[\w-]{10,})/g,
    REDACTED,
  ],
  [/(:\/\/[^\s:@/]{0,200}:)[^\s@/]{1,2000}@/g, `$1${REDACTED}@`],
  [
    /((?:x-amz-signature|x-amz-credential|authorization|x-amz-security-token|password|passwd|secret|token|api[_-]?key|access[_-]?key|"auth")(?:[_-](?:access[_-]?)?(?:key|id|token|value|string))?["']?\s*[:=]\s*["']?(?:basic |bearer )?)[^\s"',;&]{4,}/gi,
    `$1${REDACTED}`,
  ],
  [
    /((?:\s--password[ =]|\blogin\s(?:.{0,200}\s)?-p[ =]?)["']?)[^\s"'-][^\s"']{3,}/g,
    `$1${REDACTED}`,
  ],
  [
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    REDACTED,
  ],
  [/\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.?[A-Za-z0-9_-]*/g, REDACTED],
];

/** A text without what looks like a credential. */
export function redact(text: string): string {
  return SECRETS.reduce(
    (rest, [pattern, replacement]) => rest.replace(pattern, replacement),
    text,
  );
}
