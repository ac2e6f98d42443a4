import fc from 'fast-check';

// The same cases in every run, so that a change is judged by what it changes. Other cases: FAST_CHECK_SEED=<integer>; the
// nightly script (`yarn bench:fuzz`) draws new ones each time.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20260101) });

// A limit for what hangs. Machines that run the checks are slow now and then; no test is about time.
jest.setTimeout(60_000);
