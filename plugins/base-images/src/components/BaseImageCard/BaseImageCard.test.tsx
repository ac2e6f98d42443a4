import { screen, within } from '@testing-library/react';
import { axe, toHaveNoViolations } from 'jest-axe';
import {
  baseImageCoverage,
  packageLink,
  renderCard,
} from '../../__testUtils__';
import { BaseImageCard } from './BaseImageCard';

expect.extend(toHaveNoViolations);

function fact(name: string) {
  return screen.getByText(name, { selector: 'dt *' }).closest('dt')
    ?.nextElementSibling;
}

describe('BaseImageCard', () => {
  it('shows what the base image stands on, what it holds and what stands on it', async () => {
    const { container } = renderCard(
      <BaseImageCard declareTemplates={[]} />,
      'base-image',
      async () => baseImageCoverage(),
    );

    const packages = await screen.findByRole('list', { name: 'Packages (3)' });
    expect(
      within(packages)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['receipt-chroma', 'receipt-dynamo', 'receipt-label[full]']);
    expect(screen.getByRole('link', { name: 'receipt-core' })).toHaveAttribute(
      'href',
      '/catalog/default/resource/receipt-core-image',
    );
    expect(fact('Upstream image')).toHaveTextContent(
      'public.ecr.aws/lambda/python:3.12',
    );
    expect(fact('Python')).toHaveTextContent('3.12');
    expect(fact('Platforms')).toHaveTextContent('linux/amd64, linux/arm64');
    expect(fact('Adds')).toHaveTextContent('Packages with their dependencies');
    expect(
      screen.getByRole('meter', { name: 'Coverage of the Lambda upload' }),
    ).toHaveAttribute('aria-valuenow', '100');
    expect(
      screen.getByRole('list', { name: 'Base images on it (1)' }),
    ).toHaveTextContent('agent-deps');
    expect(await axe(container)).toHaveNoViolations();
  });

  it('tells a base image that only holds dependencies', async () => {
    renderCard(
      <BaseImageCard declareTemplates={[]} />,
      'base-image',
      async () =>
        baseImageCoverage({
          include: 'dependencies',
          parentBaseImage: null,
          parentImage: null,
          python: null,
          platforms: [],
          packages: [],
          dependenciesOf: [packageLink('receipt-agent')],
          lambdas: [],
          children: [],
        }),
    );

    expect(
      await screen.findByRole('list', {
        name: 'Third-party dependencies of (1)',
      }),
    ).toHaveTextContent('receipt-agent');
    expect(fact('Adds')).toHaveTextContent('Third-party dependencies only');
    expect(fact('Upstream image')).toHaveTextContent('Unknown');
    expect(
      screen.getByText('It holds no package of the monorepo itself.'),
    ).toBeVisible();
    expect(screen.getByText('It fits no Lambda best.')).toBeVisible();
  });
});
