import {
  BaseImageFit,
  LambdaBaseImages,
  WithBasePreview,
} from '@base-images/backstage-plugin-base-images-common';

/** Packages with extras, such as `receipt-dynamo` and `receipt-label[full]`. */
export function packagesOf(...names: string[]) {
  return names.map(text => {
    const [name, extras] = text.replace(']', '').split('[');
    return { package: name, extras: extras ? extras.split(',') : [] };
  });
}

/** A base image that covers half of a Lambda, and qualifies. */
export function baseImageFit(fit: Partial<BaseImageFit>): BaseImageFit {
  return {
    baseImage: 'receipt-dynamo',
    covered: packagesOf('receipt-dynamo'),
    uncovered: packagesOf('receipt-upload'),
    surplus: [],
    coverage: 0.5,
    mismatches: [],
    include: 'packages',
    parentImage: 'python:3.12',
    python: '3.12',
    platforms: ['linux/arm64'],
    ...fit,
  };
}

export function lambdaBaseImages(items: BaseImageFit[]): LambdaBaseImages {
  return {
    sourceId: 'receipts',
    revision: null,
    lambda: 'upload',
    dockerfile: 'infra/upload/Dockerfile',
    parent: 'python:3.12',
    python: '3.12',
    platform: 'linux/arm64',
    required: 2,
    best:
      items.find(({ mismatches }) => mismatches.length === 0)?.baseImage ??
      null,
    items,
  };
}

export function withBasePreview(
  preview: Partial<WithBasePreview>,
): WithBasePreview {
  return {
    sourceId: 'receipts',
    revision: '1234567890abcdef',
    files: [
      {
        path: 'infra/upload/Dockerfile.with_base',
        change: 'added',
        from: 'infra/upload/Dockerfile',
        diff: [
          '--- infra/upload/Dockerfile',
          '+++ infra/upload/Dockerfile.with_base',
          '@@ -1,2 +1,3 @@',
          '-FROM python:3.12',
          '+ARG BASE_IMAGE_URI',
          '+FROM python:3.12 AS prepared',
          ' CMD ["handler"]',
          '',
        ].join('\n'),
        text: 'ARG BASE_IMAGE_URI\nFROM python:3.12 AS prepared\nCMD ["handler"]\n',
      },
    ],
    refusals: [],
    coverage: baseImageFit({}),
    removed: [],
    kept: [],
    ...preview,
  };
}
