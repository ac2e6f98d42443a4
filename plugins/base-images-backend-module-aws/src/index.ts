/**
 * AWS CodeBuild, Amazon ECR and AWS Lambda for the Base Images backend.
 *
 * @packageDocumentation
 */
export { baseImagesModuleAws as default } from './module';
export { createAwsServices } from './createAwsServices';
