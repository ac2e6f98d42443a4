/** Begins the names of the variables that name an account for tests. */
const PREFIX = 'BASE_IMAGES_TEST_AWS_';

/** Where tests may make repositories, contexts and builds. */
export interface TestAccount {
  account: string;
  region: string;
  bucket: string;
  project: string;
  /** Of the project, such as `linux/arm64`. */
  platform: string;
  /** Of all repositories that the tests make, with a slash at its end. */
  repositoryPrefix: string;
  /** Address of all services instead of AWS; undefined for AWS itself. */
  endpoint: string | undefined;
}

/** The same account as environment variables. */
export function toVariables(account: TestAccount): Record<string, string> {
  return {
    [`${PREFIX}ACCOUNT`]: account.account,
    [`${PREFIX}REGION`]: account.region,
    [`${PREFIX}BUCKET`]: account.bucket,
    [`${PREFIX}PROJECT`]: account.project,
    [`${PREFIX}PLATFORM`]: account.platform,
    [`${PREFIX}PREFIX`]: account.repositoryPrefix,
    ...(account.endpoint && { [`${PREFIX}ENDPOINT`]: account.endpoint }),
  };
}

/**
 * The account that environment variables name; undefined without `BASE_IMAGES_TEST_AWS_REGION`.
 *
 * @throws Error for variables that are missing, or are not what they should be.
 */
export function readTestAccount(
  variables: Record<string, string | undefined>,
): TestAccount | undefined {
  if (!variables[`${PREFIX}REGION`]) {
    return undefined;
  }
  const read = (name: string, pattern: RegExp, usual?: string) => {
    const value = variables[`${PREFIX}${name}`] || usual;
    if (!value || !pattern.test(value)) {
      throw new Error(
        `${PREFIX}${name} must match ${pattern}, not '${value ?? ''}'. See docs/aws/contract-tests.md.`,
      );
    }
    return value;
  };
  return {
    account: read('ACCOUNT', /^\d{12}$/),
    region: read('REGION', /^[a-z]{2}(-[a-z]+)+-\d$/),
    bucket: read('BUCKET', /^[a-z0-9.-]{3,63}$/),
    project: read('PROJECT', /^[A-Za-z0-9][\w-]{1,254}$/),
    platform: read('PLATFORM', /^linux\/(amd64|arm64)$/, 'linux/arm64'),
    repositoryPrefix: read(
      'PREFIX',
      /^([a-z0-9]+([._-][a-z0-9]+)*\/)+$/,
      'base-images-contract/',
    ),
    endpoint: variables[`${PREFIX}ENDPOINT`] || undefined,
  };
}
