import {
  Diagnostic,
  Source,
} from '@base-images/backstage-plugin-base-images-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import {
  lambdaCoverage,
  packageCoverage,
  renderCard,
  responseError,
} from '../../__testUtils__';
import { CoverageCard } from './CoverageCard';

expect.extend(toHaveNoViolations);

const card = (
  <CoverageCard kind="lambda" title="Coverage">
    {coverage => <p>The Lambda {coverage.name}</p>}
  </CoverageCard>
);

const finding: Diagnostic = {
  code: 'install-order',
  severity: 'warning',
  file: 'infra/upload/Dockerfile',
  line: 12,
  column: 3,
  message: 'receipt-chroma needs receipt-dynamo.',
  help: 'Install receipt-dynamo first.',
};

/** A source, of which only the target is read here. */
function sourceOf(target: string): Source {
  return {
    id: 'receipts',
    target,
    entities: {
      namespace: 'default',
      namePrefix: '',
      names: 'short',
      system: 'receipts',
      defaultOwner: 'group:default/platform',
      owners: {},
      lifecycle: 'production',
      types: {
        package: 'python-package',
        lambda: 'lambda',
        baseImage: 'container-image',
      },
      trustedLocations: [],
    },
    scan: {
      state: 'ok',
      revision: null,
      treeHash: null,
      scannedAt: null,
      failedAt: null,
      error: null,
      packages: 0,
      lambdas: 0,
      baseImages: 0,
      diagnostics: { error: 0, warning: 0, info: 0 },
    },
  };
}

describe('CoverageCard', () => {
  it('says that it is loading, and stops the request when it goes away', async () => {
    let signal: AbortSignal | undefined;
    const { container, unmount } = renderCard(card, 'lambda', (_, options) => {
      signal = options?.signal;
      return new Promise(() => {});
    });

    const status = await screen.findByRole('status');
    expect(status).toHaveTextContent('Loading');
    expect(status).toHaveAttribute('aria-busy', 'true');
    expect(await axe(container)).toHaveNoViolations();

    expect(signal?.aborted).toBe(false);
    unmount();
    expect(signal?.aborted).toBe(true);
  });

  it('shows what was scanned when', async () => {
    renderCard(card, 'lambda', async () => lambdaCoverage());

    expect(await screen.findByText('The Lambda upload')).toBeVisible();
    const scan = screen.getByText(/^Scanned/);
    expect(scan).toHaveTextContent(/^Scanned .+ ago at revision 0123456789ab$/);
    const time = within(scan).getByText(/ago$/);
    expect(time).toHaveAttribute('datetime', '2026-03-04T05:06:00.000Z');
    expect(time).toHaveAttribute('title', expect.stringMatching(/2026.*\d:06/));
  });

  it('links diagnostics to their lines at the host of the source', async () => {
    const { container } = renderCard(card, 'lambda', {
      getEntityCoverage: async () => lambdaCoverage({ diagnostics: [finding] }),
      getSource: async () =>
        sourceOf('https://github.com/acme/receipts/tree/main/python'),
    });

    expect(
      await screen.findByRole('link', { name: /Dockerfile:12:3/ }),
    ).toHaveAttribute(
      'href',
      'https://github.com/acme/receipts/tree/main/python/infra/upload/Dockerfile#L12',
    );
    expect(await axe(container)).toHaveNoViolations();
  });

  it.each([
    ['a folder of the machine', async () => sourceOf('/srv/receipts')],
    [
      'at a host that is not known',
      async () => sourceOf('https://git.example.com/receipts/tree/main'),
    ],
    [
      'not to be read by the user',
      async () => {
        throw await responseError(404, 'NotFoundError', 'There is none');
      },
    ],
  ])(
    'shows diagnostics without links where the source is %s',
    async (_, answer) => {
      const getSource = jest.fn(answer);
      renderCard(card, 'lambda', {
        getEntityCoverage: async () =>
          lambdaCoverage({ diagnostics: [finding] }),
        getSource,
      });

      expect(
        await screen.findByText('infra/upload/Dockerfile:12:3'),
      ).toBeVisible();
      await waitFor(() => expect(getSource).toHaveBeenCalled());
      expect(screen.queryByRole('link')).not.toBeInTheDocument();
      expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    },
  );

  it('warns where later scans failed', async () => {
    renderCard(card, 'lambda', async () =>
      lambdaCoverage({ revision: null, scanError: 'Connection refused.' }),
    );

    const warning = await screen.findByText(/^What you see/);
    expect(warning).toHaveTextContent(
      /^What you see was scanned .+ ago\. Connection refused\.$/,
    );
    expect(screen.getByText('The Lambda upload')).toBeVisible();
    expect(screen.getByText(/^Scanned/)).not.toHaveTextContent('revision');
  });

  it('tells what the backend says when it fails, and tries again', async () => {
    const user = userEvent.setup();
    const getEntityCoverage = jest
      .fn()
      .mockRejectedValueOnce(
        await responseError(503, 'ServiceUnavailableError', 'Not ready yet'),
      )
      .mockResolvedValueOnce(lambdaCoverage());
    const { container } = renderCard(card, 'lambda', getEntityCoverage);

    expect(await screen.findByRole('alert')).toHaveTextContent('Not ready yet');
    expect(await axe(container)).toHaveNoViolations();
    await user.click(screen.getByRole('button', { name: 'Retry' }));

    expect(await screen.findByText('The Lambda upload')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(getEntityCoverage).toHaveBeenCalledTimes(2);
  });

  it('tells of an error that is not a response', async () => {
    renderCard(card, 'lambda', async () => {
      throw new TypeError('Failed to fetch');
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Failed to fetch',
    );
  });

  it.each([
    [404, 'NotFoundError', 'Not scanned yet', 'Wait for the next scan'],
    [403, 'NotAllowedError', 'You may not see this', 'Ask the owners'],
  ])('tells what to do about a %p', async (status, name, title, help) => {
    const { container } = renderCard(card, 'lambda', async () => {
      throw await responseError(status, name, 'Because of reasons');
    });

    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent(help);
    expect(screen.getByRole('status')).toHaveTextContent('Because of reasons');
    expect(await axe(container)).toHaveNoViolations();
  });

  it('leaves an entity that is something else to the other cards', async () => {
    renderCard(card, 'lambda', async () => packageCoverage());

    await waitFor(() =>
      expect(screen.queryByRole('status')).not.toBeInTheDocument(),
    );
    expect(screen.queryByText('Coverage')).not.toBeInTheDocument();
  });
});
