import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import { packageCoverage, renderCard } from '../../__testUtils__';
import { PackageCard } from './PackageCard';

expect.extend(toHaveNoViolations);

describe('PackageCard', () => {
  it('shows which base images hold the package and which Lambdas need it', async () => {
    const { container } = renderCard(
      <PackageCard declareTemplates={[]} />,
      'package',
      async () => packageCoverage(),
    );

    const baseImages = await screen.findByRole('list', {
      name: 'Base images that hold it (1)',
    });
    expect(baseImages).toHaveTextContent('receipt-label with the extra full');
    expect(within(baseImages).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/resource/receipt-label-image',
    );
    const lambdas = screen.getByRole('list', {
      name: 'Lambdas that need or have it (2)',
    });
    expect(
      within(lambdas)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'places needed by another package',
      'upload installed, with the extra full',
    ]);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('tells base images that hold only its dependencies apart', async () => {
    renderCard(<PackageCard declareTemplates={[]} />, 'package', async () =>
      packageCoverage({
        dependencyBaseImages: [
          {
            name: 'agent-deps',
            entityRef: 'resource:default/agent-deps',
            extras: [],
          },
        ],
      }),
    );

    const images = await screen.findByRole('list', {
      name: 'Base images that hold only its dependencies (1)',
    });
    expect(within(images).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/resource/agent-deps',
    );
  });

  it('tells Lambdas that have it from a base image apart', async () => {
    const label = {
      name: 'receipt-label',
      entityRef: 'resource:default/receipt-label-image',
    };
    renderCard(<PackageCard declareTemplates={[]} />, 'package', async () =>
      packageCoverage({
        lambdas: [
          {
            name: 'label',
            entityRef: 'component:default/label-lambda',
            extras: ['full'],
            required: true,
            installed: false,
            baseImage: label,
          },
          {
            name: 'list',
            entityRef: null,
            extras: [],
            required: false,
            installed: false,
            baseImage: { ...label, entityRef: null },
          },
        ],
      }),
    );

    const [needed, ...others] = within(
      await screen.findByRole('list', {
        name: 'Lambdas that need or have it (2)',
      }),
    ).getAllByRole('listitem');
    expect(needed).toHaveTextContent(
      /^label from the base image receipt-label, with the extra full$/,
    );
    expect(
      within(needed)
        .getAllByRole('link')
        .map(link => link.getAttribute('href')),
    ).toEqual([
      '/catalog/default/component/label-lambda',
      '/catalog/default/resource/receipt-label-image',
    ]);
    expect(others.map(item => item.textContent)).toEqual([
      'list from the base image receipt-label, not needed',
    ]);
  });

  it('finds Lambdas of one name, none of which the user may read, each once', async () => {
    const user = userEvent.setup();
    const [places] = packageCoverage().lambdas;
    renderCard(<PackageCard declareTemplates={[]} />, 'package', async () =>
      packageCoverage({
        lambdas: Array.from({ length: 24 }, (_, index) => ({
          ...places,
          name: index % 4 === 0 ? 'api' : `other-${index}`,
          entityRef: null,
        })),
      }),
    );
    const list = () => screen.getByRole('list', { name: /^Lambdas that need/ });
    const search = await screen.findByRole('searchbox');
    await user.type(search, 'api');
    expect(within(list()).getAllByRole('listitem')).toHaveLength(6);
    await user.clear(search);
    await user.type(search, 'other');
    expect(within(list()).queryByText(/^api/)).not.toBeInTheDocument();
    expect(within(list()).getAllByRole('listitem')).toHaveLength(10);
  });

  it('says what to do where no base image holds it', async () => {
    renderCard(<PackageCard declareTemplates={[]} />, 'package', async () =>
      packageCoverage({ baseImages: [], lambdas: [] }),
    );

    expect(
      await screen.findByText(/List it under the packages of a base image/),
    ).toHaveTextContent('base-images.yaml');
    expect(
      screen.getByText('No Lambda needs or has this package.'),
    ).toBeVisible();
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });
});
