/** A promise of the command path was broken. */
export class Violation extends Error {}
