/** Wrong usage: the message says what is wrong and what to do. */
export class CommandFailure extends Error {}
