import { ScmIntegrationRegistry } from '@backstage/integration';
import parseGitUrl from 'git-url-parse';

/** Where a URL leads to in a repository, as the standard publish actions want to be told. */
export interface Repository {
  /** Such as `github.com?owner=acme&repo=receipts`. */
  repoUrl: string;
  /** Undefined where the URL names none. */
  branch: string | undefined;
  /** Path from the root of the repository; empty for the root. */
  folder: string;
}

/** Undefined where no integration is configured for the host, or the URL does not say the repository. */
export function toRepository(
  url: string,
  integrations: ScmIntegrationRegistry,
): Repository | undefined {
  const type = integrations.byUrl(url)?.type;
  if (!type) {
    return undefined;
  }
  const parsed = parseGitUrl(url);
  const parameters = toParameters(type, parsed);
  if (Object.values(parameters).some(value => !value)) {
    return undefined;
  }
  return {
    repoUrl: `${new URL(url).host}?${new URLSearchParams(parameters)}`,
    branch: parsed.ref || undefined,
    folder: parsed.filepath.replace(/^\/+|\/+$/g, ''),
  };
}

function toParameters(
  type: string,
  { name, owner, organization }: parseGitUrl.GitUrl,
): Record<string, string> {
  switch (type) {
    case 'azure':
      return {
        organization,
        project: owner.split('/').at(-1) ?? '',
        repo: name,
      };
    case 'bitbucketCloud':
      return { workspace: owner, repo: name };
    case 'bitbucketServer':
      return { project: owner, repo: name };
    default:
      return { owner, repo: name };
  }
}
