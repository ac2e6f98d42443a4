/** What is needed of the configured integrations, in the frontend or in the backend. @public */
export interface FileUrlIntegrations {
  byUrl(url: string):
    | {
        type: string;
        resolveUrl(options: {
          url: string;
          base: string;
          lineNumber?: number;
        }): string;
      }
    | undefined;
}

/**
 * Gives the web address of a file of a source, or undefined where it is not known for sure: a wrong link is worse than none.
 *
 * @public
 */
export type FileUrls = (
  target: string,
  path: string,
  line?: number,
) => string | undefined;

/**
 * What the address of a folder at a branch looks like, by type of integration. An address without a branch reads the
 * default branch, but says nothing about where its files are shown.
 */
const FOLDER_AT_BRANCH: Record<string, RegExp> = {
  azure: /\/_git\//,
  bitbucketCloud: /\/src\//,
  bitbucketServer: /\/browse(\/|\?|$)/,
  gitea: /\/src\//,
  github: /\/(tree|blob)\//,
  gitlab: /\/-\/(tree|blob)\//,
};

function withFolderEnding(target: string, type: string): string {
  const url = new URL(target);
  if (type === 'azure') {
    // Its folders are in the query.
    const path = url.searchParams.get('path');
    if (path && !path.endsWith('/')) {
      url.searchParams.set('path', `${path}/`);
    }
  } else if (!url.pathname.endsWith('/')) {
    url.pathname += '/';
  }
  return url.toString();
}

/**
 * Makes {@link FileUrls} over the configured integrations. A path of `.` gives the folder that is the target.
 *
 * @public
 */
export function createFileUrls(integrations: FileUrlIntegrations): FileUrls {
  return (target, path, line) => {
    const integration = integrations.byUrl(target);
    const pattern = integration && FOLDER_AT_BRANCH[integration.type];
    if (!integration || !pattern?.test(target)) {
      return undefined;
    }
    const relative = path.split('/').map(encodeURIComponent).join('/');
    try {
      return integration.resolveUrl({
        url: `./${relative === '.' ? '' : relative}`,
        base: withFolderEnding(target, integration.type),
        lineNumber: line,
      });
    } catch {
      return undefined;
    }
  };
}
