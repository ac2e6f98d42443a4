/** The only variables that a build is started with. All of them are plain text. */
export const BUILD_VARIABLES = {
  /** Id of the attempt, by which a build is found again. */
  attempt: 'BASE_IMAGES_ATTEMPT',
  /** Repository to push to, without tag. */
  repository: 'BASE_IMAGES_REPOSITORY',
} as const;

/** The variable that the buildspec exports: digest of the image that was pushed. */
export const DIGEST_VARIABLE = 'BASE_IMAGES_DIGEST';
