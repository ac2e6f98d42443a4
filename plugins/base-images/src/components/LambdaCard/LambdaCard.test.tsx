import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import {
  lambdaCoverage,
  manyPackageLinks,
  packageLink,
  renderCard,
} from '../../__testUtils__';
import { LambdaCard } from './LambdaCard';

expect.extend(toHaveNoViolations);

async function renderLambda(overrides: Parameters<typeof lambdaCoverage>[0]) {
  const getEntityCoverage = jest.fn(async () => lambdaCoverage(overrides));
  const rendered = renderCard(
    <LambdaCard moveTemplates={[]} declareTemplates={[]} />,
    'lambda',
    getEntityCoverage,
  );
  await screen.findByText(/^Scanned/);
  return { ...rendered, getEntityCoverage };
}

function itemsOf(listName: RegExp) {
  return within(screen.getByRole('list', { name: listName }))
    .getAllByRole('listitem')
    .map(item => item.textContent);
}

describe('LambdaCard', () => {
  it('shows how far which base image covers the Lambda, and what is lacking', async () => {
    const { container, getEntityCoverage } = await renderLambda({
      alternatives: [
        { name: 'receipt-core', entityRef: null, coverage: 1 / 3 },
      ],
    });

    expect(getEntityCoverage).toHaveBeenCalledWith(
      'component:default/shown',
      expect.objectContaining({ signal: expect.any(AbortSignal) }),
    );
    const gauge = screen.getByRole('meter', {
      name: 'Coverage by the base image receipt-label',
    });
    expect(gauge).toHaveAttribute('aria-valuenow', '67');
    expect(gauge).toHaveAttribute(
      'aria-valuetext',
      '67%, 2 of 3 required packages',
    );
    expect(screen.getByText('67%')).toBeVisible();
    expect(screen.getByText('2 of 3 required packages')).toBeVisible();
    expect(screen.getByRole('link', { name: 'receipt-label' })).toHaveAttribute(
      'href',
      '/catalog/default/resource/receipt-label-image',
    );
    expect(itemsOf(/^Not covered/)).toEqual([
      'receipt-label[full] held without the extra full',
    ]);
    expect(itemsOf(/^Covered/)).toEqual(['receipt-chroma', 'receipt-dynamo']);
    expect(itemsOf(/^Other base images/)).toEqual(['receipt-core33%']);
    expect(
      screen.queryByRole('link', { name: 'receipt-core' }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('meter', {
        name: 'Coverage by the base image receipt-core',
      }),
    ).toHaveAttribute('aria-valuenow', '33');
    expect(
      screen.getAllByRole('heading').map(heading => heading.textContent),
    ).toEqual([
      'Overview',
      'Base image coverage',
      'Not covered (1)',
      'Covered (2)',
      'Other base images that fit (1)',
    ]);
    expect(screen.queryByRole('note')).not.toBeInTheDocument();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('says what to do where no base image covers anything', async () => {
    const { container } = await renderLambda({
      baseImage: null,
      coverage: 0,
      covered: [],
      uncovered: [{ ...packageLink('receipt-dynamo'), missingExtras: [] }],
    });

    expect(
      screen.getByRole('meter', { name: 'Coverage by base images' }),
    ).toHaveAttribute('aria-valuetext', '0%, 0 of 1 required package');
    expect(screen.getByRole('note')).toHaveTextContent(
      'Declare one in base-images.yaml',
    );
    expect(screen.getByText('None')).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('has no gauge where nothing is required', async () => {
    await renderLambda({
      baseImage: null,
      coverage: null,
      covered: [],
      uncovered: [],
    });

    expect(screen.queryByRole('meter')).not.toBeInTheDocument();
    expect(screen.getByRole('note')).toHaveTextContent(
      'install them in infra/upload/Dockerfile from their folders',
    );
  });

  it.each([
    ['over', 12, 'too high', 'infra/upload/Dockerfile, line 12, may install'],
    ['unknown', 12, 'wrong', 'infra/upload/Dockerfile, line 12, could not be'],
    ['unknown', null, 'wrong', 'infra/upload/Dockerfile could not be'],
  ] as const)(
    'tells that the confidence is %s at line %p',
    async (confidence, confidenceLine, title, text) => {
      await renderLambda({ confidence, confidenceLine });

      expect(screen.getByRole('note')).toHaveTextContent(title);
      expect(screen.getByRole('note')).toHaveTextContent(text);
    },
  );

  it('tells what the image fails to install, and shows the worst diagnostic first', async () => {
    const diagnostic = {
      file: 'infra/upload/Dockerfile',
      line: 14,
      column: null,
      help: 'Mend it.',
    };
    const { container } = await renderLambda({
      missing: [packageLink('receipt-places', 'maps')],
      diagnostics: [
        {
          ...diagnostic,
          code: 'install-order',
          severity: 'warning',
          message: 'Wrong order.',
        },
        {
          ...diagnostic,
          code: 'missing-package',
          severity: 'error',
          column: 3,
          message: 'Not installed.',
        },
        {
          ...diagnostic,
          code: 'unread',
          severity: 'info',
          line: null,
          message: 'Not read.',
        },
      ],
    });

    expect(itemsOf(/^Missing in the image/)).toEqual(['receipt-places[maps]']);
    expect(screen.getByText(/Add them to the install in/)).toHaveTextContent(
      'in infra/upload/Dockerfile, or the function fails',
    );
    expect(itemsOf(/^Diagnostics/)).toEqual([
      'Errorinfra/upload/Dockerfile:14:3missing-packageNot installed.Mend it.',
      'Warninginfra/upload/Dockerfile:14install-orderWrong order.Mend it.',
      'Infoinfra/upload/DockerfileunreadNot read.Mend it.',
    ]);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('shows the first packages of many, and the rest by keyboard', async () => {
    const user = userEvent.setup();
    const { container } = await renderLambda({
      coverage: 1,
      covered: manyPackageLinks(150),
      uncovered: [],
    });
    expect(itemsOf(/^Covered/)).toHaveLength(10);

    const button = screen.getByRole('button', {
      name: 'Show all 150: Covered',
      expanded: false,
    });
    button.focus();
    await user.keyboard('{Enter}');

    expect(itemsOf(/^Covered/)).toHaveLength(150);
    expect(button).toHaveFocus();
    expect(button).toHaveAccessibleName('Show fewer: Covered');
    expect(button).toHaveAttribute('aria-expanded', 'true');
    expect(
      container.querySelector(
        `#${CSS.escape(button.getAttribute('aria-controls')!)}`,
      ),
    ).toBe(screen.getByRole('list', { name: /^Covered/ }));

    await user.keyboard(' ');
    expect(itemsOf(/^Covered/)).toHaveLength(10);
  });

  it('finds packages of many by parts of their names', async () => {
    const user = userEvent.setup();
    const { container } = await renderLambda({
      coverage: 1,
      covered: [...manyPackageLinks(400), packageLink('receipt-label', 'full')],
      uncovered: [],
    });

    await user.type(
      screen.getByRole('searchbox', { name: 'Search: Covered' }),
      'Label receipt_',
    );
    expect(itemsOf(/^Covered/)).toEqual(['receipt-label[full]']);
    expect(screen.getByText('1 of 401 found')).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();

    await user.type(screen.getByRole('searchbox'), ' none');
    expect(screen.getByText('0 of 401 found')).toBeVisible();
    expect(
      screen.queryByRole('list', { name: /^Covered/ }),
    ).not.toBeInTheDocument();

    await user.clear(screen.getByRole('searchbox'));
    expect(itemsOf(/^Covered/)).toHaveLength(10);
    expect(screen.queryByText(/found$/)).not.toBeInTheDocument();
  });

  it('never shows more packages than a browser likes', async () => {
    const user = userEvent.setup();
    await renderLambda({
      coverage: 1,
      covered: manyPackageLinks(401),
      uncovered: [],
    });

    await user.click(
      screen.getByRole('button', { name: 'Show more: Covered' }),
    );
    expect(itemsOf(/^Covered/)).toHaveLength(200);
    expect(
      screen.getByText('The first 200 are shown. Search to find the others.'),
    ).toBeVisible();
  });
});
