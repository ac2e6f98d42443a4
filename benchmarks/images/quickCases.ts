/** What is built for every change; the rest is built by night, and by hand. */
export const QUICK_CASES: ReadonlySet<string> = new Set([
  // The example.
  'label_lambda',
  'upload_lambda',
  // Dockerfiles that are rewritten.
  'one package, with its copy and rm',
  'everything before the install stays: ENV, USER, SHELL, LABEL, HEALTHCHECK',
  'what another command in a RUN does stays',
  'a base image of dependencies only',
  'a chain of stages is flattened',
  // Dockerfiles that are refused.
  '--force-reinstall of a covered package and another',
  'a distribution of the base image in another version before ours',
  'a manifest that is changed before it is installed',
]);
