export { AwsError } from './AwsError';
