import { screen, within } from '@testing-library/react';
import { axe, toHaveNoViolations } from 'jest-axe';
import { renderField, withBasePreview } from '../../__testUtils__';
import { DockerfilePreview } from './DockerfilePreview';

expect.extend(toHaveNoViolations);

const form = { lambda: 'component:default/upload', baseImage: 'dynamo' };

describe('DockerfilePreview', () => {
  it('shows what the Dockerfile of the Lambda becomes', async () => {
    const getWithBasePreview = jest.fn(async () =>
      withBasePreview({
        kept: [
          {
            kind: 'install',
            line: 7,
            endLine: 7,
            packages: [],
            reason: 'It is pinned.',
          },
        ],
      }),
    );
    const { container } = renderField(DockerfilePreview, {
      form,
      api: { getWithBasePreview },
    });
    const figure = await screen.findByRole('figure', {
      name: 'New file infra/upload/Dockerfile.with_base, compared with infra/upload/Dockerfile',
    });

    expect(getWithBasePreview).toHaveBeenCalledWith(
      'component:default/upload',
      { baseImage: 'dynamo' },
      expect.anything(),
    );
    expect(
      within(figure)
        .getAllByRole('insertion')
        .map(line => line.textContent),
    ).toEqual(['ARG BASE_IMAGE_URI', 'FROM python:3.12 AS prepared']);
    expect(within(figure).getByRole('deletion')).toHaveTextContent(
      'FROM python:3.12',
    );
    expect(
      screen.getByText(
        'receipt-dynamo covers 50%, 1 of 2 required packages. The image still installs receipt-upload by itself.',
      ),
    ).toBeVisible();
    expect(
      within(screen.getByRole('list', { name: /What stays/ })).getByRole(
        'listitem',
      ),
    ).toHaveTextContent('Line 7: It is pinned.');
    expect(screen.getByText('Made from revision 1234567890ab.')).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('shows why the Dockerfile is not rewritten', async () => {
    const { container } = renderField(DockerfilePreview, {
      form,
      api: {
        getWithBasePreview: async () =>
          withBasePreview({
            files: [],
            coverage: null,
            refusals: [
              {
                file: 'infra/upload/Dockerfile',
                line: 4,
                reason: 'It installs into /app.',
                help: 'Leave out --target.',
              },
            ],
          }),
      },
    });

    expect(await screen.findByRole('note')).toHaveTextContent(
      'infra/upload/Dockerfile, line 4It installs into /app.Leave out --target.',
    );
    expect(screen.queryByRole('figure')).not.toBeInTheDocument();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('shows the declaration of a base image and its Dockerfile', async () => {
    const getBaseImagePreview = jest.fn(async () => ({
      sourceId: 'receipts',
      revision: null,
      files: [
        {
          path: 'base-images.yaml',
          change: 'changed' as const,
          from: 'base-images.yaml',
          diff: '--- base-images.yaml\n+++ base-images.yaml\n@@ -1,1 +1,2 @@\n images:\n+  - name: upload\r\n',
          text: 'images:\n  - name: upload\n',
        },
        {
          path: '.base-images/upload.Dockerfile',
          change: 'unchanged' as const,
          from: '.base-images/upload.Dockerfile',
          diff: '',
          text: '',
        },
      ],
      refusals: [],
    }));
    renderField(DockerfilePreview, {
      options: { of: 'base-image', fields: { name: 'imageName' } },
      form: {
        source: 'receipts',
        imageName: 'upload',
        packages: ['receipt-upload'],
        python: '',
        platforms: [],
        setup: ['', null],
        other: 'x',
      },
      api: { getBaseImagePreview },
    });

    expect(
      await screen.findByRole('figure', {
        name: 'Changes in base-images.yaml',
      }),
    ).toHaveTextContent('+ - name: upload');
    expect(
      screen.getByRole('figure', { name: /stays as it is/ }),
    ).toHaveTextContent('There is no difference.');
    expect(getBaseImagePreview).toHaveBeenCalledWith(
      'receipts',
      { image: { name: 'upload', packages: ['receipt-upload'] } },
      expect.anything(),
    );
  });

  it.each([
    ['no Lambda is chosen', {}, 'Choose a Lambda'],
    ['no base image has a name', { of: 'base-image' }, 'a name'],
  ])('waits while %s', async (_, options, text) => {
    renderField(DockerfilePreview, { options });

    expect(await screen.findByRole('note')).toHaveTextContent(text);
  });
});
