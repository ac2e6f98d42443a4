import { getBucketVersioning, headBucket } from '../s3/buckets';
import { deleteObject, getObject, headObject } from '../s3/getObject';
import { ObjectDescription } from '../s3/ObjectDescription';
import { putObject } from '../s3/putObject';
import { readUpload } from '../s3/readUpload';
import { AwsError } from '../wire/AwsError';
import { xmlElement, XmlMembers } from '../wire/xml';
import { Operation } from './Call';
import { Decoded } from './Decoded';
import { signedService } from './identify';
import { RawRequest, RawResponse } from './RawMessage';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** How S3 names what all services share. */
const CODES: Record<string, string> = {
  MissingAuthenticationTokenException: 'AccessDenied',
  UnrecognizedClientException: 'InvalidAccessKeyId',
  ExpiredTokenException: 'ExpiredToken',
  ThrottlingException: 'SlowDown',
};

interface Route {
  operation: string;
  run: Operation;
}

const OBJECT_ROUTES: Record<string, Route> = {
  PUT: { operation: 'PutObject', run: putObject },
  GET: { operation: 'GetObject', run: getObject },
  HEAD: { operation: 'HeadObject', run: headObject },
  DELETE: { operation: 'DeleteObject', run: deleteObject },
};

/** The REST XML protocol of S3, with the bucket in the path. */
export function decodeS3(request: RawRequest): Decoded | undefined {
  if (signedService(request) !== 's3') {
    return undefined;
  }
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const [bucket, ...rest] = pathname.slice(1).split('/');
  const key = rest.map(decodeURIComponent).join('/');
  const route = findRoute(request.method, key, searchParams);
  const { bytes, headers } = readUpload(request);
  return {
    service: 's3',
    operation: route?.operation ?? `${request.method} ${pathname}`,
    run: route?.run,
    input: withoutUndefined({
      Bucket: decodeURIComponent(bucket),
      Key: key || undefined,
      VersionId: searchParams.get('versionId') ?? undefined,
      ExpectedBucketOwner: headers['x-amz-expected-bucket-owner'],
      ChecksumMode: headers['x-amz-checksum-mode'],
      IfNoneMatch: headers['if-none-match'],
      ...(route?.operation === 'PutObject' && {
        Body: bytes,
        ContentLength: bytes.length,
        headers,
      }),
    }),
    encode: output => encode(route?.operation ?? '', output),
    encodeError: error => encodeError(request, error),
  };
}

function findRoute(
  method: string,
  key: string,
  query: URLSearchParams,
): Route | undefined {
  if (key) {
    return OBJECT_ROUTES[method];
  }
  if (method === 'HEAD') {
    return { operation: 'HeadBucket', run: headBucket };
  }
  return method === 'GET' && query.has('versioning')
    ? { operation: 'GetBucketVersioning', run: getBucketVersioning }
    : undefined;
}

function encode(operation: string, output: unknown): RawResponse {
  if (operation === 'GetBucketVersioning') {
    return {
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: xmlElement(
        'VersioningConfiguration',
        output as XmlMembers,
        NAMESPACE,
      ),
    };
  }
  if (operation === 'HeadBucket') {
    const { BucketRegion } = output as { BucketRegion: string };
    return {
      status: 200,
      headers: { 'x-amz-bucket-region': BucketRegion },
      body: '',
    };
  }
  const description = output as ObjectDescription;
  return {
    status: operation === 'DeleteObject' ? 204 : 200,
    headers: objectHeaders(description),
    body: description.Body ?? '',
  };
}

function objectHeaders(description: ObjectDescription): Record<string, string> {
  const { checksums = {}, metadata = {} } = description;
  const modified = description.LastModified;
  return withoutUndefined({
    etag: description.ETag,
    'content-length': description.ContentLength?.toString(),
    'content-type': description.ContentType,
    'accept-ranges':
      description.ContentLength === undefined ? undefined : 'bytes',
    'last-modified':
      modified === undefined ? undefined : new Date(modified).toUTCString(),
    'x-amz-delete-marker': description.DeleteMarker?.toString(),
    'x-amz-server-side-encryption': description.ServerSideEncryption,
    'x-amz-version-id': description.VersionId,
    'x-amz-checksum-type':
      Object.keys(checksums).length > 0 ? 'FULL_OBJECT' : undefined,
    ...prefixed('x-amz-checksum-', checksums),
    ...prefixed('x-amz-meta-', metadata),
  });
}

function encodeError(request: RawRequest, error: AwsError): RawResponse {
  const { code, message, status, members } = error;
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    // Answers to HEAD have no body, so that a client sees the status alone.
    body:
      request.method === 'HEAD'
        ? ''
        : `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement('Error', {
            Code: CODES[code] ?? code,
            Message: message,
            ...(members as XmlMembers),
          })}`,
  };
}

function prefixed(
  prefix: string,
  values: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]),
  );
}

function withoutUndefined<T>(
  values: Record<string, T | undefined>,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, T] => entry[1] !== undefined,
    ),
  );
}
