import { Entity } from '@backstage/catalog-model';
import { screen, waitFor } from '@testing-library/react';
import {
  baseImageCoverage,
  lambdaCoverage,
  packageCoverage,
  packageLink,
  renderCard,
} from '../../__testUtils__';
import { BaseImageCard } from '../BaseImageCard';
import { LambdaCard } from '../LambdaCard';
import { PackageCard } from '../PackageCard';

const move = ['template:default/move', 'template:default/move-files'];
const declare = ['template:default/declare'];

function template(name: string): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { namespace: 'default', name },
  };
}

function readLink(link: HTMLElement) {
  const { pathname, searchParams } = new URL(
    link.getAttribute('href')!,
    'http://localhost',
  );
  return {
    template: pathname,
    formData: JSON.parse(searchParams.get('formData')!),
  };
}

const lambdaCard = (
  <LambdaCard moveTemplates={move} declareTemplates={declare} />
);

describe('TemplateLink', () => {
  it.each([
    [['move-files', 'move'], '/create/templates/default/move'],
    [['move-files'], '/create/templates/default/move-files'],
  ])(
    'leads from a Lambda to the first template of %p, filled in',
    async (names, expected) => {
      renderCard(
        lambdaCard,
        'lambda',
        async () => lambdaCoverage(),
        names.map(template),
      );

      expect(
        readLink(await screen.findByRole('link', { name: /^Move to a base/ })),
      ).toEqual({
        template: expected,
        formData: { lambda: 'component:default/shown' },
      });
      expect(
        screen.queryByRole('link', { name: /^Declare/ }),
      ).not.toBeInTheDocument();
    },
  );

  it('leads from a Lambda that no base image covers to the declaration of one for it', async () => {
    renderCard(
      lambdaCard,
      'lambda',
      async () =>
        lambdaCoverage({
          baseImage: null,
          coverage: 0,
          covered: [],
          uncovered: [
            { ...packageLink('receipt-label', 'full'), missingExtras: [] },
          ],
          parent: 'python:3.13',
          python: '3.13',
          platform: null,
        }),
      [template('declare'), template('move')],
    );

    expect(
      readLink(await screen.findByRole('link', { name: /^Declare/ })),
    ).toEqual({
      template: '/create/templates/default/declare',
      formData: {
        from: 'python:3.13',
        python: '3.13',
        packages: ['receipt-label[full]'],
      },
    });
  });

  it('leads from a package that no base image holds, and from a base image, to a declaration', async () => {
    const { unmount } = renderCard(
      <PackageCard declareTemplates={declare} />,
      'package',
      async () => ({ ...packageCoverage(), baseImages: [] }),
      [template('declare')],
    );
    expect(
      readLink(await screen.findByRole('link', { name: /^Declare/ })).formData,
    ).toEqual({ packages: [packageCoverage().name] });
    unmount();

    renderCard(
      <BaseImageCard declareTemplates={declare} />,
      'base-image',
      async () => baseImageCoverage(),
      [template('declare')],
    );
    expect(
      readLink(await screen.findByRole('link', { name: /^Declare/ })).formData,
    ).toEqual({ from: baseImageCoverage().name });
  });

  it('is left out where the user has no such template, or nothing is required', async () => {
    const { unmount } = renderCard(lambdaCard, 'lambda', async () =>
      lambdaCoverage(),
    );
    await screen.findByText(/^Scanned/);
    await waitFor(() =>
      expect(
        screen.queryByRole('link', { name: /^Move/ }),
      ).not.toBeInTheDocument(),
    );
    unmount();

    renderCard(
      lambdaCard,
      'lambda',
      async () =>
        lambdaCoverage({ coverage: null, covered: [], uncovered: [] }),
      [template('move'), template('declare')],
    );
    await screen.findByText(/^Scanned/);
    expect(
      screen.queryByRole('link', { name: /^Move|^Declare/ }),
    ).not.toBeInTheDocument();
  });
});
