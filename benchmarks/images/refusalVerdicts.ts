/** What building a refused Dockerfile must show. */
export type RefusalOutcome =
  /** The forced rewrite cannot be built on the base image, or the handler fails. */
  | 'breaks'
  /** Its image is another one. */
  | 'differs'
  /** It happens to give the same here: refusing it is prudence. */
  | 'same'
  /** The original cannot be built here, so there is nothing to compare. */
  | 'original fails';

export interface RefusalVerdict {
  outcome: RefusalOutcome;
  /** Why it is refused although nothing is seen. */
  why?: string;
  /** Where the rewrite has nothing to force, what a careless engineer would change in it: this for that. */
  careless?: [string | RegExp, string];
}

/** The outcome where a case is not in the list. */
export const USUAL_VERDICT: RefusalVerdict = { outcome: 'differs' };

const ASKS_AS_WELL =
  'the original asks the index for dynamo, too, and takes what somebody else may have put there; nobody should carry that on';
const NOT_HERE = 'what it names does not exist for the bench';

/** By title of the case. */
export const REFUSAL_VERDICTS: Record<string, RefusalVerdict> = {
  'what is installed is not known': {
    outcome: 'same',
    why: 'what lies in /tmp is only dynamo here; anything else that lies there would be lost',
    careless: [/RUN pip install \$\(ls.*\n/, ''],
  },
  'a script that is downloaded': {
    outcome: 'same',
    why: 'a script from elsewhere may do anything with what is installed before it',
  },
  '--target retained, with a covered package in the closure': {
    outcome: 'same',
    why: ASKS_AS_WELL,
  },
  '--force-reinstall retained': { outcome: 'same', why: ASKS_AS_WELL },
  'eager upgrades retained': { outcome: 'same', why: ASKS_AS_WELL },
  'PIP_FORCE_REINSTALL for a retained command': {
    outcome: 'same',
    why: ASKS_AS_WELL,
  },
  'uv that installs what needs a covered package': {
    outcome: 'same',
    why: 'uv keeps what is installed only as long as its own settings and version let it',
  },
  'another interpreter': { outcome: 'original fails', why: NOT_HERE },
  'the interpreter of the system': {
    outcome: 'original fails',
    why: NOT_HERE,
  },
  'a distribution of the base image in another version before ours': {
    outcome: 'same',
    why: 'pip puts the pinned version in place of the other here, but not another build of the same version',
  },
  'an archive before ours': { outcome: 'original fails', why: NOT_HERE },
  'uv sync': {
    outcome: 'differs',
    careless: [/WORKDIR .*\nRUN uv sync\n/, ''],
  },
  'poetry install': { outcome: 'original fails', why: NOT_HERE },
  'an index of its own': { outcome: 'differs' },
  PIP_EXTRA_INDEX_URL: {
    outcome: 'same',
    why: 'the other index has no later version here; where it has one, the image would lack it',
  },
  'a published version': { outcome: 'original fails', why: NOT_HERE },
  'a variable for the installation alone': {
    outcome: 'same',
    why: 'dynamo compiles nothing; what does would be compiled with other options in the base image',
  },
  // What stands after it, by itself.
  or: {
    outcome: 'differs',
    careless: [/RUN pip install \/tmp\/dynamo \|\| /g, 'RUN '],
  },
  'a semicolon': {
    outcome: 'differs',
    careless: [/(AS prepared-on-base\n)COPY.*\nRUN .*\n/, '$1'],
  },
  'a pipe': {
    outcome: 'differs',
    careless: [/(AS prepared-on-base\n)COPY.*\nRUN .*\n/, '$1'],
  },
  'a script of the repository that does more': {
    outcome: 'differs',
    careless: [/(AS prepared-on-base\n)(?:COPY.*\n)+RUN .*\n/, '$1'],
  },
  'a stage on another image': { outcome: 'original fails', why: NOT_HERE },
  'a stage that is carried under another path': {
    outcome: 'same',
    why: 'the whole of /var/lang comes from the other stage here, and what else is there would be lost',
  },
  'a stage by its number': {
    outcome: 'same',
    why: 'the stage that names another by its number is not built here; where it is, it gets another one',
  },
  'a build argument that is named like ours': {
    outcome: 'same',
    why: 'the builder takes one of two defaults here, and nobody should have to guess which',
  },
  'another Python': {
    outcome: 'original fails',
    why: 'the bench has one Python, and the Dockerfile of a base image for another one says so',
  },
  'an image that only a modified variable tells': {
    outcome: 'same',
    why: 'the base image happens to stand on the image that comes out; the engine does not work out which that is',
  },
  'the last line of a script that does not stop on errors': {
    outcome: 'breaks',
  },
  'a base image that holds more dependencies': {
    outcome: 'same',
    why: 'label needs nothing that dynamo does not need; where it does, the image would have that, too',
  },
  'an image that is not known': { outcome: 'original fails', why: NOT_HERE },
  'a Dockerfile with a mistake': {
    outcome: 'original fails',
    why: 'no builder reads it',
  },
  'a requirements file that is not known before ours': {
    outcome: 'original fails',
    why: NOT_HERE,
  },
  'a stage that is named like ours': { outcome: 'breaks' },
};
