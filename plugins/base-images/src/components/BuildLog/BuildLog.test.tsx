import { BuildLogPage } from '@base-images/backstage-plugin-base-images-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import { renderCard, responseError } from '../../__testUtils__';
import { LONGEST_LOG } from '../../hooks';
import { BuildLog } from './BuildLog';

expect.extend(toHaveNoViolations);

const log = <BuildLog buildId="build-1" name="receipt-label" />;

function page(lines: string[], complete = false): BuildLogPage {
  return { lines, nextCursor: `after-${lines[lines.length - 1]}`, complete };
}

describe('BuildLog', () => {
  it('reads on from its cursor until the log is complete', async () => {
    const getBuildLog = jest
      .fn()
      .mockResolvedValueOnce(page(['one', 'two']))
      .mockResolvedValueOnce(page(['three'], true));
    const { container } = renderCard(log, 'base-image', { getBuildLog });

    expect(await screen.findByText('More is to come.')).toBeVisible();
    expect(await screen.findByText('End of the log')).toBeVisible();
    expect(
      screen.getByRole('textbox', { name: 'Log of receipt-label' }),
    ).toHaveValue('one\ntwo\nthree');
    expect(
      getBuildLog.mock.calls.map(([buildId, cursor]) => [buildId, cursor]),
    ).toEqual([
      ['build-1', undefined],
      ['build-1', 'after-two'],
    ]);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('keeps only the end of a very long log', async () => {
    const lines = Array.from(
      { length: LONGEST_LOG + 2 },
      (_, i) => `line ${i}`,
    );
    renderCard(log, 'base-image', {
      getBuildLog: async () => page(lines, true),
    });

    expect(
      await screen.findByText('2 earlier lines are left out.'),
    ).toBeVisible();
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toMatch(
      /^line 2\n/,
    );
  });

  it.each([
    [false, 'There is nothing in the log yet.'],
    [true, 'The log is empty.'],
  ])(
    'says that there is nothing in it (complete: %p)',
    async (complete, text) => {
      renderCard(log, 'base-image', {
        getBuildLog: async () => ({ lines: [], nextCursor: '', complete }),
      });

      expect(await screen.findByText(text)).toBeVisible();
      expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
    },
  );

  it('says that it is loading, and stops when it goes away', async () => {
    let signal: AbortSignal | undefined;
    const { unmount } = renderCard(log, 'base-image', {
      getBuildLog: (_id, _cursor, options) => {
        signal = options?.signal;
        return new Promise(() => {});
      },
    });

    expect(await screen.findByText('Loading the log')).toBeInTheDocument();
    unmount();
    expect(signal?.aborted).toBe(true);
  });

  it('keeps what it has when the next part cannot be read, and goes on from there', async () => {
    const user = userEvent.setup();
    const getBuildLog = jest
      .fn()
      .mockResolvedValueOnce(page(['one']))
      .mockRejectedValueOnce(
        await responseError(503, 'ServiceUnavailableError', 'Not now'),
      )
      .mockResolvedValueOnce(page(['two'], true));
    renderCard(log, 'base-image', { getBuildLog });

    expect(await screen.findByRole('alert')).toHaveTextContent('Not now');
    expect(screen.getByRole('textbox')).toHaveValue('one');
    await user.click(screen.getByRole('button', { name: 'Retry' }));

    await waitFor(() =>
      expect(screen.getByRole('textbox')).toHaveValue('one\ntwo'),
    );
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});
