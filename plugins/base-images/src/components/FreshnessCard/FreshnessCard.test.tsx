import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import {
  digestOf,
  entityFreshness,
  environmentFreshness,
  functionFreshness,
  imageEntity,
  imageFreshness,
  renderFreshness,
  responseError,
  staleFunction,
  staleImage,
} from '../../__testUtils__';

expect.extend(toHaveNoViolations);

function texts(list: HTMLElement) {
  return within(list)
    .getAllByRole('listitem')
    .map(item => item.textContent);
}

describe('FreshnessCard', () => {
  it('says that it is loading, and stops the request when it goes away', async () => {
    let signal: AbortSignal | undefined;
    const { unmount } = renderFreshness((_, options) => {
      signal = options?.signal;
      return new Promise(() => {});
    });

    expect(await screen.findByRole('status')).toHaveTextContent('Loading');
    unmount();
    expect(signal?.aborted).toBe(true);
  });

  it('shows each environment with its images, those to look at first', async () => {
    const { container } = renderFreshness(
      entityFreshness(
        environmentFreshness({ environment: 'development', rebuild: 'auto' }),
        environmentFreshness({
          images: [
            imageFreshness({ platform: 'linux/amd64' }),
            imageFreshness({
              platform: 'linux/arm64',
              status: 'missing',
              digest: null,
              building: { rebuildId: 'rebuild-1', stepId: 'step-1' },
            }),
          ],
        }),
      ),
      { getRebuild: () => new Promise(() => {}), getBuilds: async () => [] },
    );

    const development = await screen.findByRole('region', {
      name: 'development',
    });
    expect(development).toHaveTextContent('Rebuilt by itself once it is stale');
    expect(development).toHaveTextContent(
      /Freshlinux\/arm64Digest dddddddddddd/,
    );
    expect(within(development).getByText('dddddddddddd')).toHaveAttribute(
      'title',
      digestOf('d'),
    );
    const production = screen.getByRole('region', { name: 'production' });
    expect(texts(within(production).getByRole('list'))).toEqual([
      expect.stringMatching(/^Not built yetlinux\/arm64Being built/),
      expect.stringMatching(/^Freshlinux\/amd64/),
    ]);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('says in words why an image is stale, from what to what', async () => {
    renderFreshness(
      entityFreshness(
        environmentFreshness({
          images: [
            staleImage({
              reasons: [
                ...staleImage().reasons,
                {
                  kind: 'age',
                  subject: 'receipt-label',
                  from: '2026-01-01T12:00:00.000Z',
                  to: '2026-01-31T12:00:00.000Z',
                },
                {
                  kind: 'dependency',
                  subject: 'base-images.yaml',
                  from: '1'.repeat(64),
                  to: '2'.repeat(64),
                },
                {
                  kind: 'files',
                  subject: 'upload',
                  from: '1'.repeat(64),
                  to: '2'.repeat(64),
                },
                {
                  kind: 'parent',
                  subject: 'public.ecr.aws/lambda/python:3.12',
                  from: digestOf('1'),
                  to: digestOf('2'),
                },
                {
                  kind: 'requirements',
                  subject: 'receipt-agent',
                  from: '1'.repeat(64),
                  to: null,
                },
              ],
            }),
          ],
        }),
      ),
    );

    expect(
      texts(
        await screen.findByRole('list', {
          name: 'Why receipt-label, linux/arm64 is stale',
        }),
      ),
    ).toEqual([
      'infra/upload/Dockerfile changed: 111111111111 →to 222222222222',
      'The package receipt-dynamo changed: 333333333333 →to 444444444444',
      'The base image receipt-core has to be built anew first',
      'The package receipt-places was added',
      expect.stringMatching(
        /^It was built on .*2026.*, and was to be built anew by .*2026/,
      ),
      'The third-party dependencies in base-images.yaml changed: 111111111111 →to 222222222222',
      'Files that only upload reads changed: 111111111111 →to 222222222222',
      'The image public.ecr.aws/lambda/python:3.12 changed: 111111111111 →to 222222222222',
      'The package receipt-agent was removed',
    ]);
    expect(screen.getByText('333333333333')).toHaveAttribute(
      'title',
      '3'.repeat(64),
    );
  });

  it('tells of an image that has the right tag and is something else', async () => {
    renderFreshness(
      entityFreshness(
        environmentFreshness({
          images: [
            imageFreshness({
              status: 'missing',
              refused: {
                digest: digestOf('e'),
                message: 'It was not accepted: it has no labels.',
              },
            }),
          ],
        }),
      ),
    );

    expect(
      await screen.findByText(
        'There is an image under its tag. It was not accepted: it has no labels.',
      ),
    ).toBeInTheDocument();
  });

  it('says since when nothing is known, and why', async () => {
    renderFreshness(
      entityFreshness(
        environmentFreshness({
          images: [
            imageFreshness({
              status: 'unknown',
              unknown: {
                message: 'The registry does not answer.',
                since: '2026-03-05T06:07:00.000Z',
              },
              observedAt: null,
            }),
          ],
        }),
      ),
    );

    expect(
      await screen.findByText(
        /^Not known since .*2026.*: The registry does not answer\.$/,
      ),
    ).toBeVisible();
    expect(screen.getByText('Never looked at with success')).toBeVisible();
  });

  it('shows what the functions of a Lambda run', async () => {
    renderFreshness(
      entityFreshness(
        environmentFreshness({
          images: [imageFreshness({ kind: 'lambda', name: 'upload' })],
          functions: [
            functionFreshness({ functionName: 'production-places' }),
            staleFunction(),
          ],
        }),
      ),
      {},
      'lambda',
    );

    const functions = await screen.findByRole('list', {
      name: 'Functions (2)',
    });
    expect(functions).toHaveTextContent(
      /^Freshproduction-places.*Staleproduction-upload/,
    );
    expect(
      texts(
        screen.getByRole('list', { name: 'Why production-upload is stale' }),
      ),
    ).toEqual([
      'The function production-upload runs an older image: eeeeeeeeeeee →to dddddddddddd',
    ]);
  });

  it('tells in short of the images that hold a package, by the names that the catalog has', async () => {
    const { container } = renderFreshness(
      entityFreshness(
        environmentFreshness({
          images: [
            imageFreshness(),
            staleImage({ kind: 'lambda', name: 'infra/upload/Dockerfile' }),
            imageFreshness({ kind: 'lambda', name: 'infra/secret/Dockerfile' }),
          ],
        }),
      ),
      {},
      'package',
      [
        imageEntity('base-image', 'receipt-label', 'receipt-label-image'),
        imageEntity('lambda', 'infra/upload/Dockerfile', 'upload-lambda'),
        imageEntity('lambda', 'receipt-label', 'other-lambda'),
      ],
    );

    expect(
      await screen.findByRole('link', { name: 'receipt-label-image' }),
    ).toHaveAttribute('href', '/catalog/default/resource/receipt-label-image');
    expect(
      texts(screen.getByRole('list', { name: 'Base images (1)' })),
    ).toEqual(['Freshreceipt-label-imagelinux/arm64']);
    const lambdas = screen.getByRole('list', { name: 'Lambda images (2)' });
    expect(lambdas).toHaveTextContent(
      /^Staleupload-lambdalinux\/arm64.*Freshinfra\/secret\/Dockerfilelinux\/arm64$/,
    );
    expect(
      within(lambdas).getByRole('list', {
        name: 'Why upload-lambda, linux/arm64 is stale',
      }),
    ).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('copies a digest as a whole', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    renderFreshness(entityFreshness(environmentFreshness()));

    await user.click(
      await screen.findByRole('button', { name: `Copy ${digestOf('d')}` }),
    );

    expect(await screen.findByText('Copied')).toBeInTheDocument();
    expect(writeText).toHaveBeenCalledWith(digestOf('d'));
  });

  it.each([
    ['base-image', 'It is not built here.'],
    ['package', 'No image that is built here holds this package.'],
  ] as const)(
    'says that there is no image of a %s in an environment',
    async (kind, text) => {
      renderFreshness(
        entityFreshness(environmentFreshness({ images: [] })),
        {},
        kind,
      );

      expect(await screen.findByText(text)).toBeVisible();
      expect(
        screen.queryByRole('button', { name: /^Rebuild/ }),
      ).not.toBeInTheDocument();
    },
  );

  it('shows nothing where the source has no environments', async () => {
    renderFreshness(entityFreshness());

    await screen.findByText('Loading');
    await waitFor(() =>
      expect(screen.queryByText('Freshness')).not.toBeInTheDocument(),
    );
  });

  it('tells what the backend says when it fails, and tries again', async () => {
    const user = userEvent.setup();
    renderFreshness(
      jest
        .fn()
        .mockRejectedValueOnce(
          await responseError(503, 'ServiceUnavailableError', 'Not ready yet'),
        )
        .mockResolvedValue(entityFreshness(environmentFreshness())),
    );

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The freshness could not be loaded');
    expect(alert).toHaveTextContent('Not ready yet');
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByRole('region', { name: 'production' }),
    ).toBeVisible();
  });

  it('says what to ask for where the user may not read it', async () => {
    renderFreshness(async () => {
      throw await responseError(403, 'NotAllowedError', 'Unauthorized');
    });

    expect(await screen.findByText('You may not see this')).toBeVisible();
  });

  it('says which permission is lacking for a rebuild', async () => {
    const { container } = renderFreshness(
      entityFreshness(environmentFreshness({ mayRebuild: false })),
    );

    const button = await screen.findByRole('button', {
      name: 'Rebuild in production',
    });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(/base-images\.rebuild\.create/);
    expect(await axe(container)).toHaveNoViolations();
  });
});
