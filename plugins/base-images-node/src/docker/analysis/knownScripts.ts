const INSTALLER =
  /\b(?:pip[0-9.]*|uv|poetry|pdm|pipenv)\b.{0,200}?\b(?:install|sync|add|update)\b|\bsetup\.py\b/s;

/** Where scripts come from that install one tool and nothing else. */
const KNOWN_SOURCES =
  /\b(?:astral\.sh\/|install\.python-poetry\.org|sh\.rustup\.rs|(?:deb|rpm)\.nodesource\.com|get\.docker\.com|bootstrap\.pypa\.io|pdm-project\.org|get\.helm\.sh|fnm\.vercel\.app|nvm-sh\/nvm|bun\.sh\/|deno\.land\/|dl\.yarnpkg\.com|taskfile\.dev|just\.systems|mise\.run)/;

/** Whether a text that is not followed runs an installer of Python packages. */
export function mentionsInstaller(text: string): boolean {
  return INSTALLER.test(text);
}

/** Whether a command downloads a script that installs one tool and nothing else. */
export function downloadsKnownScript(command: string): boolean {
  return KNOWN_SOURCES.test(command);
}
