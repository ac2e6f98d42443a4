import { screen, within } from '@testing-library/react';
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
      name: 'Lambdas that need it (2)',
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

  it('says what to do where no base image holds it', async () => {
    renderCard(<PackageCard declareTemplates={[]} />, 'package', async () =>
      packageCoverage({ baseImages: [], lambdas: [] }),
    );

    expect(
      await screen.findByText(/List it under the packages of a base image/),
    ).toHaveTextContent('base-images.yaml');
    expect(screen.getByText('No Lambda needs this package.')).toBeVisible();
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });
});
