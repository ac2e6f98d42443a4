/** Id of the source that an entity comes from. @public */
export const ANNOTATION_SOURCE = 'base-images/source';

/** Normalised name of the package that an entity stands for. @public */
export const ANNOTATION_PACKAGE = 'base-images/package';

/** Id of the Lambda that an entity stands for: its Dockerfile, with target stage and context where they are declared. @public */
export const ANNOTATION_LAMBDA = 'base-images/lambda';

/** Name of the base image that an entity stands for. @public */
export const ANNOTATION_IMAGE = 'base-images/image';

/** Path of the Dockerfile of a Lambda. @public */
export const ANNOTATION_DOCKERFILE = 'base-images/dockerfile';

/** Name of the base image that fits a Lambda best. @public */
export const ANNOTATION_BASE_IMAGE = 'base-images/base-image';
