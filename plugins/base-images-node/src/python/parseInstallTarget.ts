import { normalizeName } from './normalizeName';
import { ParsedRequirement, parseRequirement } from './parseRequirement';

/**
 * What an installer is told to install, by a line of a requirements file or an argument of its command line.
 *
 * @public
 */
export type InstallTarget =
  /** A dependency specifier, direct references such as `name @ https://…` included. */
  | { type: 'requirement'; requirement: ParsedRequirement; editable: boolean }
  /** A folder or an archive beside the working folder. */
  | {
      type: 'path';
      /** As written, without extras; variables are not replaced. */
      path: string;
      /** Normalised, sorted. */
      extras: string[];
      marker: string | undefined;
      editable: boolean;
    }
  /** A URL of an archive or a repository. */
  | {
      type: 'url';
      /** As written, without its fragment. */
      url: string;
      /** Normalised name that its fragment gives with `egg=`. */
      name: string | undefined;
      extras: string[];
      /** The folder in the repository that its fragment gives. */
      subdirectory: string | undefined;
      marker: string | undefined;
      editable: boolean;
    }
  | {
      type: 'invalid';
      message: string;
      /** 0-based offset of what is wrong. */
      offset: number;
    };

const URL_START = /^(?:https?|ftp|file|(?:git|hg|svn|bzr)(?:\+[a-z]+)?):/i;
const ARCHIVE = /\.(?:whl|zip|tar|tgz|tbz|txz|tar\.(?:gz|bz2|xz|lzma))$/i;

/**
 * Reads what pip and uv take as one thing to install: a dependency specifier, a path or a URL (pip "Requirement Specifiers").
 * Never throws.
 *
 * @param editable - whether it follows `-e`, where a bare word is a folder
 *
 * @public
 */
export function parseInstallTarget(
  text: string,
  editable: boolean = false,
): InstallTarget {
  const trimmed = text.trim();
  if (URL_START.test(trimmed)) {
    const [url, marker] = splitMarker(trimmed, '; ');
    return readUrl(url, marker, editable);
  }
  const [target, marker] = splitMarker(trimmed, ';');
  const { body, extras } = splitExtras(target);
  const at = target.indexOf('@');
  const isNamed = at > 0 && !looksLikePath(target.slice(0, at));
  if (
    body !== '' &&
    !isNamed &&
    (editable || looksLikePath(body) || ARCHIVE.test(body))
  ) {
    return { type: 'path', path: body, extras, marker, editable };
  }
  const parse = parseRequirement(trimmed);
  return parse.ok
    ? { type: 'requirement', requirement: parse.requirement, editable }
    : { type: 'invalid', message: parse.message, offset: parse.offset };
}

/** pip's rule; `${VAR}/x` counts since the variable stands for a folder. */
function looksLikePath(text: string): boolean {
  return text.includes('/') || text.startsWith('.');
}

function splitMarker(
  text: string,
  separator: string,
): [string, string | undefined] {
  const index = text.indexOf(separator);
  return index === -1
    ? [text, undefined]
    : [
        text.slice(0, index).trim(),
        text.slice(index + separator.length).trim(),
      ];
}

function splitExtras(text: string): { body: string; extras: string[] } {
  const open = text.lastIndexOf('[');
  if (open <= 0 || !text.endsWith(']')) {
    return { body: text, extras: [] };
  }
  const extras = text
    .slice(open + 1, -1)
    .split(',')
    .map(extra => normalizeName(extra.trim()))
    .filter(extra => extra !== '');
  return {
    body: text.slice(0, open).trim(),
    extras: [...new Set(extras)].sort(),
  };
}

function readUrl(
  text: string,
  marker: string | undefined,
  editable: boolean,
): InstallTarget {
  const hash = text.indexOf('#');
  const fragment = new URLSearchParams(
    hash === -1 ? '' : text.slice(hash + 1).replace(/\+/g, '%2B'),
  );
  const egg = parseRequirement(fragment.get('egg') ?? '');
  const bare = splitExtras(hash === -1 ? text : text.slice(0, hash));
  return {
    type: 'url',
    url: bare.body,
    name: egg.ok ? egg.requirement.name : undefined,
    extras: egg.ok ? egg.requirement.extras : bare.extras,
    subdirectory: fragment.get('subdirectory') ?? undefined,
    marker,
    editable,
  };
}
