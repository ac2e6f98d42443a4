/** Key of the object that takes build contexts: always the same one, so that only its version tells one from another. */
export const CONTEXT_KEY = 'base-images/context.zip';
